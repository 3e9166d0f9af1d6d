package amazon_test

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

const app = "data.storeauth_amazon_app.test"

func appConfig(sandboxURL string, p sandboxtest.AmazonProfile, id, more string) string {
	return acctest.Provider(sandboxURL, providerBlock(p)) + fmt.Sprintf("data \"storeauth_amazon_app\" \"test\" {\n  app_id = %q\n%s\n}\n", id, more)
}

func TestAppShowsItsOpenEditAndNeverOpensOne(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{
		Listings: map[string]json.RawMessage{
			"en-US": json.RawMessage(`{"language":"en-US","title":"Player","fullDescription":"Plays everything.","shortDescription":"Plays.","recentChanges":null,"featureBullets":["fast"],"keywords":["play","music"]}`),
			"ja-JP": json.RawMessage(`{"language":"ja-JP","title":"プレーヤー","featureBullets":[],"keywords":null}`),
		},
		Details: json.RawMessage(`{"defaultLanguage":"en-US","contactWebsite":"https://example.org","contactEmail":"support@example.org","contactPhone":"1-800-555-0100"}`),
		APKs: []json.RawMessage{json.RawMessage(`{"versionCode":21040401,"id":"M8FYZDFK0GJG0","name":"APK1"}`),
			json.RawMessage(`{"versionCode":21040402,"id":"M8FYZDFK0GJG1","name":"APK2"}`)},
	})
	none := resource.ComposeAggregateTestCheckFunc(
		resource.TestCheckResourceAttr(app, "has_open_edit", "false"),
		resource.TestCheckNoResourceAttr(app, "edit_id"),
		resource.TestCheckNoResourceAttr(app, "edit_status"),
		resource.TestCheckNoResourceAttr(app, "contact_email"),
	)
	shown := func(status string) resource.TestCheckFunc {
		return resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(app, "has_open_edit", "true"),
			resource.TestMatchResourceAttr(app, "edit_id", regexp.MustCompile(`^amzn1\.devportal\.apprelease\.[0-9a-f]{32}$`)),
			resource.TestCheckResourceAttr(app, "edit_status", status),
			resource.TestCheckResourceAttr(app, "default_language", "en-US"),
			resource.TestCheckResourceAttr(app, "contact_email", "support@example.org"),
			resource.TestCheckResourceAttr(app, "contact_phone", "1-800-555-0100"),
			resource.TestCheckResourceAttr(app, "contact_website", "https://example.org"),
			resource.TestCheckResourceAttr(app, "listings.%", "2"),
			resource.TestCheckResourceAttr(app, "listings.en-US.title", "Player"),
			resource.TestCheckResourceAttr(app, "listings.en-US.short_description", "Plays."),
			resource.TestCheckResourceAttr(app, "listings.en-US.full_description", "Plays everything."),
			resource.TestCheckNoResourceAttr(app, "listings.en-US.recent_changes"),
			resource.TestCheckResourceAttr(app, "listings.en-US.feature_bullets.0", "fast"),
			resource.TestCheckResourceAttr(app, "listings.en-US.keywords.1", "music"),
			resource.TestCheckResourceAttr(app, "listings.ja-JP.title", "プレーヤー"),
			resource.TestCheckResourceAttr(app, "listings.ja-JP.keywords.#", "0"),
			resource.TestCheckResourceAttr(app, "apks.#", "2"),
			resource.TestCheckResourceAttr(app, "apks.0.id", "M8FYZDFK0GJG0"),
			resource.TestCheckResourceAttr(app, "apks.0.name", "APK1"),
		)
	}
	config := appConfig(sb.URL, p, id, "")
	acctest.Test(t,
		resource.TestStep{Config: config, Check: none, ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(app, tfjsonpath.New("listings"), knownvalue.Null()),
			statecheck.ExpectKnownValue(app, tfjsonpath.New("apks"), knownvalue.Null()),
		}},
		resource.TestStep{PreConfig: func() { sb.OpenAmazonEdit(t, id, "") }, Config: config, Check: shown("IN_PROGRESS"), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(app, tfjsonpath.New("apks").AtSliceIndex(1).AtMapKey("version_code"), knownvalue.Int64Exact(21040402)),
		}},
		resource.TestStep{PreConfig: func() { sb.SubmitAmazonEdit(t, id) }, Config: config, Check: shown("REVIEW")},
	)
	for _, call := range sb.Journal(t, "", "/appstore/*") {
		if call.Method != "GET" {
			t.Errorf("the data source sent %s %s", call.Method, call.Path)
		}
	}
}

func TestDataSourcesShareOneToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
	cli := acctest.NewCLI(t, appConfig(sb.URL, p, id, "  count = 8")+"ephemeral \"storeauth_amazon_access_token\" \"t\" {}\n")
	cli.Plan(t).Expect(t, 0)
	if mints, reads := sb.Count(t, "POST", mint), sb.Count(t, "GET", "/appstore/*"); mints != 1 || reads != 8 {
		t.Errorf("%d mints for %d reads, expected 1 for 8", mints, reads)
	}
}

