import {
  to = storeauth_servicestage_token_authorization.gitlab
  id = "platform-gitlab"
}
