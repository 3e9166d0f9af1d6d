# terraform query: what the project has, declared here or not.
list "storeauth_servicestage_token_authorization" "gitlab" {
  provider = storeauth

  config {
    repo_type = "gitlab"
    status    = "normal"
  }
}
