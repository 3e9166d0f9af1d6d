# Rotates with every value of var.rotation: the new token is minted before the
# old one is revoked.
variable "rotation" {
  type    = string
  default = "2026-11"
}

resource "storeauth_galaxy_access_token" "statistics" {
  scopes            = ["gss"]
  rotation_triggers = { month = var.rotation }

  lifecycle {
    create_before_destroy = true
  }
}
