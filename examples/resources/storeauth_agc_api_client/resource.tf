variable "agc_api_client_file" {
  description = "JSON file of the API client, as the console offers it: agc-apiclient-….json."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# The secret stands in the provider block, so that every refresh verifies it:
# plan -refresh-only and services that look for drift see what happens.
provider "storeauth" {
  agc = {
    secrets = { "1234567890123456789" = var.agc_api_client_file } # or the key alone
  }
}

resource "storeauth_agc_api_client" "release" {
  client_id = "1234567890123456789"
  app_ids   = ["100000001"]
  name      = "release pipeline"
  roles     = ["App manager"]
}
