package agcapi_test

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

const apiClientFile = `{"type":"team_client_id","developer_id":"900086000000000001","client_id":"1234567890123456789",
 "client_secret":"B15B497B44E080EB","configuration_version":"3.0","region":"CN"}`

func TestKeyFileTellsKindAndLevel(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, kind, level, id string }{
		"API client of the team":           {apiClientFile, agcapi.KindAPIClient, agcapi.LevelTeam, "1234567890123456789"},
		"API client with a number for id":  {strings.Replace(apiClientFile, `"1234567890123456789"`, "1234567890123456789", 1), agcapi.KindAPIClient, agcapi.LevelTeam, "1234567890123456789"},
		"API client behind a mark":         {"\uFEFF" + apiClientFile, agcapi.KindAPIClient, agcapi.LevelTeam, "1234567890123456789"},
		"API client of a project":          {strings.Replace(apiClientFile, "team_client_id", "project_client_id", 1), agcapi.KindAPIClient, agcapi.LevelProject, "1234567890123456789"},
		"API client with a project":        {strings.Replace(apiClientFile, `"region"`, `"project_id":"9105385871708200535","region"`, 1), agcapi.KindAPIClient, agcapi.LevelProject, "1234567890123456789"},
		"service account of the developer": {keyFile(t, ""), agcapi.KindServiceAccount, agcapi.LevelTeam, "1000000019"},
		"service account of a project":     {keyFile(t, "9105385871708200535"), agcapi.KindServiceAccount, agcapi.LevelProject, "1000000019"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := agcapi.ParseKeyFile(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if file.Kind != c.kind || file.Level != c.level || file.ClientID+file.SubAccount != c.id {
				t.Errorf("read as %s of the %s with id %s", file.Kind, file.Level, file.ClientID+file.SubAccount)
			}
		})
	}
}

func TestUnusableKeyFileIsExplainedWithoutBeingRepeated(t *testing.T) {
	t.Parallel()
	good := keyFile(t, "")
	for name, c := range map[string]struct{ text, expected string }{
		"empty":                    {"", "it is empty"},
		"a path":                   {"/home/me/private.json", "path of a file"},
		"half a file":              {good[:len(good)/2], "not the JSON file"},
		"an array":                 {"[]", "not the JSON file"},
		"something else":           {"{}", "neither an API client"},
		"agconnect-services.json":  {`{"agcgw":{"url":"x"},"client":{"client_id":"1"},"client_id":"1","client_secret":"2"}`, "agconnect-services.json"},
		"no sub_account":           {strings.Replace(good, "sub_account", "sub_acount", 1), "no sub_account"},
		"an API client's":          {apiClientFile, "an API client's file"},
		"a key that is none":       {`{"sub_account":"1","key_id":"2","private_key":"secretsecret"}`, "private_key is not usable"},
		"an object for the key":    {`{"sub_account":"1","key_id":"2","private_key":{"a":"secretsecret"}}`, "not the JSON file"},
		"a line break in the id":   {strings.Replace(good, `"8f3c0d"`, `"8f\n3c"`, 1), "line break"},
		"a client without its key": {`{"type":"team_client_id","client_id":"1"}`, "no client_secret"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := agcapi.ParseServiceAccount(c.text)
			if err == nil || !strings.Contains(err.Error(), c.expected) {
				t.Fatalf("the error is %v, expected %q", err, c.expected)
			}
			if strings.Contains(err.Error(), "secretsecret") || strings.Contains(err.Error(), "B15B497B44E080EB") {
				t.Errorf("the error repeats the file: %v", err)
			}
		})
	}
}

func TestCanonicalFormIsTheSameForEverySpellingOfAKeyFile(t *testing.T) {
	t.Parallel()
	text := keyFile(t, "")
	account, err := agcapi.ParseServiceAccount(text)
	if err != nil {
		t.Fatal(err)
	}
	spelled, err := agcapi.ParseServiceAccount("\n " + strings.ReplaceAll(text, `","`, "\",\n  \"") + "\n")
	if err != nil {
		t.Fatal(err)
	}
	again, err := agcapi.ParseServiceAccount(account.Canonical())
	if err != nil {
		t.Fatal(err)
	}
	if account.Canonical() != spelled.Canonical() || account.Canonical() != again.Canonical() {
		t.Error("two spellings of one file differ")
	}
}

func FuzzParseKeyFile(f *testing.F) {
	f.Add(apiClientFile)
	f.Add(`{"sub_account":"1","key_id":"2","private_key":"x","project_id":3}`)
	f.Add(keyFile(f, ""))
	f.Fuzz(func(t *testing.T, text string) {
		file, err := agcapi.ParseKeyFile(text)
		if err == nil && (file.Kind == "" || file.Level == "" || file.ClientID+file.SubAccount == "") {
			t.Errorf("read without an error as %q of level %q", file.Kind, file.Level)
		}
		if err != nil && len(text) > 24 && strings.Contains(err.Error(), text) {
			t.Errorf("the error repeats the file: %v", err)
		}
		account, err := agcapi.ParseServiceAccount(text)
		if err != nil {
			return
		}
		again, err := agcapi.ParseServiceAccount(account.Canonical())
		if err != nil || again.Canonical() != account.Canonical() {
			t.Errorf("the canonical form is not read as itself: %v", err)
		}
	})
}
