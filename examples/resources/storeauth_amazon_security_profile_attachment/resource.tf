variable "amazon_client_secret" {
  description = "Client secret of the security profile, from its Web Settings."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# The secret stands in the provider block, so that every refresh verifies it:
# plan -refresh-only and services that look for drift see what happens.
provider "storeauth" {
  amazon = {
    secrets = { (local.amazon_client_id) = var.amazon_client_secret }
  }
}

locals {
  amazon_client_id = "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef"
}

# One profile for both APIs. Each is attached by itself, so each is declared.
resource "storeauth_amazon_security_profile_attachment" "release" {
  for_each = toset(["app_submission", "reporting"])

  client_id             = local.amazon_client_id
  api                   = each.key
  security_profile_name = "release pipeline"
}
