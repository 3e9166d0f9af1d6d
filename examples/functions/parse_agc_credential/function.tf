variable "agc_credential_file" {
  description = "JSON file of an API client or a service account."
  type        = string
  sensitive   = true
}

locals {
  agc_credential = provider::storeauth::parse_agc_credential(var.agc_credential_file)
}

output "agc_credential_level" {
  value = nonsensitive(local.agc_credential.level)

  precondition {
    condition     = local.agc_credential.level == "team"
    error_message = "The Publishing API refuses a credential of a project."
  }
}
