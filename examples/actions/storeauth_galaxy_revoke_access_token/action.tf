variable "leaked_galaxy_token" {
  type      = string
  sensitive = true
}

# terraform apply -invoke=action.storeauth_galaxy_revoke_access_token.leaked
action "storeauth_galaxy_revoke_access_token" "leaked" {
  config {
    access_token = var.leaked_galaxy_token
  }
}
