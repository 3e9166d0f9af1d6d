package provider_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEverySettingFallsBackToTheEnvironment(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Path: "/seller/contentList", Kind: "status", Status: 503})
	cli := acctest.NewCLI(t, fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "test" {
  service_account_id = %q
}
data "storeauth_galaxy_apps" "all" {}
`, a.ID))
	cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "GALAXY_STORE_SERVICE_ACCOUNT_ID="+a.ID, "GALAXY_STORE_PRIVATE_KEY="+a.PrivateKey,
		"STOREAUTH_VERIFY_DURING_PLAN=false\n", "STOREAUTH_MAX_RETRIES= 1\n", "STOREAUTH_REQUEST_TIMEOUT=5s\n")
	cli.Plan(t).Expect(t, 1, "HTTP 503", "2 attempts")
	if reads := sb.Count(t, "GET", "/galaxy/seller/contentList"); reads != 2 {
		t.Errorf("%d reads, expected one and a retry", reads)
	}
	// The one mint is the data source's: verification is off.
	if mints := sb.Count(t, "POST", "/galaxy/auth/accessToken"); mints != 1 {
		t.Errorf("%d mints, expected 1", mints)
	}
}

func TestExplicitEndpointWinsOverTheSandbox(t *testing.T) {
	t.Parallel()
	sb, other := sandboxtest.Start(t), sandboxtest.Start(t)
	a := other.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, fmt.Sprintf("  galaxy = {\n    endpoint = %q\n    service_account_id = %q\n    private_key = %q\n  }",
		other.GalaxyURL()+"/", a.ID, a.PrivateKey))+"data \"storeauth_galaxy_apps\" \"all\" {}\n")
	cli.Plan(t).Expect(t, 0)
	if sb.Count(t, "", "/galaxy/*") != 0 || other.Count(t, "", "/galaxy/*") == 0 {
		t.Error("the calls went to the sandbox and not to the endpoint")
	}
}

func TestMalformedSettingNamesItsArgumentAndVariable(t *testing.T) {
	t.Parallel()
	for variable, c := range map[string]struct{ value, argument, says string }{
		"STOREAUTH_SANDBOX_URL":        {"http://sandbox.example.com", "sandbox_url", "loopback"},
		"STOREAUTH_VERIFY_DURING_PLAN": {"perhaps", "verify_during_plan", "it is neither true nor false"},
		"STOREAUTH_MAX_RETRIES":        {"many", "max_retries", "it must be a whole number between 0 and 20"},
		"STOREAUTH_REQUEST_TIMEOUT":    {"soon", "request_timeout", "it must be a duration longer than nothing"},
		"GALAXY_STORE_ENDPOINT":        {"http://devapi.samsungapps.com", "galaxy.endpoint", "loopback"},
	} {
		t.Run(variable, func(t *testing.T) {
			t.Parallel()
			cli := acctest.NewCLI(t, "data \"storeauth_galaxy_apps\" \"all\" {}\n")
			cli.Env = append(cli.Env, variable+"="+c.value)
			cli.Plan(t).Expect(t, 1, c.argument+" (or "+variable+" in the environment)", c.says)
		})
	}
}

func TestVendorThatIsNotUsedMayBeMisconfigured(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %q\n  }", a.ID, a.PrivateKey))+
		"data \"storeauth_galaxy_apps\" \"all\" {}\n")
	cli.Env = append(cli.Env, "AMAZON_LWA_ENDPOINT=not an address", "HW_SECRET_KEY=a b")
	cli.Plan(t).Expect(t, 0)
}
