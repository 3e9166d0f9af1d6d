# The id is the Client ID in Users and permissions > API key > Connect API. With the
# same client in the provider block, the import verifies it at once.
terraform import storeauth_agc_api_client.release 1234567890123456789

# At another site than the provider block's:
terraform import storeauth_agc_api_client.release europe/1234567890123456789
