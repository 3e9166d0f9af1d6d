data "storeauth_galaxy_app" "weather" {
  content_id = "000001234567"
}

output "version_on_sale" {
  value = data.storeauth_galaxy_app.weather.binaries[0].version_name
}
