package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Values that are unknown at plan are not checked again by the provider when it uses them: Terraform validates the
// configuration again during apply, with everything known. Each kind of object shows that.
func TestValueKnownOnlyDuringApplyIsValidatedThere(t *testing.T) {
	t.Parallel()
	const broken = "line-one-of-it\nline-two-of-it"
	for name, c := range map[string]struct{ object, argument string }{
		"resource": {`resource "storeauth_iot_application" "test" {
  app_id    = "app"
  secret_wo = %s
}`, "secret_wo"},
		"managed token": {`resource "storeauth_iot_access_token" "test" {
  app_id    = "app"
  secret_wo = %s
}`, "secret_wo"},
		"data source": {`data "storeauth_iot_token_validation" "test" {
  app_id       = "app"
  access_token = %s
}`, "access_token"},
		"ephemeral resource": {`ephemeral "storeauth_amazon_access_token" "test" {
  client_id     = "amzn1.application-oa2-client.ae941846cdd745e9a53319f7bb98d435"
  client_secret = %s
}
# OpenTofu opens only what something uses.
resource "terraform_data" "user" {
  provisioner "local-exec" {
    command     = "exit 0"
    environment = { TOKEN = ephemeral.storeauth_amazon_access_token.test.access_token }
  }
}`, "client_secret"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+
				fmt.Sprintf("resource \"terraform_data\" \"late\" {\n  input = %q\n}\n", broken)+
				fmt.Sprintf(c.object, "terraform_data.late.output"))
			cli.Plan(t).Expect(t, 2)
			out := cli.Run(t, "apply", "-auto-approve")
			out.Expect(t, 1, "Invalid "+c.argument, "it has a line break inside")
			if _, after, _ := strings.Cut(out.Text, "Invalid "+c.argument); strings.Contains(after, "line-two-of-it") {
				t.Error("the error repeats the value")
			}
			if calls := sb.Count(t, "", "*"); calls != 0 {
				t.Errorf("%d calls were made with a value that is refused", calls)
			}
		})
	}
}
