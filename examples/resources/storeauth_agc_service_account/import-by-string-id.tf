import {
  to = storeauth_agc_service_account.release
  id = "1000000019"
}
