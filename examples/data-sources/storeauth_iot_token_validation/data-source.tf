# Asks whether a running program's token still works, without logging in.
variable "collector_token" {
  type      = string
  sensitive = true
}

data "storeauth_iot_token_validation" "collector" {
  access_token = var.collector_token
}

check "collector_token_works" {
  assert {
    condition     = data.storeauth_iot_token_validation.collector.valid
    error_message = "IoT platform: ${coalesce(data.storeauth_iot_token_validation.collector.reason, "no reason given")}"
  }
}
