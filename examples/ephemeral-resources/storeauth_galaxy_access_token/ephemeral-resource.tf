# Minted for this run, revoked at its end, stored nowhere. Hand it to another
# provider's configuration or to a write-only argument.
ephemeral "storeauth_galaxy_access_token" "publish" {
  scopes = ["publishing"]
}

locals {
  galaxy_headers = ephemeral.storeauth_galaxy_access_token.publish.headers
}
