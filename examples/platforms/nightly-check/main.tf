# All credentials of a company, looked at every night:
#   terraform plan -refresh-only -detailed-exitcode
# answers 0 when all work, 2 when one is refused, and 1 when a vendor could not
# be asked. A file of ids says what there is; the secrets stand in maps by id.

terraform {
  required_version = ">= 1.11"

  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
  }
}

variable "galaxy_accounts" {
  description = "Galaxy Store service account ids by team."
  type        = map(string)
  default     = {}
}

variable "agc_clients" {
  description = "AppGallery Connect client ids by team."
  type        = map(string)
  default     = {}
}

variable "amazon_profiles" {
  description = "Amazon client ids by team."
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "By vendor, the secret of each id above."
  type = object({
    galaxy = optional(map(string), {})
    agc    = optional(map(string), {})
    amazon = optional(map(string), {})
  })
  sensitive = true
  ephemeral = true
}

provider "storeauth" {
  galaxy = { secrets = var.secrets.galaxy }
  agc    = { secrets = var.secrets.agc }
  amazon = { secrets = var.secrets.amazon }
}

resource "storeauth_galaxy_service_account" "team" {
  for_each           = var.galaxy_accounts
  service_account_id = each.value
}

resource "storeauth_agc_api_client" "team" {
  for_each  = var.agc_clients
  client_id = each.value
}

resource "storeauth_amazon_security_profile_attachment" "team" {
  for_each  = var.amazon_profiles
  client_id = each.value
  api       = "app_submission"
}

locals {
  watched = merge(
    { for team, c in storeauth_galaxy_service_account.team : "galaxy/${team}" => c },
    { for team, c in storeauth_agc_api_client.team : "agc/${team}" => c },
    { for team, c in storeauth_amazon_security_profile_attachment.team : "amazon/${team}" => c },
  )
}

output "refused" {
  description = "What is refused, and the vendor's words; empty when all work."
  value       = { for name, c in local.watched : name => c.reason if c.status != "active" }
}
