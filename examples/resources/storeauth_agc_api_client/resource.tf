variable "agc_api_client_file" {
  description = "JSON file of the API client, as the console offers it: agc-apiclient-….json."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "storeauth_agc_api_client" "release" {
  client_id        = "1234567890123456789"
  client_secret_wo = var.agc_api_client_file # or the key alone
  app_ids          = ["100000001"]
  name             = "release pipeline"
  roles            = ["App manager"]
}
