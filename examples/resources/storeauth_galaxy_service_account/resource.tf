variable "galaxy_private_key" {
  description = "Private key file of the service account, as Seller Portal offered it once."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# The secret stands in the provider block, so that every refresh verifies it:
# plan -refresh-only and services that look for drift see what happens.
provider "storeauth" {
  galaxy = {
    secrets = { "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10" = var.galaxy_private_key }
  }
}

resource "storeauth_galaxy_service_account" "release" {
  service_account_id = "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10"
  scopes             = ["publishing", "gss"]
  name               = "release pipeline"
}
