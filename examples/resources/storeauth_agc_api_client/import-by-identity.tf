import {
  to = storeauth_agc_api_client.release
  identity = {
    client_id = "1234567890123456789"
    site      = "china"
  }
}
