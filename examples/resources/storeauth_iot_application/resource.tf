variable "iot_secret" {
  description = "Secret of the application, as the portal showed it once."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# Creating or changing this logs in to the application and out again, which ends
# the token that a running program uses. Plans do not, by default.
resource "storeauth_iot_application" "meters" {
  app_id    = "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca"
  secret_wo = var.iot_secret
}
