variable "iot_secret" {
  description = "Secret of the application, as the portal showed it once."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# The secret stands in the provider block, so that every refresh verifies it:
# plan -refresh-only and services that look for drift see what happens.
provider "storeauth" {
  iot = {
    secrets = { "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca" = var.iot_secret }
  }
}

# Creating or changing this logs in to the application and out again, which ends
# the token that a running program uses. Plans do not, by default.
resource "storeauth_iot_application" "meters" {
  app_id = "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca"
}
