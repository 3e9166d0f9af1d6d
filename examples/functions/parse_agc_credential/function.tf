variable "agc_credential_file" {
  description = "JSON file of an API client."
  type        = string
  sensitive   = true
  ephemeral   = true # so that no plan file holds it

  validation {
    condition     = provider::storeauth::parse_agc_credential(var.agc_credential_file).level == "team"
    error_message = "The Publishing API refuses a credential of a project."
  }
}

locals {
  agc_credential = provider::storeauth::parse_agc_credential(var.agc_credential_file)
}

resource "storeauth_agc_api_client" "release" {
  client_id        = "1234567890123456789"
  client_secret_wo = local.agc_credential.client_secret
}
