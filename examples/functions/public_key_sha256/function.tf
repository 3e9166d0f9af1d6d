variable "galaxy_public_key" {
  description = "Public half of the key the team signed off."
  type        = string
}

output "expected_fingerprint" {
  value = provider::storeauth::public_key_sha256(var.galaxy_public_key)
}
