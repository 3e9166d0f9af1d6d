# For the time of this run: minted when it begins, revoked when it ends, stored
# nowhere. Hand it to another provider's configuration or to the environment of a
# provisioner. A vault would keep a dead token.
ephemeral "storeauth_galaxy_access_token" "publish" {
  scopes = ["publishing"]
}

locals {
  galaxy_headers = ephemeral.storeauth_galaxy_access_token.publish.headers
}
