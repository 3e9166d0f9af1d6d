import {
  to = storeauth_iot_application.meters
  id = "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca"
}
