package agc_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAnotherSiteIsAReplacement(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("test", c, ""))
	cli.Apply(t)
	european := "  agc = { site = \"europe\" }"
	for _, config := range []string{
		acctest.Provider(sb.URL) + client("test", c, "  site = \"europe\""), acctest.Provider(sb.URL, european) + client("test", c, ""),
	} {
		cli.Write(t, config)
		cli.Plan(t).Expect(t, 2, `site = "china" -> "europe" # forces replacement`)
	}
	cli.Apply(t)
	cli.Write(t, acctest.Provider(sb.URL, european)+client("test", c, "  site = \"europe\""))
	cli.Plan(t).Expect(t, 0)
}

func TestErrorsNameTheSiteThatWasAsked(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	sb.MoveAGCClient(t, c.ID, "unknown")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("test", c, "  site = \"singapore\""))
	cli.Plan(t).Expect(t, 1, "at AppGallery Connect, site singapore.", "203882498")
}

// TestValuesKnownOnlyDuringApplyAreVerifiedThere plans with what an unapplied resource will say, and refuses then what it would have refused at plan.
func TestValuesKnownOnlyDuringApplyAreVerifiedThere(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	app := sb.AddAGCApp(t, sandboxtest.AGCApp{})
	later := func(project string) string {
		return acctest.Provider(sb.URL) + fmt.Sprintf("resource \"terraform_data\" \"later\" {\n  input = { id = %q, secret = %q, app = %q, project = %s, site = \"europe\" }\n}\n",
			c.ID, c.Secret, app, project) + `
resource "storeauth_agc_api_client" "test" {
  client_id        = terraform_data.later.output.id
  client_secret_wo = terraform_data.later.output.secret
  app_ids          = [terraform_data.later.output.app]
  project_id       = terraform_data.later.output.project
  site             = terraform_data.later.output.site
}
`
	}
	cli := acctest.NewCLI(t, later("null"))
	cli.Plan(t).Expect(t, 2)
	if calls := sb.Count(t, "", "/agc/*"); calls != 0 {
		t.Errorf("planning with unknown values made %d calls", calls)
	}
	cli.Apply(t)
	if attributes := cli.Attributes(t, apiClient); attributes["status"] != "active" || attributes["site"] != "europe" {
		t.Errorf("the state holds %v", attributes)
	}
	cli.Plan(t).Expect(t, 0)

	refused := acctest.NewCLI(t, later(`"9105385871708200535"`))
	refused.Run(t, "apply", "-auto-approve").Expect(t, 1, "API client of a project", `project_id is "9105385871708200535"`)
	if attributes := refused.Attributes(t, apiClient); attributes != nil {
		t.Errorf("the client of a project was adopted: %v", attributes)
	}
}

func TestEachKindHasItsOwnPartOfTheProviderBlock(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateAGCServiceAccount(t)
	c := sb.CreateAGCClient(t)
	// The block holds the account, so the client of no block has no secret.
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, accountBlock(a))+fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\n", c.ID))
	cli.Plan(t).Expect(t, 1, "No secret for AppGallery Connect API client "+c.ID, "Set client_secret_wo", "agc.client_id and agc.client_secret")
	cli.Write(t, acctest.Provider(sb.URL, clientBlock(c))+"resource \"storeauth_agc_service_account\" \"test\" {}\n")
	cli.Plan(t).Expect(t, 1, "No secret for AppGallery Connect service account", "Set key_wo", "agc.service_account_key")
}

func TestKeyOfAnotherAccountInTheProviderBlockReplaces(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, other := sb.CreateAGCServiceAccount(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+account("test", a, ""))
	cli.Apply(t)
	cli.Write(t, acctest.Provider(sb.URL, accountBlock(other))+"resource \"storeauth_agc_service_account\" \"test\" {}\n")
	cli.Plan(t).Expect(t, 2, "forces replacement")
}
