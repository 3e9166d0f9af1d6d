package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// What Terraform prints around a diagnostic must not show a value either, even of a map that is written out on one line.
func TestRefusedEntriesOnTheCommandLineShowNoValue(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateAmazonProfile(t), sb.CreateAmazonProfile(t)
	c := sb.CreateAGCClient(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL,
		fmt.Sprintf("  amazon = { secrets = { %q = %q, %q = \"\", %q = %q } }", a.ClientSecret, a.ClientID, a.ClientID, b.ClientID, b.ClientSecret),
		fmt.Sprintf("  agc = { secrets = { %q = %q, \"<id>\" = %q } }", c.ID, c.Secret+" "+c.Secret, c.Secret))+
		"data \"storeauth_amazon_token_validation\" \"any\" {}\n")
	out := cli.Plan(t)
	out.Expect(t, 1, `amazon.secrets["`+a.ClientID+`"]: its value is null or empty`, "whose key may be a secret and is not shown",
		`The value of agc.secrets["`+c.ID+`"]`, `agc.secrets["<id>"]: its key cannot be an id`)
	for _, secret := range []string{a.ClientSecret, b.ClientSecret, c.Secret} {
		if strings.Contains(out.Text, secret) {
			t.Errorf("a secret is shown:\n%s", out.Text)
		}
	}
}

// The environment's credential is the block's own where the block says nothing of one.
func TestCredentialOfTheEnvironmentStandsBesideTheMap(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	own, other := sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	config := func(secrets string) string {
		return acctest.Provider(sb.URL, "  agc = { secrets = "+secrets+" }") +
			fmt.Sprintf("resource \"storeauth_agc_api_client\" \"own\" {\n  client_id = %q\n}\n", own.ID) +
			fmt.Sprintf("resource \"storeauth_agc_api_client\" \"other\" {\n  client_id = %q\n}\n", other.ID)
	}
	cli := acctest.NewCLI(t, config(fmt.Sprintf("{ %q = %q }", other.ID, other.Secret))).
		With("AGC_CLIENT_ID="+own.ID, "AGC_CLIENT_SECRET="+own.Secret, "AGC_SITE=europe")
	cli.Apply(t)
	for _, address := range []string{"storeauth_agc_api_client.own", "storeauth_agc_api_client.other"} {
		if got := cli.Attributes(t, address); got["status"] != "active" || got["site"] != "europe" {
			t.Errorf("%s: %v", address, got)
		}
	}
	cli.Write(t, config(fmt.Sprintf("{ %q = %q, %q = %q }", other.ID, other.Secret, own.ID, other.Secret)))
	cli.Plan(t).Expect(t, 1, "agc.client_secret (or AGC_CLIENT_SECRET in the environment) and agc.secrets give two secrets for "+own.ID)
}
