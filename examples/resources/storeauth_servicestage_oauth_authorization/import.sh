# The id is the name, as the console lists it. The region and the project are the provider block's.
terraform import storeauth_servicestage_oauth_authorization.github platform-github
