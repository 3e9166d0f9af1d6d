package agc_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const app = "data.storeauth_agc_app.test"

func readApp(arguments string) string {
	return "data \"storeauth_agc_app\" \"test\" {\n" + arguments + "\n}\n"
}

func TestAppIsReadByIDAndByPackageName(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	id := sb.AddAGCApp(t, sandboxtest.AGCApp{
		AppID: "1234567890123456789", Name: "Player", PackageName: "org.example.player", ReleaseState: 4, Languages: []string{"ru-RU", "en-US"},
		VersionNumber: "1.4.2", VersionCode: 14, OnShelfVersionNumber: "1.4.1", OnShelfVersionCode: 13, AuditOpinion: "no", PublishCountry: "CN,RU",
		Phased: &sandboxtest.AGCPhasedState{State: "SUSPEND", Percent: "10.00", ReleaseState: 3, VersionNumber: "1.4.3", VersionCode: 15},
	})
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	check := resource.ComposeAggregateTestCheckFunc(
		resource.TestCheckResourceAttr(app, "app_id", id),
		resource.TestCheckResourceAttr(app, "default_language", "ru-RU"),
		resource.TestCheckResourceAttr(app, "release_type", "full"),
		resource.TestCheckResourceAttr(app, "release_state", "in_review"),
		resource.TestCheckResourceAttr(app, "release_state_code", "4"),
		resource.TestCheckResourceAttr(app, "version.name", "1.4.2"),
		resource.TestCheckResourceAttr(app, "version.code", "14"),
		resource.TestCheckResourceAttr(app, "on_shelf_version.name", "1.4.1"),
		resource.TestCheckResourceAttr(app, "on_shelf_version.code", "13"),
		resource.TestCheckResourceAttr(app, "countries.#", "2"),
		resource.TestCheckResourceAttr(app, "countries.1", "RU"),
		resource.TestCheckResourceAttr(app, "audit_opinion", "no"),
		resource.TestCheckResourceAttr(app, "languages.%", "2"),
		resource.TestCheckResourceAttr(app, "phased_release.state", "SUSPEND"),
		resource.TestCheckResourceAttr(app, "phased_release.percent", "10"),
		resource.TestMatchResourceAttr(app, "name", regexp.MustCompile("Player")),
		resource.TestCheckNoResourceAttr(app, "developer.phone"),
	)
	byClient, byAccount := acctest.Provider(sb.URL, clientBlock(c)), acctest.Provider(sb.URL, accountBlock(a))
	acctest.Test(t,
		resource.TestStep{Config: byClient + readApp(fmt.Sprintf("  app_id = %q", id)), Check: check},
		resource.TestStep{Config: byAccount + readApp("  package_name = \"org.example.player\""), Check: check},
		resource.TestStep{
			PreConfig: func() {
				sb.SetSwitch(t, "agc", "numbers", "strings")
				sb.SetSwitch(t, "agc", "screenshots", "string")
				sb.SetSwitch(t, "agc", "publish_ret_form", "string")
			},
			Config: byClient + readApp("  package_name = \"org.example.player\""), Check: check,
		},
		resource.TestStep{
			PreConfig: func() { sb.SetSwitch(t, "agc", "numbers", "numbers") },
			Config:    byClient + readApp("  package_name = \"org.example.player\""), Check: check,
		},
		resource.TestStep{
			Config: byClient + readApp(fmt.Sprintf("  app_id = %q\n  language = \"en-US\"\n  release_type = \"phased\"", id)),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(app, "languages.%", "1"),
				resource.TestCheckResourceAttrSet(app, "languages.en-US.description"),
				resource.TestCheckResourceAttr(app, "release_type", "phased"),
				resource.TestCheckResourceAttr(app, "release_state", "releasing"),
			),
		},
	)
}

func TestAppThatHasOnlyADraftHasNoVersion(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	id := sb.AddAGCApp(t, sandboxtest.AGCApp{Draft: true})
	acctest.Test(t, resource.TestStep{
		Config: acctest.Provider(sb.URL, clientBlock(sb.CreateAGCClient(t))) + readApp(fmt.Sprintf("  app_id = %q", id)) +
			fmt.Sprintf("output \"null\" {\n  value = %s.version == null && %s.on_shelf_version == null && %s.phased_release == null && %s.audit_opinion == null\n}\n", app, app, app, app),
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(app, "release_state", "draft"),
			resource.TestCheckResourceAttr(app, "release_state_code", "7"),
			resource.TestCheckOutput("null", "true"),
		),
	})
}

