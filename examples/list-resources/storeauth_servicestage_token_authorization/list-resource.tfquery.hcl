# terraform query: what the project has and this configuration does not declare yet.
list "storeauth_servicestage_token_authorization" "gitlab" {
  provider = storeauth

  config {
    repo_type = "gitlab"
    status    = "normal"
  }
}
