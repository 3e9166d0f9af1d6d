# A token is made from the provider block's credential, used for one look-up and
# stored nowhere. The data source stands outside the check: inside, every plan
# would have a change.
data "storeauth_agc_token_validation" "block" {}

check "agc_credential_works" {
  assert {
    condition     = data.storeauth_agc_token_validation.block.valid
    error_message = "AppGallery Connect: ${coalesce(data.storeauth_agc_token_validation.block.reason, "no reason given")}"
  }
}
