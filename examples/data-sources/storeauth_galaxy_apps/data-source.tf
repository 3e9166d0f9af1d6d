data "storeauth_galaxy_apps" "on_sale" {
  statuses = ["FOR_SALE"]
}

output "content_ids" {
  value = { for app in data.storeauth_galaxy_apps.on_sale.apps : app.name => app.content_id }
}
