# terraform query lists what the project has, whether a configuration declares it or not.
list "storeauth_servicestage_password_authorization" "bitbucket" {
  provider = storeauth

  config {
    repo_type = "bitbucket"
    status    = "normal"
  }
}
