# One app in three stores: the credential of each store is adopted and watched,
# and an output says where the app stands. Nothing is uploaded: the pipeline
# does that, with the same credentials.
#
# The secrets come from the environment, as the description of each setting of
# the provider block names it. No file and no state holds them.

terraform {
  required_version = ">= 1.11"

  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
  }
}

variable "agc_client_id" {
  description = "AppGallery Connect, Users and permissions, API key, Connect API."
  type        = string
}

variable "agc_app_id" {
  description = "App ID in AppGallery Connect, a number."
  type        = string
}

variable "galaxy_account_id" {
  description = "Seller Portal, Assistance, API Service."
  type        = string
}

variable "galaxy_content_id" {
  description = "The 12 digits of the app in Seller Portal."
  type        = string
}

variable "amazon_client_id" {
  description = "Web Settings of the security profile."
  type        = string
}

variable "amazon_app_id" {
  description = "App id in the developer console, amzn1.devportal.mobileapp.…"
  type        = string
}

resource "storeauth_agc_api_client" "release" {
  client_id = var.agc_client_id
  app_ids   = [var.agc_app_id]
}

resource "storeauth_galaxy_service_account" "release" {
  service_account_id = var.galaxy_account_id
  scopes             = ["publishing"]
}

resource "storeauth_amazon_security_profile_attachment" "release" {
  client_id = var.amazon_client_id
  api       = "app_submission"
}

# Where a credential is refused, its plan says why, and the app is not read.
data "storeauth_agc_app" "app" {
  app_id     = var.agc_app_id
  depends_on = [storeauth_agc_api_client.release]
}

data "storeauth_galaxy_app" "app" {
  content_id = var.galaxy_content_id
  depends_on = [storeauth_galaxy_service_account.release]
}

data "storeauth_amazon_app" "app" {
  app_id     = var.amazon_app_id
  depends_on = [storeauth_amazon_security_profile_attachment.release]
}

output "credentials" {
  description = "What each store says of its credential."
  value = {
    appgallery = storeauth_agc_api_client.release.status
    galaxy     = storeauth_galaxy_service_account.release.status
    amazon     = storeauth_amazon_security_profile_attachment.release.status
  }
}

output "app" {
  description = "Where the app stands in each store. Amazon shows an app only while an edit is open."
  value = {
    appgallery = data.storeauth_agc_app.app.release_state
    galaxy     = data.storeauth_galaxy_app.app.status
    amazon     = data.storeauth_amazon_app.app.has_open_edit ? data.storeauth_amazon_app.app.edit_status : "no open edit"
  }
}
