terraform {
  required_version = ">= 1.11"

  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
  }
}

variable "galaxy_private_key" {
  description = "PEM of the Galaxy Store service account's key."
  type        = string
  sensitive   = true
  ephemeral   = true
}

provider "storeauth" {
  galaxy = {
    secrets = { "0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d" = var.galaxy_private_key }
  }
}

resource "storeauth_galaxy_service_account" "publisher" {
  service_account_id = "0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d"
  scopes             = ["publishing"]
}
