# terraform query: what the project has and this configuration does not declare yet.
list "storeauth_servicestage_password_authorization" "bitbucket" {
  provider = storeauth

  config {
    repo_type = "bitbucket"
    status    = "normal"
  }
}
