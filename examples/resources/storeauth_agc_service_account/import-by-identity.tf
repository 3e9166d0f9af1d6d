import {
  to = storeauth_agc_service_account.release
  identity = {
    sub_account = "1000000019"
    site        = "china"
  }
}
