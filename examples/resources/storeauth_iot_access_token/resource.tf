# The application of the provider block. From twenty minutes before its end on, a
# plan refreshes the token; run one at least that often.
resource "storeauth_iot_access_token" "collector" {
  early_refresh = "20m"
}

output "collector_token_ends_at" {
  value = storeauth_iot_access_token.collector.expires_at
}