func TestExpiredTokenIsMintedOnceMore(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]int{"403": 403, "401": 401, "400": 400} {
		sb := sandboxtest.Start(t)
		p := sb.CreateAmazonProfile(t, "app_submission")
		id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
		sb.OpenAmazonEdit(t, id, "")
		// The token is good for the first reads and dead for the third.
		sb.SetFault(t, sandboxtest.Fault{Vendor: "amazon", Prefix: "/appstore", Kind: "status", Status: status,
			Body: []byte(`{"Message":"Request is not authorized."}`), Skip: 2, Times: 1})
		cli := acctest.NewCLI(t, appConfig(sb.URL, p, id, ""))
		cli.Plan(t).Expect(t, 0)
		if mints, reads := sb.Count(t, "POST", mint), sb.Count(t, "GET", "/appstore/*"); mints != 2 || reads != 5 {
			t.Errorf("%s: %d mints for %d reads, expected 2 for 5", name, mints, reads)
		}
		sb.ClearJournal(t)
		sb.ClearFaults(t)
		sb.SetFault(t, sandboxtest.Fault{Vendor: "amazon", Prefix: "/appstore", Kind: "status", Status: status,
			Body: []byte(`{"Message":"Request is not authorized."}`)})
		cli.Plan(t).Expect(t, 1, "Request is not authorized.", fmt.Sprintf("HTTP %d", status), "Obtain a new access token", "My Settings > API Access")
		if mints, reads := sb.Count(t, "POST", mint), sb.Count(t, "GET", "/appstore/*"); mints != 2 || reads != 2 {
			t.Errorf("%s: %d mints for %d reads of a token that stays refused, expected 2 for 2", name, mints, reads)
		}
	}
}

func TestRefusedReadExplainsItselfAndMintsNothingMore(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
	foreign := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
	sb.MakeAmazonAppForeign(t, foreign)
	for name, c := range map[string]struct {
		id      string
		fault   sandboxtest.Fault
		phrases []string
	}{
		"403 with errors": {id, sandboxtest.Fault{Kind: "status", Status: 403, Body: []byte(`{"httpCode":403,"message":"Forbidden","errors":[{"errorCode":"error_release_notes_incomplete","errorMessage":"Set recentChanges."}]}`)},
			[]string{"error_release_notes_incomplete: Set recentChanges.", "HTTP 403", "and not the token"}},
		"412": {id, sandboxtest.Fault{Kind: "status", Status: 412, Body: []byte(`{"httpCode":412,"message":"Precondition Failed","errors":[{"errorCode":"error_new_version_creation_not_allowed","errorMessage":"Cannot create a new 'edit' for the app in it's current state."}]}`)},
			[]string{"error_new_version_creation_not_allowed: Cannot create a new 'edit' for the app in it's current state.", "HTTP 412", "under review"}},
		"412 without words": {id, sandboxtest.Fault{Kind: "status", Status: 412, Body: []byte(`{"httpCode":412,"message":"Precondition Failed"}`)}, []string{"Precondition Failed", "under review"}},
		"no such route": {id, sandboxtest.Fault{Kind: "status", Status: 400, Body: []byte(`{"Message":"Unable to fetch the request scope for uri = /x and verb = GET"}`)},
			[]string{"Unable to fetch the request scope", "Check the app id and endpoint"}},
		"unknown app":           {"amzn1.devportal.mobileapp.00000000000000000000000000000000", sandboxtest.Fault{}, []string{"HTTP 404", "No app of this account has this id"}},
		"another account's app": {foreign, sandboxtest.Fault{}, []string{"HTTP 403", "belong to another account"}},
		"release id for app id": {"amzn1.devportal.apprelease.00000000000000000000000000000000", sandboxtest.Fault{}, []string{"it looks like a release id"}},
	} {
		if c.fault.Kind != "" {
			c.fault.Vendor, c.fault.Prefix = "amazon", "/appstore"
			sb.SetFault(t, c.fault)
		}
		sb.ClearJournal(t)
		acctest.NewCLI(t, appConfig(sb.URL, p, c.id, "")).Plan(t).Expect(t, 1, append(c.phrases, "Could not read Amazon Appstore app "+c.id)...)
		if mints := sb.Count(t, "POST", mint); mints != 1 {
			t.Errorf("%s: %d mints", name, mints)
		}
		sb.ClearFaults(t)
	}
}

func TestReadThatSettlesNothingIsAnError(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
	edits := "GET /appstore/api/appstore/v1/applications/" + id + "/edits"
	part := edits + "/" + sb.OpenAmazonEdit(t, id, "")
	faults := acctest.Faults(map[string]sandboxtest.Fault{"500 {}": {Kind: "status", Status: 500, Body: []byte(`{}`)}})
	cli := acctest.NewCLI(t, appConfig(sb.URL, p, id, fmt.Sprintf("  count = %d", len(faults))))
	for _, call := range []string{edits, part + "/details", part + "/listings", part + "/apks"} {
		end := acctest.Spoil(t, sb, call, faults)
		out := cli.Plan(t, "-parallelism=1")
		out.Expect(t, 1)
		for i := range len(faults) {
			acctest.ExpectPhrases(t, out.Diagnostics(fmt.Sprintf("%s[%d]", app, i)), "Could not read Amazon Appstore app "+id)
		}
		end()
	}
	cli.Plan(t).Expect(t, 0)
}
