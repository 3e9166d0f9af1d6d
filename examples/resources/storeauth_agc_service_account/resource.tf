variable "agc_service_account_key" {
  description = "JSON key file of the service account, as the console offered it once: private.json."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "storeauth_agc_service_account" "release" {
  key_wo  = var.agc_service_account_key
  app_ids = ["100000001"]
  name    = "release pipeline"
}
