import {
  to = storeauth_iot_application.meters
  identity = {
    app_id = "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca"
  }
}
