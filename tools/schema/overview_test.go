package main

import (
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

func TestTheProvidersPageNamesEveryObjectAndEveryVariable(t *testing.T) {
	schemas, err := newServer().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	page := string(overviews(t.Context(), schemas, []byte("<!-- objects -->\n\n<!-- environment -->\n")))
	row := func(parts ...string) {
		t.Helper()
		if line := "| " + strings.Join(parts, " | ") + " |\n"; strings.Count(page, line) != 1 {
			t.Errorf("the page should have one row %s:\n%s", line, page)
		}
	}
	// Two pages of one name share a row, a token has no import id, and a function of a vendor stands below it.
	row("`storeauth_galaxy_access_token`", "[resource](resources/galaxy_access_token.md), [ephemeral resource](ephemeral-resources/galaxy_access_token.md)", "none")
	row("`storeauth_agc_api_client`", "[resource](resources/agc_api_client.md)", "`client_id` or `site/client_id`")
	row("`storeauth_galaxy_app`", "[data source](data-sources/galaxy_app.md)", "")
	_, verify, ok := strings.Cut(page, "### All vendors")
	if !ok || !strings.Contains(verify, "actions/verify.md") || strings.Contains(verify, "functions/") {
		t.Errorf("below the vendors stands:\n%s", verify)
	}
	for _, pages := range []struct {
		folder string
		names  []string
	}{
		{"resources", names(schemas.ResourceSchemas)}, {"data-sources", names(schemas.DataSourceSchemas)},
		{"ephemeral-resources", names(schemas.EphemeralResourceSchemas)}, {"list-resources", names(schemas.ListResourceSchemas)},
		{"actions", names(schemas.ActionSchemas)}, {"functions", names(schemas.Functions)},
	} {
		for _, name := range pages.names {
			if link := "](" + pages.folder + "/" + name + ".md)"; strings.Count(page, link) != 1 {
				t.Errorf("the page links %d times to %s", strings.Count(page, link), link)
			}
		}
	}

	row("`STOREAUTH_MAX_RETRIES`", "`max_retries`", "Default: `4`")
	row("`AGC_CLIENT_SECRET`", "`agc.client_secret`", "secret")
	for _, vendor := range vendors.All {
		for _, field := range vendor.Block.Fields {
			if !strings.Contains(page, "| `"+field.Env+"` | `"+vendor.Block.Name+"."+field.Name+"` |") {
				t.Errorf("the page does not name %s", field.Env)
			}
		}
	}
}

func TestOnlyWhatHasAnExampleOfAnImportHasAnImportID(t *testing.T) {
	docs, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer docs.Close()
	for name, page := range map[string]string{
		"resources/galaxy_access_token":    marker + "\n\n## Import\n\ny\n",
		"resources/galaxy_service_account": marker,
	} {
		if _, err := requirements(docs, name, []byte(page)); err == nil || !strings.Contains(err.Error(), "import id") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
