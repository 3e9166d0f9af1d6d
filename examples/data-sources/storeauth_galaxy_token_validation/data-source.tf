# Mints a token from the provider block, checks it, revokes it.
data "storeauth_galaxy_token_validation" "block" {}

check "galaxy_credential_works" {
  assert {
    condition     = data.storeauth_galaxy_token_validation.block.valid
    error_message = "Galaxy Store: ${coalesce(data.storeauth_galaxy_token_validation.block.reason, "no reason given")}"
  }
}
