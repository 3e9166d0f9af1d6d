data "storeauth_servicestage_repositories" "platform" {
  authorization = "platform-github"
  namespace     = "example-org"
}

output "clone_urls" {
  value = { for r in data.storeauth_servicestage_repositories.platform.repositories : r.name => r.clone_url }
}
