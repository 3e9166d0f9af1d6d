# Logged in for this run, logged out at its end, stored nowhere. Hand it to
# another provider's configuration or to a write-only argument.
ephemeral "storeauth_iot_access_token" "provisioning" {}

locals {
  iot_headers = ephemeral.storeauth_iot_access_token.provisioning.headers
}
