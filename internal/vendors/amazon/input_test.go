package amazon_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAmazonBadInputIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	with := func(id, secret, arguments string) string {
		return attachmentConfig(sb.URL, sandboxtest.AmazonProfile{ClientID: id, ClientSecret: secret}, arguments)
	}
	token := func(arguments string) string {
		return acctest.Provider(sb.URL, providerBlock(p)) + "ephemeral \"storeauth_amazon_access_token\" \"t\" {\n" + arguments + "\n}\n"
	}
	app := "data \"storeauth_amazon_app\" \"a\" {\n  app_id = \"amzn1.devportal.mobileapp.00000000000000000000000000000000\"\n}\n"
	endpoint := func(arguments string) string {
		return "provider \"storeauth\" {\n  amazon = { client_id = \"" + p.ClientID + "\", client_secret = \"" + p.ClientSecret + "\", " + arguments + " }\n}\n" + app
	}
	acctest.BadInput(t, sb, map[string][2]string{
		"line break in the id":     {with(p.ClientID[:20]+"\n"+p.ClientID[20:], p.ClientSecret, submission), `client_id: it has a line break`},
		"space in the id":          {with(p.ClientID+" "+p.ClientID, p.ClientSecret, submission), `client_id: it has whitespace`},
		"line break in the secret": {with(p.ClientID, p.ClientSecret[:20]+"\n"+p.ClientSecret[20:], submission), `client_secret_wo: it has a line break`},
		"space in the secret":      {with(p.ClientID, p.ClientSecret+" x", submission), `client_secret_wo: it has whitespace`},
		"empty secret":             {with(p.ClientID, " ", submission), `client_secret_wo is empty`},
		"neither api nor scope":    {with(p.ClientID, p.ClientSecret, ""), `api.*scope`},
		"api and scope":            {with(p.ClientID, p.ClientSecret, submission+"\n scope = \"x\""), `api and scope contradict`},
		"unknown api":              {with(p.ClientID, p.ClientSecret, `api = "vitals"`), `api.*app_submission`},
		"two scopes":               {with(p.ClientID, p.ClientSecret, `scope = "a b"`), `scope: it has whitespace`},
		"block's secret":           {acctest.Provider(sb.URL, "  amazon = {\n    client_id = \"x\"\n    client_secret = \"two words\"\n  }") + app, `amazon.client_secret: it has whitespace`},
		"host that ends alike":     {endpoint(`token_endpoint = "https://api.evilamazon.com"`), `amazon.token_endpoint.*evilamazon.com.*not a host of`},
		"another host":             {endpoint(`endpoint = "https://amazon.com.example.org"`), `amazon.endpoint.*not a host of`},
		"plain http":               {endpoint(`endpoint = "http://developer.amazon.com"`), `amazon.endpoint.*loopback`},
		"missing settings":         {acctest.Provider(sb.URL) + app, `amazon.client_id and amazon.client_secret.*AMAZON_APPSTORE_CLIENT_ID.*AMAZON_APPSTORE_CLIENT_SECRET`},
		"app id":                   {acctest.Provider(sb.URL, providerBlock(p)) + "data \"storeauth_amazon_app\" \"a\" {\n  app_id = \"a/b\"\n}\n", `app_id.*App ID`},
		"token's api and scope":    {token("api = \"reporting\"\nscope = \"x\""), `scope`},
		"token's secret":           {token("client_secret = \"two words\""), `client_secret: it has whitespace`},
		"token of another client":  {token("client_id = \"amzn1.application-oa2-client.00000000000000000000000000000000\""), `No client_secret for Amazon security profile`},
	})
}

func TestUnknownFormIsAWarningAndTheVendorIsAsked(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	odd := sandboxtest.AmazonProfile{ClientID: "amzn1.application.0123456789abcdef0123456789abcdef", ClientSecret: "a-secret-of-2031"}
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, odd, submission))
	cli.Plan(t).Expect(t, 1, "Unusual client_id", "it looks like the security profile's own id",
		"Unusual client_secret_wo", "client_secret_wo: it does not look like a client secret", "invalid_client")
	cli.Write(t, providerAttachmentConfig(sb.URL, odd, submission))
	cli.Plan(t).Expect(t, 1, "Unusual amazon.client_secret", "it does not look like a client secret", "invalid_client")
	if mints := sb.Count(t, "POST", mint); mints != 2 {
		t.Errorf("%d mints in two plans, expected 2", mints)
	}
}

func TestSecretOfTheOlderFormIsNotDoubted(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.AddAmazonProfile(t, sandboxtest.AmazonProfile{SecretForm: "hex", APIs: []string{"app_submission"}})
	out := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission)).Plan(t)
	out.Expect(t, 2, "1 to add")
	if said := out.Diagnostics(attachment); said != "" {
		t.Errorf("the plan says %s", said)
	}
}
