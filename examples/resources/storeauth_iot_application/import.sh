# The id is the one in the portal's application list. An import logs in to
# nothing; the next apply that changes something verifies.
terraform import storeauth_iot_application.meters uZrTJ3DdaTL7pOeYEGuDrOJcx5ca
