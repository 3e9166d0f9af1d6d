# A token is made from the provider block's credential, used for one look-up and
# stored nowhere.
check "appgallery_connect" {
  data "storeauth_agc_token_validation" "release" {}

  assert {
    condition     = data.storeauth_agc_token_validation.release.valid
    error_message = "AppGallery Connect: ${coalesce(data.storeauth_agc_token_validation.release.reason, "unknown")}"
  }
}
