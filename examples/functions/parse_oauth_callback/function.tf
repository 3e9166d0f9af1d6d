variable "callback_url" {
  description = "The browser's address bar after the browser step."
  type        = string
  sensitive   = true
  ephemeral   = true
}

locals {
  callback = provider::storeauth::parse_oauth_callback(var.callback_url)
}

resource "storeauth_servicestage_oauth_authorization" "github" {
  name      = "platform-github"
  repo_type = "github"
  code_wo   = local.callback.code
  state_wo  = local.callback.state
}
