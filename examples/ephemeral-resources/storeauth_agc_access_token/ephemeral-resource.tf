# Made for this run and stored nowhere. Hand it to another provider's configuration
# or to a write-only argument.
ephemeral "storeauth_agc_access_token" "publish" {}

locals {
  agc_headers = ephemeral.storeauth_agc_access_token.publish.headers
}
