import {
  to = storeauth_servicestage_password_authorization.bitbucket
  id = "platform-bitbucket"
}
