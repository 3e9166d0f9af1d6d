variable "bitbucket_password" {
  description = "App password of the build user."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "storeauth_servicestage_password_authorization" "bitbucket" {
  name        = "platform-bitbucket"
  repo_type   = "bitbucket"
  user_name   = "build-bot"
  password_wo = var.bitbucket_password
}
