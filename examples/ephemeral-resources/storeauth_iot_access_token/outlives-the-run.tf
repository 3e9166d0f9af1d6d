# Outlives the run, until it expires (expires_at) or the application logs in again;
# each plan and each apply logs in. The managed resource storeauth_iot_access_token
# keeps one token and refreshes it.
ephemeral "storeauth_iot_access_token" "collector" {
  logout_on_close = false
}

locals {
  iot_token_for_the_collector = ephemeral.storeauth_iot_access_token.collector.access_token
}
