# Made for this run and stored nowhere. Hand it to another provider's configuration
# or to the environment of a provisioner. It lives for 48 hours (that of a service
# account: for one hour), and no call ends it earlier.
ephemeral "storeauth_agc_access_token" "publish" {}

locals {
  agc_headers = ephemeral.storeauth_agc_access_token.publish.headers
}
