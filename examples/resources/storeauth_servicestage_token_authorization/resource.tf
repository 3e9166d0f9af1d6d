variable "gitlab_token" {
  description = "Personal access token with the scopes api and read_repository."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "storeauth_servicestage_token_authorization" "gitlab" {
  name      = "platform-gitlab"
  repo_type = "gitlab"
  host      = "https://git.example.com"
  token_wo  = var.gitlab_token
}
