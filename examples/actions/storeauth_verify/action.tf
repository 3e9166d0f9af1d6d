# Run with: terraform apply -invoke=action.storeauth_verify.all
# It needs no state, so it can be the first step of a release pipeline.
action "storeauth_verify" "all" {}

# Before a release is created, the credentials that it takes are verified.
action "storeauth_verify" "release" {
  config {
    vendors = ["agc", "galaxy"]
  }
}

resource "terraform_data" "release" {
  input = "1.2.3"

  lifecycle {
    action_trigger {
      events  = [before_create, before_update]
      actions = [action.storeauth_verify.release]
    }
  }
}
