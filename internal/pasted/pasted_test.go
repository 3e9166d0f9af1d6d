package pasted_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
)

const (
	key = "D5A0F11B0C7E4A3D"
	doc = "{\n  \"type\": \"team_client_id\",\n  \"client_secret\": \"" + key + "\"\n}"
	pem = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"
)

func TestLineTakesWhatIsCertainlyMeant(t *testing.T) {
	t.Parallel()
	for _, text := range []string{key, " " + key + "\r\n", "\ufeff" + key, `"` + key + `"`, "'" + key + "'", "`" + key + "`", "\ufeff\"" + key + "\"\n", `" ` + key + ` "`} {
		if got, err := pasted.Line(text); err != nil || got != key {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	// None of these is a mistake for certain.
	for _, text := range []string{"a.b/c+d==", "/9j/4AAQSkZJRg==", "amzn1.oa2-cs.v1.0f", "A=b", "$2b$10$abc", "x", "12", "abc=def", "HW=1"} {
		if got, err := pasted.Line(text); err != nil || got != text {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

func TestLineNamesWhatStandsInThePlaceOfAValue(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"": "empty", " \n": "empty", `""`: "empty", "a\nb": "line break", "a b": "whitespace", "schlüssel": "not printable ASCII",
		"***": "asterisks", `"****"`: "asterisks", "xxxxxxxx": "placeholder", "[REDACTED]": "placeholder", "(sensitive value)": "placeholder",
		"(known after apply)": "placeholder", "changeme": "placeholder", "your-client-secret": "placeholder", "<client secret>": "angle brackets",
		"${AGC_CLIENT_SECRET}": "variable", "$(AGC_CLIENT_SECRET)": "variable", "$AGC_CLIENT_SECRET": "variable", "%AGC_SECRET%": "variable",
		"{{ .Values.secret }}": "variable", "${{ secrets.AGC }}": "variable", "$[variables.x]": "variable",
		"AGC_CLIENT_SECRET=" + key: "NAME=value", "export AGC_CLIENT_SECRET=" + key: "NAME=value", `"AGC_CLIENT_SECRET=` + key + `"`: "NAME=value",
		"./agc-apiclient.json": "path", "/home/ci/key": "path", `C:\keys\agc.json`: "path", "~/key": "path", "agc.json": "path", "keys/agc.pem": "path", "file:///etc/key": "path",
	} {
		_, err := pasted.Line(text)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), key) {
			t.Errorf("%q: %v, expected %q", text, err, says)
		}
	}
}

func TestFileIsTakenOutOfWhatItIsKeptIn(t *testing.T) {
	t.Parallel()
	for _, content := range []string{doc, pem} {
		quoted, err := json.Marshal(content)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{
			"as it is": content, "BOM": "\ufeff" + content, "CRLF around": "\r\n" + content + "\r\n", "JSON string": string(quoted), "quotes": "'" + content + "'",
			"base64": base64.StdEncoding.EncodeToString([]byte(content)), "base64 of a file with BOM": base64.StdEncoding.EncodeToString([]byte("\ufeff" + content + "\n")),
			"base64 without padding": base64.RawURLEncoding.EncodeToString([]byte(content)), "wrapped base64": base64.StdEncoding.EncodeToString([]byte(content))[:20] + "\n" + base64.StdEncoding.EncodeToString([]byte(content))[20:],
		} {
			if got, err := pasted.File(text); err != nil || got != content {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
	for text, says := range map[string]string{"key.pem": "path", "***": "asterisks", "$KEY": "variable", "": "empty"} {
		if _, err := pasted.File(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, expected %q", text, err, says)
		}
	}
}

func FuzzLine(f *testing.F) {
	for _, seed := range []string{key, `"a"`, "\ufeff'x'", "$A", "a b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := pasted.Line(text)
		if err == nil && (got == "" || !utf8.ValidString(got) || strings.ContainsAny(got, " \r\n\t")) {
			t.Errorf("%q is read as %q", text, got)
		}
		if err != nil && len(text) > 24 && strings.Contains(err.Error(), text) {
			t.Errorf("the error repeats the value: %v", err)
		}
	})
}

func FuzzFile(f *testing.F) {
	for _, seed := range []string{"-----BEGIN X-----\nAA\n-----END X-----", `{"a":1}`, `"{\"a\":1}"`, "eyJhIjoxfQ==", "\ufeff{}", "key.pem"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := pasted.File(text)
		if err != nil {
			if len(text) > 24 && strings.Contains(err.Error(), text) {
				t.Errorf("the error repeats the value: %v", err)
			}
			return
		}
		if got == "" || pasted.IsFile(text) && !strings.Contains(text, got) {
			t.Errorf("%q is read as %q", text, got)
		}
		if again, err := pasted.File(got); pasted.IsFile(got) && (err != nil || again != got) {
			t.Errorf("%q is read as %q, which is read as %q, %v", text, got, again, err)
		}
	})
}
