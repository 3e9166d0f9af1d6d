# For the time of this run: logged in when it begins, logged out when it ends,
# stored nowhere. Hand it to another provider's configuration or to the
# environment of a provisioner. A vault would keep a dead token.
ephemeral "storeauth_iot_access_token" "provisioning" {}

locals {
  iot_headers = ephemeral.storeauth_iot_access_token.provisioning.headers
}
