package agcapi_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

const fullApp = `{
 "ret":{"code":0,"msg":"success"},
 "appInfo":{"releaseState":4,"defaultLang":"ru-RU","parentType":13,"childType":"10011","grandChildType":10101,
   "privacyPolicy":"https://example.org/privacy","publishCountry":"CN,RU","developerPhone":"+7000","registeredIdNumber":"110101",
   "updateTime":"2026-09-01 10:00:00","versionNumber":"1.4.2","versionCode":"14","onShelfVersionNumber":"1.4.1","onShelfVersionCode":13,
   "deviceTypes":[{"deviceType":4,"appAdapters":"4,5"}],"somethingNew":{"a":[1]}},
 "auditInfo":{"auditOpinion":"no"},
 "languages":[{"lang":"ru-RU","appName":"Игра","deviceMaterials":[{"screenShots":"https://example.org/a.png"}]},{"lang":"en-US","appName":"Game"}],
 "phasedReleaseInfo":{"state":"RELEASE","phasedReleasePercent":5}
}`

func TestAppIsReadWhateverTypesItsFieldsHave(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		known, body          string
		state, code, onShelf vendorhttp.Text
		languages            int
		phased               bool
	}{
		"full":                 {"OFFICIAL", fullApp, "4", "14", "13", 2, true},
		"draft without a file": {"LIVE", `{"ret":{"code":0},"appInfo":{"releaseState":7,"defaultLang":"zh-CN"},"auditInfo":{"auditOpinion":""}}`, "7", "", "", 0, false},
		"nulls":                {"INFER", `{"ret":{"code":"0"},"appInfo":{"releaseState":"0","versionCode":null},"languages":null,"phasedReleaseInfo":null}`, "0", "", "", 0, false},
		"empty phase":          {"INFER", `{"ret":{"code":0},"appInfo":{"releaseState":0},"phasedReleaseInfo":{}}`, "0", "", "", 0, false},
		"below data":           {"CODE", `{"ret":{"code":0},"data":{"appInfo":{"releaseState":3,"versionCode":7},"languages":[{"lang":"en-US"}]}}`, "3", "7", "", 1, false},
		"without its object":   {"CODE", `{"ret":{"code":0},"releaseState":3,"versionCode":7}`, "3", "7", "", 0, false},
		"ret as a string":      {"CODE", `{"ret":"{\"code\":0,\"msg\":\"ok\"}","appInfo":{"releaseState":3}}`, "3", "", "", 0, false},
		"without ret":          {"INFER", `{"appInfo":{"releaseState":3}}`, "3", "", "", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newVendor(t, map[string][]sample{appPath: {{"200 OK", c.body}}})
			app, err := v.client(t, vendorhttp.Options{}).AppInfo(t.Context(), someToken, "10227369", "", "")
			if err != nil {
				t.Fatalf("%v (%s)", err, c.known)
			}
			if app.ReleaseState != c.state || app.VersionCode != c.code || app.OnShelfVersionCode != c.onShelf ||
				len(app.Languages) != c.languages || (app.Phased != nil) != c.phased {
				t.Errorf("read as %+v (%s)", app, c.known)
			}
		})
	}
}

func TestAppIsAskedForInTheWantedLanguageAndRelease(t *testing.T) {
	t.Parallel()
	v := newVendor(t, map[string][]sample{appPath: {{"200 OK", fullApp}}})
	client := v.client(t, vendorhttp.Options{})
	if _, err := client.AppInfo(t.Context(), someToken, "10227369", "en-US", agcapi.ReleasePhased); err != nil {
		t.Fatal(err)
	}
	if _, err := client.AppInfo(t.Context(), someToken, "10227369", "", ""); err != nil {
		t.Fatal(err)
	}
	for i, expected := range []string{"appId=10227369&lang=en-US&releaseType=3", "appId=10227369"} {
		if got := v.requests[i].URL.RawQuery; got != expected {
			t.Errorf("asked %q, expected %q", got, expected)
		}
	}
}

// The answer then is the full release's, which must not be told as the phased one's.
func TestPhasedReleaseThatIsMissingIsNotTheFullOne(t *testing.T) {
	t.Parallel()
	for _, phased := range []string{"", `,"phasedReleaseInfo":null`, `,"phasedReleaseInfo":{}`} {
		v := newVendor(t, map[string][]sample{appPath: {{"200 OK", `{"ret":{"code":0},"appInfo":{"releaseState":4}` + phased + `}`}}})
		_, err := v.client(t, vendorhttp.Options{}).AppInfo(t.Context(), someToken, "10227369", "", agcapi.ReleasePhased)
		answer{known: "INFER", kind: vendorhttp.KindNotFound, symptom: agcapi.SymptomNoRelease, words: "no phased release"}.check(t, err)
	}
}

func TestSuccessWithoutAnAppIsNoApp(t *testing.T) {
	t.Parallel()
	v := newVendor(t, map[string][]sample{appPath: {{"200 OK", `{"ret":{"code":0,"msg":"success"}}`}}})
	_, err := v.client(t, vendorhttp.Options{}).AppInfo(t.Context(), someToken, "10227369", "", "")
	answer{known: "INFER", kind: malformed, words: "without an app"}.check(t, err)
}

func TestAppIDsAreStringsWhateverTheirType(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		known, body string
		ids         []vendorhttp.Text
	}{
		"string":        {"CODE", `{"ret":{"code":0,"msg":"success"},"appids":[{"key":"猫耳FM","value":"10227369"}]}`, []vendorhttp.Text{"10227369"}},
		"long number":   {"LIVE", `{"ret":{"code":0},"appids":[{"key":"appid","value":1234567890123456789}]}`, []vendorhttp.Text{"1234567890123456789"}},
		"none":          {"CODE", `{"ret":{"code":0},"appids":[]}`, nil},
		"list left out": {"INFER", `{"ret":{"code":0}}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newVendor(t, map[string][]sample{appIDsPath: {{"200 OK", c.body}}})
			found, err := v.client(t, vendorhttp.Options{}).AppIDs(t.Context(), someToken, "org.example.app")
			if err != nil || len(found) != len(c.ids) {
				t.Fatalf("found %v, error %v (%s)", found, err, c.known)
			}
			for i, id := range c.ids {
				if found[i].ID != id {
					t.Errorf("id %s, expected %s", found[i].ID, id)
				}
			}
			if got := v.requests[0].URL.Query().Get("packageName"); got != "org.example.app" {
				t.Errorf("asked for package %q", got)
			}
		})
	}
}
