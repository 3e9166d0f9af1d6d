package servicestageapi

import (
	"net/url"
	"strings"
	"testing"
)

const sampleState = "$2a$10$.uQYThj5yKFs51w9s9ajeuQ0NSGshPH7IUfXoZLPlz7J/oAJ8B+x"

func TestCallbacksAreReadAsCopiedOrDecoded(t *testing.T) {
	t.Parallel()
	const base = "https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=04bed2df009f3fc9c&state="
	want := Callback{RepoType: "github", Code: "04bed2df009f3fc9c", State: sampleState}
	for name, address := range map[string]string{
		"as the browser shows it":  base + "%242a%2410%24.uQYThj5yKFs51w9s9ajeuQ0NSGshPH7IUfXoZLPlz7J%2FoAJ8B%2Bx",
		"decoded":                  base + sampleState,
		"escaped as a form":        base + url.QueryEscape(sampleState),
		"with a line break":        "  " + base + sampleState + "\n",
		"with a fragment":          base + sampleState + "#/done",
		"with one that is a query": base + sampleState + "#?code=another&state=another",
		"in a fragment": "https://console.huaweicloud.com/servicestage/?region=cn-north-4#/oauth?repo_type=github&code=04bed2df009f3fc9c&state=" +
			sampleState,
		"as a fragment": "https://console.huaweicloud.com/servicestage/oauth#repo_type=github&code=04bed2df009f3fc9c&state=" + sampleState,
		"in another order": "https://console.huaweicloud.com/servicestage/oauth?state=" + sampleState +
			"&region=cn-north-4&code=04bed2df009f3fc9c&repo_type=GitHub",
	} {
		if got, err := ParseCallback(address); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	got, err := ParseCallback("https://c/oauth?code=a&state=a%2525b")
	if err != nil || got.State != "a%25b" {
		t.Errorf("decoded more or less than once: %+v, %v", got, err)
	}
}

func TestWhatIsNoCallbackIsRefusedWithoutRepeatingIt(t *testing.T) {
	t.Parallel()
	for address, says := range map[string]string{
		"":                          "not an address",
		"c4nary-code":               "not an address",
		"?code=c4nary&state=c4nary": "not an address",
		"https://c/oauth?repo_type=github&state=c4nary":                          "no code",
		"https://c/oauth?repo_type=github&code=c4nary":                           "no state",
		"https://c/oauth?repo_type=github&error=access_denied":                   "granted nothing",
		"https://github.com/login/oauth/authorize?client_id=c4nary&state=c4nary": "the address to open",
		"https://c/oauth?code=c4nary &state=c4nary":                              "whitespace",
	} {
		_, err := ParseCallback(address)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "c4nary") {
			t.Errorf("%q: %v, expected an error with %q", address, err, says)
		}
	}
}

func FuzzParseCallback(f *testing.F) {
	f.Add("https://c/oauth?repo_type=github&code=a&state=%242a")
	f.Add("%")
	f.Fuzz(func(t *testing.T, address string) {
		c, err := ParseCallback(address)
		if err == nil && (c.Code == "" || c.State == "") {
			t.Errorf("accepted %+v", c)
		}
		if err != nil && len(address) > 24 && strings.Contains(err.Error(), address) {
			t.Errorf("the error repeats the callback: %v", err)
		}
		if err != nil {
			return
		}
		again, err := ParseCallback("https://c/oauth?" + url.Values{"repo_type": {c.RepoType}}.Encode() + "&code=" + url.PathEscape(c.Code) + "&state=" + url.PathEscape(c.State))
		if err != nil || again.Code != c.Code || again.State != c.State {
			t.Errorf("%+v is read again as %+v, %v", c, again, err)
		}
	})
}
