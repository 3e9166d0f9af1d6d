# Minted for this run from the provider block's security profile, stored nowhere.
# Hand it to another provider's configuration or to the environment of a
# provisioner. It lives for one hour, and no call ends it earlier.
ephemeral "storeauth_amazon_access_token" "submission" {
  api = "app_submission"
}

locals {
  appstore_headers = ephemeral.storeauth_amazon_access_token.submission.headers
}
