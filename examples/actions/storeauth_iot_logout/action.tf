# Run with: terraform apply -invoke=action.storeauth_iot_logout.leaked
variable "leaked_token" {
  type      = string
  sensitive = true
}

action "storeauth_iot_logout" "leaked" {
  config {
    access_token = var.leaked_token
  }
}
