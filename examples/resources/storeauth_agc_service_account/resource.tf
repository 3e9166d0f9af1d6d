variable "agc_service_account_key" {
  description = "JSON key file of the service account, as the console offered it once: private.json."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# The secret stands in the provider block, so that every refresh verifies it:
# plan -refresh-only and services that look for drift see what happens.
provider "storeauth" {
  agc = {
    secrets = { "1000000019" = var.agc_service_account_key }
  }
}

resource "storeauth_agc_service_account" "release" {
  sub_account = "1000000019"
  app_ids     = ["100000001"]
  name        = "release pipeline"
}
