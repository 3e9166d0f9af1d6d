data "storeauth_servicestage_authorization" "github" {
  name = "platform-github"
}

check "github_authorization" {
  assert {
    condition     = data.storeauth_servicestage_authorization.github.exists
    error_message = "ServiceStage has no authorization platform-github."
  }

  assert {
    condition     = data.storeauth_servicestage_authorization.github.status == "normal"
    error_message = "ServiceStage authorization platform-github does not work; see terraform plan."
  }
}
