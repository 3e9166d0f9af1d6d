data "storeauth_amazon_app" "player" {
  app_id = "amzn1.devportal.mobileapp.0123456789abcdef0123456789abcdef"
}

# An app is visible only while an edit is open. Without one there are no listings.
output "languages_of_the_open_edit" {
  value = data.storeauth_amazon_app.player.has_open_edit ? keys(data.storeauth_amazon_app.player.listings) : []
}
