import {
  to = storeauth_agc_api_client.release
  id = "1234567890123456789"
}
