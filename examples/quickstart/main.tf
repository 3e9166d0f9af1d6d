# Adopts a Galaxy Store service account that was created in Seller Portal, and
# reads an app with it. Every plan asks Samsung whether the account still works.

terraform {
  required_version = ">= 1.11"

  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
  }
}

provider "storeauth" {
  galaxy = {
    service_account_id = var.service_account_id
    private_key        = var.private_key
  }
  sandbox_url = var.sandbox_url
}

# The key is the provider block's, because that is the same account. Another
# account has its key in galaxy.secrets, by its id.
resource "storeauth_galaxy_service_account" "publisher" {
  service_account_id = var.service_account_id
  scopes             = ["publishing"]
  name               = "release pipeline"
}

data "storeauth_galaxy_app" "app" {
  content_id = var.content_id

  # The app is read with the account above. Where the account is refused, its
  # plan says why, and this waits for the apply that mends it.
  depends_on = [storeauth_galaxy_service_account.publisher]
}

output "account" {
  description = "What Samsung grants the account, and the key it was last verified with."
  value = {
    status            = storeauth_galaxy_service_account.publisher.status
    granted_scopes    = storeauth_galaxy_service_account.publisher.granted_scopes
    public_key_sha256 = storeauth_galaxy_service_account.publisher.public_key_sha256
  }
}

output "app" {
  description = "The app as Galaxy Store has it."
  value = {
    title  = data.storeauth_galaxy_app.app.title
    status = data.storeauth_galaxy_app.app.status
  }
}
