# terraform query lists what the project has, whether a configuration declares it or not.
list "storeauth_servicestage_token_authorization" "gitlab" {
  provider = storeauth

  config {
    repo_type = "gitlab"
    status    = "normal"
  }
}
