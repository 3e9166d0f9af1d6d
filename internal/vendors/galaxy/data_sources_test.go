package galaxy_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAppsAreListedAndFilteredWithOneSharedTokenThatIsRevoked(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000001234567", Title: "Player", Status: "FOR_SALE", Price: "0"})
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000007654321", Title: "Editor", Status: "SUSPENDED"})
	config := acctest.Provider(sb.URL, providerBlock(a)) + `
data "storeauth_galaxy_apps" "all" {}
data "storeauth_galaxy_apps" "on_sale" {
  statuses = ["FOR_SALE"]
}
data "storeauth_galaxy_apps" "none" {
  statuses = ["TERMINATED"]
}
`
	acctest.Test(t, resource.TestStep{
		Config: config,
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr("data.storeauth_galaxy_apps.all", "apps.#", "2"),
			resource.TestCheckResourceAttr("data.storeauth_galaxy_apps.none", "apps.#", "0"),
			resource.TestCheckResourceAttr("data.storeauth_galaxy_apps.on_sale", "apps.#", "1"),
			resource.TestCheckResourceAttr("data.storeauth_galaxy_apps.on_sale", "apps.0.content_id", "000001234567"),
			resource.TestCheckResourceAttr("data.storeauth_galaxy_apps.on_sale", "apps.0.name", "Player"),
			resource.TestCheckResourceAttr("data.storeauth_galaxy_apps.on_sale", "apps.0.paid", "false"),
		),
	})
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
		t.Errorf("%d reading tokens were left at the vendor", live)
	}
}

func TestDataSourcesReadingAtTheSameTimeShareOneToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	// Slow reads overlap, so that the first token is still in use when the last one starts.
	sb.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Path: "/seller/contentList", Kind: "slow", DelayMS: 1500})
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, providerBlock(a))+"data \"storeauth_galaxy_apps\" \"all\" {\n  count = 8\n}\n")
	cli.Plan(t).Expect(t, 0)
	if mints, reads := sb.Count(t, "POST", mint), sb.Count(t, "GET", "/galaxy/seller/contentList"); mints != 1 || reads != 8 {
		t.Errorf("%d mints for %d reads, expected 1 for 8", mints, reads)
	}
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
		t.Errorf("%d reading tokens were left at the vendor", live)
	}
}

func TestAppShowsTheRecordOnSaleUnlessAskedOtherwise(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000002975732", Title: "Browser", PackageName: "org.example.browser", Status: "FOR_SALE",
		Registration: "UPDATING", VersionCode: "2016081312", VersionName: "137.0", Price: "0", Languages: []string{"ENG", "KOR"}, PublicationType: "03"})
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000000000042", Status: "REGISTERING"})
	config := acctest.Provider(sb.URL, providerBlock(a)) + `
data "storeauth_galaxy_app" "sale" {
  content_id = "000002975732"
}
data "storeauth_galaxy_app" "update" {
  content_id = "000002975732"
  variant    = "registration"
}
data "storeauth_galaxy_app" "new" {
  content_id = "000000000042"
}
`
	const sale = "data.storeauth_galaxy_app.sale"
	acctest.Test(t,
		resource.TestStep{
			Config: config,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(sale, "variant", "sale"),
				resource.TestCheckResourceAttr(sale, "status", "FOR_SALE"),
				resource.TestCheckResourceAttr(sale, "title", "Browser"),
				resource.TestCheckResourceAttr(sale, "publication_type", "03"),
				resource.TestCheckResourceAttr(sale, "binaries.0.package_name", "org.example.browser"),
				resource.TestCheckResourceAttr(sale, "binaries.0.version_name", "137.0"),
				resource.TestCheckResourceAttr("data.storeauth_galaxy_app.update", "status", "UPDATING"),
				resource.TestCheckResourceAttr("data.storeauth_galaxy_app.new", "variant", "registration"),
			),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(sale, tfjsonpath.New("binaries").AtSliceIndex(0).AtMapKey("version_code"), knownvalue.Int64Exact(2016081312)),
			},
		},
		resource.TestStep{
			Config:      acctest.Provider(sb.URL, providerBlock(a)) + "data \"storeauth_galaxy_app\" \"x\" {\n  content_id = \"000000000042\"\n  variant = \"sale\"\n}\n",
			ExpectError: regexp.MustCompile(`(?s)no such variant.*REGISTERING`),
		},
		resource.TestStep{
			Config:      acctest.Provider(sb.URL, providerBlock(a)) + "data \"storeauth_galaxy_app\" \"x\" {\n  content_id = \"999999999999\"\n}\n",
			ExpectError: regexp.MustCompile(`(?s)No Galaxy Store app 999999999999.*Seller Portal`),
		},
	)
}

func TestAppsAreReadAsTheDocumentationTypesThem(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	sb.PutGalaxyApp(t, "000000002048", []json.RawMessage{json.RawMessage(
		`{"contentName":2048,"contentId":2048,"contentStatus":"FOR_SALE","standardPrice":1.5,"paid":true,"modifyDate":null,"new":[1]}`)}, nil)
	const first = "data.storeauth_galaxy_apps.all"
	acctest.Test(t, resource.TestStep{
		Config: acctest.Provider(sb.URL, providerBlock(a)) + "data \"storeauth_galaxy_apps\" \"all\" {}\n",
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(first, "apps.0.content_id", "000000002048"),
			resource.TestCheckResourceAttr(first, "apps.0.name", "2048"),
			resource.TestCheckResourceAttr(first, "apps.0.price", "1.5"),
			resource.TestCheckResourceAttr(first, "apps.0.paid", "true"),
			resource.TestCheckNoResourceAttr(first, "apps.0.modified_at"),
		),
	})
}

