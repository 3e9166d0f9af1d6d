import {
  to = storeauth_servicestage_password_authorization.bitbucket
  identity = {
    region     = "cn-north-4"
    project_id = "0123456789abcdef0123456789abcdef"
    name       = "platform-bitbucket"
  }
}
