# terraform query: what the project has, declared here or not.
list "storeauth_servicestage_oauth_authorization" "github" {
  provider = storeauth

  config {
    repo_type = "github"
    status    = "normal"
  }
}
