# terraform query lists what the project has, whether a configuration declares it or not.
list "storeauth_servicestage_oauth_authorization" "github" {
  provider = storeauth

  config {
    repo_type = "github"
    status    = "normal"
  }
}
