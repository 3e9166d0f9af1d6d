data "storeauth_agc_app_ids" "ours" {
  package_names = ["com.example.player", "com.example.editor"]
}

output "app_ids" {
  value = data.storeauth_agc_app_ids.ours.app_ids
}
