# Every read gets another address. The resource keeps one by itself, in authorize_url.
data "storeauth_servicestage_oauth_redirect" "github" {
  repo_type = "github"
}

output "open_this" {
  value = data.storeauth_servicestage_oauth_redirect.github.url
}
