import {
  to = storeauth_servicestage_oauth_authorization.github
  id = "platform-github"
}
