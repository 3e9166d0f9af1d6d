# The id is sub_account of the key file. With the same key in the provider block, the
# import verifies the account at once.
terraform import storeauth_agc_service_account.release 1000000019

# At another site than the provider block's:
terraform import storeauth_agc_service_account.release europe/1000000019
