package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAPageSaysWhatItsObjectNeeds(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "list-resources"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "list-resources", "servicestage_oauth_authorization.md"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer docs.Close()
	const importable = "# x\n\n" + marker + "\n\n## Import\n\ny\n"
	for _, c := range []struct {
		name, page    string
		says, saysNot string
	}{
		{"resources/servicestage_oauth_authorization", importable, "servicestage:repositoryAuth:create", "not possible"},
		{"resources/servicestage_oauth_authorization", importable, "[list resource](../list-resources/servicestage_oauth_authorization.md)", "not possible"},
		{"resources/galaxy_service_account", importable, "by identity from Terraform 1.12", "terraform query"},
		{"resources/galaxy_access_token", marker, "| import | not possible", "by identity"},
		{"data-sources/galaxy_app", marker, "scope `publishing`", "| import |"},
		{"actions/iot_logout", marker, "Terraform 1.14", "1.11"},
		{"functions/public_key_sha256", marker, "None: a function asks no vendor.", "1.14"},
		{"actions/verify", marker, "each credential", "1.11"},
		{"guides/drift", "no table is wanted", "no table is wanted", "Requirements"},
	} {
		got, err := requirements(docs, c.name, []byte(c.page))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if !strings.Contains(string(got), c.says) || strings.Contains(string(got), c.saysNot) || strings.Contains(string(got), marker) {
			t.Errorf("%s should say %q and not %q:\n%s", c.name, c.says, c.saysNot, got)
		}
	}
	if _, err := requirements(docs, "resources/galaxy_new", []byte(marker)); err == nil {
		t.Error("an object that nobody says a permission of is accepted")
	}
	if err := superfluous(docs); err == nil {
		t.Error("permissions of pages that do not exist are accepted")
	}
}
