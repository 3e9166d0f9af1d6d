# terraform query: what the project has and this configuration does not declare yet.
list "storeauth_servicestage_oauth_authorization" "github" {
  provider = storeauth

  config {
    repo_type = "github"
    status    = "normal"
  }
}