func TestAppOfShapesNobodyHasSeenIsNullWhereItCannotBeRead(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	id := sb.AddAGCApp(t, sandboxtest.AGCApp{})
	config := acctest.Provider(sb.URL, clientBlock(sb.CreateAGCClient(t))) + readApp(fmt.Sprintf("  app_id = %q", id))
	acctest.Test(t,
		resource.TestStep{
			PreConfig: func() {
				sb.SetAGCAppInfo(t, id, json.RawMessage(`{"appInfo":{"releaseState":99,"versionCode":"fourteen","publishCountry":null},"phasedReleaseInfo":{"state":"RELEASE","phasedReleasePercent":"NaN"}}`))
			},
			Config: config,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(app, "release_state", "unrecognized"),
				resource.TestCheckResourceAttr(app, "release_state_code", "99"),
				resource.TestCheckNoResourceAttr(app, "version.code"),
				resource.TestCheckNoResourceAttr(app, "phased_release.percent"),
				resource.TestCheckResourceAttr(app, "countries.#", "0"),
			),
		},
		resource.TestStep{
			PreConfig:   func() { sb.SetAGCAppInfo(t, id, json.RawMessage(`{"appInfo":{"releaseState":{"a":1}}}`)) },
			Config:      config,
			ExpectError: regexp.MustCompile(`(?s)Could not read the AppGallery Connect app.*not\s+the\s+JSON\s+it\s+should\s+be`),
		},
	)
}

// TestPersonalDataIsReadOnlyWhenAskedFor looks for it in everything Terraform keeps.
func TestPersonalDataIsReadOnlyWhenAskedFor(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	id := sb.AddAGCApp(t, sandboxtest.AGCApp{})
	personal := map[string]string{
		"developerAddr": "1 Private Street", "developerEmail": "me@private.example", "developerPhone": "+7 000 1234567",
		"registeredIdNumber": "110101199001011234", "developerNameEn": "Jane Private",
	}
	details := map[string]any{"releaseState": 0, "registeredIdType": 2}
	for name, value := range personal {
		details[name] = value
	}
	members, err := json.Marshal(map[string]any{"appInfo": details})
	if err != nil {
		t.Fatal(err)
	}
	sb.SetAGCAppInfo(t, id, members)
	block := acctest.Provider(sb.URL, clientBlock(sb.CreateAGCClient(t)))
	// Without personal data nothing is sensitive, and the whole app may be an output.
	cli := acctest.NewCLI(t, block+readApp(fmt.Sprintf("  app_id = %q", id))+"output \"app\" {\n  value = "+app+"\n}\n")
	cli.Env = append(cli.Env, "TF_LOG=TRACE")
	out := cli.Apply(t)
	for name, value := range personal {
		if strings.Contains(cli.State(t)+out.Text, value) {
			t.Errorf("%s is in the state or the trace", name)
		}
	}
	cli.Env = cli.Env[:len(cli.Env)-1]
	cli.Write(t, block+readApp(fmt.Sprintf("  app_id = %q\n  include_personal_data = true", id))+"output \"app\" {\n  value     = "+app+"\n  sensitive = true\n}\n")
	out = cli.Apply(t)
	for name, value := range personal {
		if !strings.Contains(cli.State(t), value) {
			t.Errorf("%s was asked for and is not in the state", name)
		}
		if strings.Contains(out.Text, value) {
			t.Errorf("%s is printed", name)
		}
	}
}