func TestBlanksAroundSettingsOfTheEnvironmentAreNoPartOfThem(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, `
resource "storeauth_galaxy_access_token" "test" {}
resource "storeauth_galaxy_service_account" "test" {
  service_account_id = "`+a.ID+`"
}
data "storeauth_galaxy_apps" "all" {}
`)
	cli.Env = append(cli.Env, "GALAXY_STORE_SERVICE_ACCOUNT_ID="+a.ID+"\r\n", "GALAXY_STORE_PRIVATE_KEY=\n"+a.PrivateKey,
		"GALAXY_STORE_ENDPOINT= "+sb.GalaxyURL()+"/ ")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestAnotherSellersAppSaysSo(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000002975732"})
	sb.MakeGalaxyAppForeign(t, "000002975732")
	acctest.Test(t, resource.TestStep{
		Config:      acctest.Provider(sb.URL, providerBlock(a)) + "data \"storeauth_galaxy_app\" \"x\" {\n  content_id = \"000002975732\"\n}\n",
		ExpectError: regexp.MustCompile(`(?s)4008.*belongs to another seller`),
	})
}

func TestTokenValidationAnswersInsteadOfFailing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	config := func(more string) string {
		return tokenConfig(sb.URL, a, "january") + fmt.Sprintf(`
data "storeauth_galaxy_token_validation" "given" {
  access_token = storeauth_galaxy_access_token.test.access_token
}
data "storeauth_galaxy_token_validation" "minted" {}
data "storeauth_galaxy_token_validation" "wrong" {
  access_token = "abcdefghijklmnopqrstuvwx"
}
%s`, more)
	}
	given, minted, wrong := "data.storeauth_galaxy_token_validation.given", "data.storeauth_galaxy_token_validation.minted", "data.storeauth_galaxy_token_validation.wrong"
	acctest.Test(t,
		resource.TestStep{Config: config(""), Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(given, "valid", "true"),
			resource.TestCheckResourceAttr(given, "service_account_id", a.ID),
			resource.TestCheckResourceAttr(minted, "valid", "true"),
			resource.TestCheckResourceAttr(minted, "status", "active"),
			resource.TestCheckNoResourceAttr(minted, "access_token"),
			resource.TestCheckResourceAttr(wrong, "valid", "false"),
			resource.TestCheckResourceAttr(wrong, "status", "rejected"),
			resource.TestCheckResourceAttr(wrong, "reason", "AUTH_REQUIRE: Invalid accessToken"),
		)},
		resource.TestStep{
			PreConfig: func() {
				sb.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Path: "/auth/checkAccessToken", Kind: "html", Status: 401, Skip: 1})
			},
			Config: config("# the vendor cannot be asked"), ExpectError: regexp.MustCompile(`Could not validate`),
		},
		resource.TestStep{PreConfig: func() { sb.ClearFaults(t) }, Config: config("")},
		resource.TestStep{
			PreConfig: func() { sb.SetGalaxyScopes(t, a.ID) },
			Config:    acctest.Provider(sb.URL, providerBlock(a)) + "data \"storeauth_galaxy_token_validation\" \"minted\" {}\n",
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(minted, "valid", "false"),
				resource.TestCheckResourceAttr(minted, "status", "denied"),
			),
		},
	)
	if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
		t.Errorf("%d tokens were left at the vendor", live)
	}
}

func TestPublicKeySHA256TakesBothHalvesOfAKey(t *testing.T) {
	t.Parallel()
	key := sandboxtest.RSAKey()
	config := fmt.Sprintf("output \"private\" {\n  value = provider::storeauth::public_key_sha256(%q)\n}\noutput \"public\" {\n  value = provider::storeauth::public_key_sha256(%q)\n}\n",
		sandboxtest.PKCS1PEM(key), sandboxtest.PublicPEM(&key.PublicKey))
	sb := sandboxtest.Start(t)
	expected := sb.CreateGalaxyAccountWithKey(t, "", key, "gss").PublicKeySHA256
	acctest.Test(t,
		resource.TestStep{Config: config, Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckOutput("private", expected), resource.TestCheckOutput("public", expected))},
		resource.TestStep{
			Config:      "output \"x\" {\n  value = provider::storeauth::public_key_sha256(\"hello\")\n}\n",
			ExpectError: regexp.MustCompile(`pem: it\s+is\s+neither`),
		},
	)
}

func TestTokenValidationOfItsOwnAsksForPublishing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, providerBlock(sb.CreateGalaxyAccount(t, "gss")))+`
data "storeauth_galaxy_token_validation" "own" {
  lifecycle {
    postcondition {
      condition     = !self.valid && self.status == "denied"
      error_message = "the status is ${self.status}"
    }
  }
}
`)
	cli.Plan(t).Expect(t, 0)
}
