package vendorhttp_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestEndpointsAreHTTPSOrLoopback(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"https://devapi.samsungapps.com":  "https://devapi.samsungapps.com",
		"https://host.example.com:8743/":  "https://host.example.com:8743",
		"https://host.example.com/a/b///": "https://host.example.com/a/b",
		"http://127.0.0.1:8750/galaxy":    "http://127.0.0.1:8750/galaxy",
		"http://localhost:1":              "http://localhost:1",
		"http://[::1]:8750":               "http://[::1]:8750",
		"http://devapi.samsungapps.com":   "",
		"http://127.0.0.1.example.com":    "",
		"http://localhost.example.com":    "",
		"ftp://127.0.0.1":                 "",
		"devapi.samsungapps.com":          "",
		"https://":                        "",
		"https://user:pass@example.com":   "",
		"https://example.com/?a=b":        "",
		"https://example.com/#a":          "",
		"":                                "",
		"://":                             "",
	} {
		u, err := vendorhttp.ParseEndpoint(raw)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q was accepted", raw)
		case want != "" && (err != nil || u.String() != want):
			t.Errorf("%q became %v, %v", raw, u, err)
		case err != nil && strings.Contains(err.Error(), "pass"+"@"):
			t.Errorf("the error repeats the password: %v", err)
		}
	}
}

func TestSecretsAreTrimmedAndChecked(t *testing.T) {
	t.Parallel()
	for raw, ok := range map[string]bool{" abc\n": true, "a|b_c-9.~": true, "a b": false, "a\nb": false, "a\tb": false, "": false, "  ": false, "ключ": false, "a\x00b": false} {
		clean, err := vendorhttp.CleanSecret(raw)
		if (err == nil) != ok {
			t.Errorf("%q: %v", raw, err)
		}
		if ok && clean != strings.TrimSpace(raw) {
			t.Errorf("%q became %q", raw, clean)
		}
	}
}

func TestTextKeepsNumbersAsWritten(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{`"14"`: "14", `14`: "14", `1234567890123456789`: "1234567890123456789", `0.10`: "0.10", `null`: "", `true`: "true", `"ä"`: "ä"} {
		var text vendorhttp.Text
		if err := json.Unmarshal([]byte(raw), &text); err != nil || text.String() != want {
			t.Errorf("%s became %q: %v", raw, text, err)
		}
	}
	var text vendorhttp.Text
	if json.Unmarshal([]byte(`{}`), &text) == nil {
		t.Error("an object was accepted")
	}
}

func FuzzResponse(f *testing.F) {
	for _, seed := range []string{"", "{}", "[]", "<html><title> x </title>", `{"a":`, "null", "\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		r := &vendorhttp.Response{Status: 400, Body: body}
		if object, ok := r.Object(); ok != (object != nil) {
			t.Error("Object contradicts itself")
		}
		if r.Shape() == "" || vendorhttp.ClassifyStatus(r) == nil {
			t.Error("an answer without a description")
		}
	})
}
