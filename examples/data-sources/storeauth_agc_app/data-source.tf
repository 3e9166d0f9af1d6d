data "storeauth_agc_app" "player" {
  package_name = "com.example.player"
}

output "version_that_users_get" {
  value = data.storeauth_agc_app.player.on_shelf_version.name
}
