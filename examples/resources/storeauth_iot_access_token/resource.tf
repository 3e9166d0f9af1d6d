# The application of the provider block. From twenty minutes before its end on, an
# apply refreshes the token; applies that come at least that often keep it alive.
resource "storeauth_iot_access_token" "collector" {
  early_refresh = "20m"
}

output "collector_token_ends_at" {
  value = storeauth_iot_access_token.collector.expires_at
}
