# A team comes to ServiceStage: its GitLab by a token, its GitHub by OAuth, and
# proof that the git host lets ServiceStage see its repositories.
#
# The first apply leaves the OAuth authorization pending. Open the address of
# the output, go through the browser step, and apply again with the address bar:
#   TF_VAR_callback_url='https://…' terraform apply

terraform {
  required_version = ">= 1.11"

  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
  }
}

variable "team" {
  description = "Short name of the team; the names of its authorizations begin with it."
  type        = string
}

variable "gitlab_token" {
  description = "A token of GitLab that may read the team's repositories."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "callback_url" {
  description = "The browser's address bar after the browser step; null until somebody has gone through it."
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null
}

resource "storeauth_servicestage_token_authorization" "gitlab" {
  name      = "${var.team}-gitlab"
  repo_type = "gitlab"
  token_wo  = var.gitlab_token
}

resource "storeauth_servicestage_oauth_authorization" "github" {
  name            = "${var.team}-github"
  repo_type       = "github"
  callback_url_wo = var.callback_url
}

# Read with the authorization itself, so this is proof that the git host accepts it.
data "storeauth_servicestage_repositories" "gitlab" {
  authorization = storeauth_servicestage_token_authorization.gitlab.name
}

output "repositories" {
  description = "Addresses to clone from, for the components that are built from source."
  value       = { for r in data.storeauth_servicestage_repositories.gitlab.repositories : "${r.namespace}/${r.name}" => r.clone_url }
}

output "open_this" {
  description = "Null once GitHub is authorized."
  value       = storeauth_servicestage_oauth_authorization.github.authorize_url
}
