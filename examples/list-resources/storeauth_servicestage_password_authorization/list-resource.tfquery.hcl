# terraform query: what the project has, declared here or not.
list "storeauth_servicestage_password_authorization" "bitbucket" {
  provider = storeauth

  config {
    repo_type = "bitbucket"
    status    = "normal"
  }
}
