import {
  to = storeauth_amazon_security_profile_attachment.release["app_submission"]
  id = "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef/app_submission"
}
