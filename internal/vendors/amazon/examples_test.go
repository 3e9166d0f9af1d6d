package amazon_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAmazonExamples(t *testing.T) {
	acctest.Examples(t, acctest.ExamplesOf{Vendor: "amazon",
		Prepare: func(t testing.TB, sb *sandboxtest.Sandbox, _ string) []string {
			p := sb.AddAmazonProfile(t, sandboxtest.AmazonProfile{ClientID: "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
				APIs: []string{"app_submission", "reporting"}})
			sb.OpenAmazonEdit(t, sb.AddAmazonApp(t, sandboxtest.AmazonApp{AppID: "amzn1.devportal.mobileapp.0123456789abcdef0123456789abcdef"}), "")
			return []string{"AMAZON_APPSTORE_CLIENT_ID=" + p.ClientID, "AMAZON_APPSTORE_CLIENT_SECRET=" + p.ClientSecret,
				"TF_VAR_amazon_client_secret=" + p.ClientSecret}
		}})
}
