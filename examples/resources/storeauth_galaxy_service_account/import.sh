# The id is the one in Seller Portal > Assistance > API Service. With the same
# account in the provider block, the import verifies it at once.
terraform import storeauth_galaxy_service_account.release 0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10
