import {
  to = storeauth_galaxy_service_account.release
  identity = {
    service_account_id = "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10"
  }
}
