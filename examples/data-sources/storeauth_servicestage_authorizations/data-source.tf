data "storeauth_servicestage_authorizations" "overdue" {
  status = "overdue"
}

output "to_renew" {
  value = [for a in data.storeauth_servicestage_authorizations.overdue.authorizations : "${a.name} (${a.repo_type}, ${a.repo_user})"]
}
