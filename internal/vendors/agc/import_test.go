package agc_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestFirstPlanAfterAnImportCorrectsTheSite(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("test", c, "  site = \"europe\"")+account("test", a, "  site = \"europe\""))
	cli.Run(t, "import", apiClient, c.ID).Expect(t, 0)
	cli.Run(t, "import", serviceAccount, "russia/"+a.ID).Expect(t, 0)
	cli.Plan(t).Expect(t, 2, "0 to add, 2 to change, 0 to destroy", `site = "china" -> "europe"`, `site = "russia" -> "europe"`)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	// Only an import's site is a guess.
	cli.Write(t, acctest.Provider(sb.URL)+client("test", c, "  site = \"russia\"")+account("test", a, "  site = \"russia\""))
	cli.Plan(t).Expect(t, 2, "2 to add, 0 to change, 2 to destroy")
}

// The import names a site that the configuration leaves out.
func TestImportedSiteStaysWhileTheConfigurationLeavesItOut(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	declare := func(more string) string {
		return acctest.Provider(sb.URL, clientBlock(c)) + fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n%s}\n", c.ID, more)
	}
	cli := acctest.NewCLI(t, declare(""))
	cli.Run(t, "import", apiClient, "russia/"+c.ID).Expect(t, 0)
	cli.Plan(t).Expect(t, 0)
	cli.Write(t, declare("  name = \"publisher\"\n"))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	if site := cli.Attributes(t, apiClient)["site"]; site != "russia" {
		t.Errorf("the site is %v", site)
	}
}
