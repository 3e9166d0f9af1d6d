package acctest_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const secret = `p4ss "w0rd"/+&<ü>=`

func quoted(text string) string {
	encoded, _ := json.Marshal(text)
	return string(encoded)
}

func TestCanariesAreFoundInEveryEncoding(t *testing.T) {
	t.Parallel()
	var canaries acctest.Canaries
	canaries.Know("the secret", secret)
	plain := strings.NewReplacer(`"`, `\"`).Replace(secret)
	for encoding, text := range map[string]string{
		"none": secret, "JSON": quoted(secret), "JSON of others": plain, "JSON in JSON": quoted(quoted(secret)), "HTML": html.EscapeString(secret),
		"query": url.QueryEscape(secret), "path": url.PathEscape(secret), "lower-case query": strings.ToLower(url.QueryEscape(secret)),
		"query in a query": url.QueryEscape(url.QueryEscape(secret)),
		"hex":              hex.EncodeToString([]byte(secret)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(secret))),
		"base64": base64.StdEncoding.EncodeToString([]byte(secret)), "base64 without padding": base64.RawURLEncoding.EncodeToString([]byte(secret)),
		"base64 at offset 1": base64.StdEncoding.EncodeToString([]byte("é:x" + secret + "tail")), "base64 at offset 2": base64.URLEncoding.EncodeToString([]byte("id" + secret + "t")),
		"base64 at offset 0": base64.StdEncoding.EncodeToString([]byte("id:" + secret + "\n")),
	} {
		if found := canaries.Find("before " + text + " after"); len(found) != 1 || !strings.Contains(found[0], "the secret") {
			t.Errorf("%s: %q", encoding, found)
		}
	}
	if found := canaries.Find("before " + secret[1:] + " after"); len(found) > 0 {
		t.Errorf("found in what does not hold it: %q", found)
	}
}

func TestCanariesOfAKeyAreItsLines(t *testing.T) {
	t.Parallel()
	key := sandboxtest.PKCS8PEM(sandboxtest.RSAKey())
	other := sandboxtest.PKCS8PEM(sandboxtest.RSAKey())
	lines := strings.Split(key, "\n")
	block, _ := pem.Decode([]byte(key))
	var canaries acctest.Canaries
	canaries.Know("the file", `{"key_id":"0123456789","private_key":`+quoted(key)+`}`)
	for name, text := range map[string]string{
		"a line": lines[12], "a piece of a line": lines[15][20:60], "base64 of the file": base64.StdEncoding.EncodeToString([]byte("file: " + key)),
		"hex": hex.EncodeToString(block.Bytes), "in JSON": quoted(key),
	} {
		if len(canaries.Find(text)) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
	if found := canaries.Find(other + " 0123456789"); len(found) > 0 {
		t.Errorf("found in another key: %q", found)
	}
	canaries.Know("the assertion", "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJlLW9mLWl0")
	if len(canaries.Find("signature=c2lnbmF0dXJlLW9mLWl0")) == 0 {
		t.Error("a signature without its token is not found")
	}
}

func TestCanariesAreFoundInsideASavedPlan(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	entry, err := archive.Create("tfplan")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = entry.Write([]byte(strings.Repeat("x", 1000) + secret))
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "canary.tfplan")
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var canaries acctest.Canaries
	canaries.Know("the secret", secret)
	if found := canaries.FindInFile(t, path); len(found) != 1 || !strings.Contains(found[0], "tfplan") {
		t.Errorf("%q", found)
	}
}