func TestRefusedReadOfAnAppIsExplained(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	id := sb.AddAGCApp(t, sandboxtest.AGCApp{})
	rows := map[string]struct {
		arguments string
		phrases   []string
	}{
		"unknown":  {`app_id = "99999"`, []string{"204144644", "sees no app with this App ID", "Or the vendor's service failed"}},
		"named":    {`app_id = "org.example.player"`, []string{forbidden, "it looks like a package name"}},
		"package":  {`package_name = "org.example.nothing"`, []string{"No AppGallery Connect app of package org.example.nothing"}},
		"language": {fmt.Sprintf("app_id = %q\n  language = \"fr-FR\"", id), []string{"204144653", "no listing in this language"}},
		"phased":   {fmt.Sprintf("app_id = %q\n  release_type = \"phased\"", id), []string{"204144648", "Leave release_type out"}},
	}
	config := acctest.Provider(sb.URL, clientBlock(c))
	for label, row := range rows {
		config += fmt.Sprintf("data \"storeauth_agc_app\" %q {\n  %s\n}\n", label, row.arguments)
	}
	cli := acctest.NewCLI(t, config)
	plan := cli.Plan(t)
	for label, row := range rows {
		acctest.ExpectPhrases(t, plan.Diagnostics("data.storeauth_agc_app."+label), row.phrases...)
	}
	sb.SetSwitch(t, "agc", "no_phased_release", "full")
	acctest.ExpectPhrases(t, cli.Plan(t).Diagnostics("data.storeauth_agc_app.phased"), "has no phased release", "Leave release_type out")
	sb.SetAGCClientProject(t, c.ID, "7")
	plan = cli.Plan(t)
	acctest.ExpectPhrases(t, plan.Diagnostics("data.storeauth_agc_app.unknown"), forbidden)
	acctest.ExpectPhrases(t, plan.Diagnostics("data.storeauth_agc_app.package"), forbidden, "Project is not N/A")
}

func TestAppIDsAreMappedByPackageName(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	long := sb.AddAGCApp(t, sandboxtest.AGCApp{AppID: "1234567890123456789", PackageName: "org.example.one", Name: "Same name"})
	short := sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.two", Name: "Same name"})
	foreign := sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.foreign"})
	sb.MakeAGCAppForeign(t, foreign)
	for range 2 {
		sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.twice"})
	}
	const ids = "data.storeauth_agc_app_ids.test"
	look := func(names string) string {
		return acctest.Provider(sb.URL, clientBlock(sb.CreateAGCClient(t))) + "data \"storeauth_agc_app_ids\" \"test\" {\n  package_names = [" + names + "]\n}\n"
	}
	check := resource.ComposeAggregateTestCheckFunc(
		resource.TestCheckResourceAttr(ids, "app_ids.%", "2"),
		resource.TestCheckResourceAttr(ids, "app_ids.org.example.one", long),
		resource.TestCheckResourceAttr(ids, "app_ids.org.example.two", short),
	)
	names := `"org.example.one", "org.example.two", "org.example.foreign", "org.example.nothing"`
	acctest.Test(t,
		resource.TestStep{Config: look(names), Check: check},
		resource.TestStep{PreConfig: func() { sb.SetSwitch(t, "agc", "numbers", "numbers") }, Config: look(names), Check: check},
		resource.TestStep{Config: look(""), Check: resource.TestCheckResourceAttr(ids, "app_ids.%", "0")},
		resource.TestStep{Config: look(`"org.example.twice"`), ExpectError: regexp.MustCompile(`(?s)Several\s+apps\s+of\s+package\s+org.example.twice`)},
	)
}

func TestTokenDiesAndIsMintedOnceMoreForAllWhoRead(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	// The first answer is the vendor's word that the token is dead.
	sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: "/api/publish/v2/appid-list", Kind: "status", Status: 401, Times: 1,
		Body: json.RawMessage(`{"ret":{"code":205524993,"msg":"client token auth failed"}}`)})
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, clientBlock(c))+"data \"storeauth_agc_app_ids\" \"test\" {\n  package_names = [\"a.b\", \"c.d\", \"e.f\"]\n}\n")
	cli.Plan(t).Expect(t, 0)
	if mints := sb.Count(t, "POST", tokenPath); mints != 2 {
		t.Errorf("%d mints, expected 2", mints)
	}
	sb.ClearJournal(t)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: "/api/publish/v2/appid-list", Kind: "status", Status: 401,
		Body: json.RawMessage(`{"ret":{"code":205524993,"msg":"client token auth failed"}}`)})
	cli.Plan(t).Expect(t, 1, "205524993", "belongs to another API client or to another site")
	if mints := sb.Count(t, "POST", tokenPath); mints > 4 {
		t.Errorf("%d mints for three reads that are refused for good", mints)
	}
}
