# Mints a token from the provider block and asks whether it is accepted.
data "storeauth_amazon_token_validation" "block" {}

check "amazon_credential_works" {
  assert {
    condition     = data.storeauth_amazon_token_validation.block.valid
    error_message = "Amazon Appstore: ${coalesce(data.storeauth_amazon_token_validation.block.reason, "no reason given")}"
  }
}
