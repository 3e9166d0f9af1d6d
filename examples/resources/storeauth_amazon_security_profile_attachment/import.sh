# The client id and the API. With the same security profile in the provider
# block, the import verifies it at once.
terraform import 'storeauth_amazon_security_profile_attachment.release["app_submission"]' amzn1.application-oa2-client.0123456789abcdef0123456789abcdef/app_submission

# The scope of the API's tokens does as well.
terraform import 'storeauth_amazon_security_profile_attachment.release["reporting"]' amzn1.application-oa2-client.0123456789abcdef0123456789abcdef/adx_reporting::appstore:marketer
