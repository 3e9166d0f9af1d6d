# Outlives the run, and so may go to a vault. It never expires: it lives until
# storeauth_galaxy_revoke_access_token ends it or its account is deleted. Every
# plan and every apply makes one more, so the managed resource
# storeauth_galaxy_access_token is most often the better tool.
ephemeral "storeauth_galaxy_access_token" "vault" {
  scopes          = ["publishing"]
  revoke_on_close = false
}

locals {
  galaxy_token_for_the_vault = ephemeral.storeauth_galaxy_access_token.vault.access_token
}
