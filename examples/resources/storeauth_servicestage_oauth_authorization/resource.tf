variable "callback_url" {
  description = "The browser's address bar after the browser step; null until somebody has gone through it."
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null
}

# The first apply leaves it pending and shows the address to open. After the browser step:
#   TF_VAR_callback_url='https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=…&state=…' terraform apply
resource "storeauth_servicestage_oauth_authorization" "github" {
  name            = "platform-github"
  repo_type       = "github"
  callback_url_wo = var.callback_url
}

output "open_this" {
  value = storeauth_servicestage_oauth_authorization.github.authorize_url
}
