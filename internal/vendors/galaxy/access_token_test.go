package galaxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const managedToken = "storeauth_galaxy_access_token.test"

func tokenConfig(sandboxURL string, a sandboxtest.GalaxyAccount, trigger string) string {
	return acctest.Provider(sandboxURL, providerBlock(a)) + fmt.Sprintf(`
resource "storeauth_galaxy_access_token" "test" {
  rotation_triggers = { month = %q }
  lifecycle {
    create_before_destroy = true
  }
}
`, trigger)
}

func providerBlock(a sandboxtest.GalaxyAccount) string {
	return fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %q\n  }", a.ID, a.PrivateKey)
}

func TestManagedTokenRotatesWithoutAGapAndDestroyRevokes(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, a, "january"))
	cli.Apply(t)
	first := cli.Attributes(t, managedToken)["access_token"]
	cli.Plan(t).Expect(t, 0)

	cli.Write(t, tokenConfig(sb.URL, a, "february"))
	sb.ClearJournal(t)
	cli.Apply(t)
	if second := cli.Attributes(t, managedToken)["access_token"]; second == first || second == nil {
		t.Error("the rotation kept the token")
	}
	var order []string
	for _, call := range sb.Journal(t, "", "/galaxy/auth/*") {
		order = append(order, call.Method)
	}
	if got := strings.Join(order, " "); got != "GET POST DELETE" {
		t.Errorf("calls came as %q, expected a check, the mint of the new token, then the revocation of the old", got)
	}
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 1 {
		t.Errorf("%d tokens live after the rotation, expected 1", live)
	}

	cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
		t.Errorf("%d tokens live after destroy", live)
	}
}

func TestOnlyTheGatewaysOwnWordEndsAManagedToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, a, "january"))
	cli.Apply(t)
	before := cli.State(t)

	for _, fault := range []sandboxtest.Fault{
		{Kind: "html", Status: 401}, {Kind: "status", Status: 401}, {Kind: "status", Status: 403}, {Kind: "status", Status: 500},
		{Kind: "empty"}, {Kind: "truncated"},
	} {
		fault.Vendor, fault.Path = "galaxy", "/auth/checkAccessToken"
		sb.SetFault(t, fault)
		cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 1, "Could not check the Galaxy Store access token")
		if cli.State(t) != before {
			t.Errorf("%s %d changed the state", fault.Kind, fault.Status)
		}
		sb.ClearFaults(t)
	}

	sb.RevokeGalaxyTokens(t, a.ID)
	cli.Plan(t).Expect(t, 2, "AUTH_REQUIRE: Invalid accessToken", "1 to add")
	cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
}

func TestManagedTokenIsNotCheckedByARefreshThatMayNotAsk(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, a, "january"))
	cli.Apply(t)
	sb.RevokeGalaxyTokens(t, a.ID)
	sb.ClearJournal(t)
	cli.With("STOREAUTH_VERIFY_DURING_PLAN=false").Plan(t).Expect(t, 0)
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 0 {
		t.Errorf("%d calls", calls)
	}
	cli.Plan(t).Expect(t, 2, "not valid any more")
}

func TestManagedTokenWithAnAccountOfItsOwn(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateGalaxyAccount(t), sb.CreateGalaxyAccount(t)
	own := acctest.Provider(sb.URL, providerBlock(a)) + fmt.Sprintf(`
resource "storeauth_galaxy_access_token" "test" {
  service_account_id = %q
  private_key_wo     = %q
  scopes             = ["gss"]
}
`, b.ID, b.PrivateKey)
	cli := acctest.NewCLI(t, own)
	cli.Apply(t)
	if live := sb.LiveGalaxyTokens(t, b.ID); live != 1 {
		t.Errorf("%d tokens of the account named, expected 1", live)
	}
	cli.Write(t, acctest.Provider(sb.URL, providerBlock(a))+"resource \"storeauth_galaxy_access_token\" \"test\" {\n  scopes = [\"gss\"]\n}\n")
	cli.Plan(t).Expect(t, 2, "service_account_id", "forces replacement")
	cli.Write(t, strings.Replace(own, "private_key_wo", "#", 1))
	cli.Run(t, "apply", "-auto-approve", "-replace="+managedToken).Expect(t, 1, "No private_key for Galaxy Store service account "+b.ID)
	if live := sb.LiveGalaxyTokens(t, b.ID); live != 1 {
		t.Errorf("%d tokens live after a replacement without a key", live)
	}
}

func TestReplacementThatWouldBeRefusedKeepsTheManagedToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateGalaxyAccount(t, "publishing"), sb.CreateGalaxyAccountWithKey(t, "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10", sandboxtest.RSAKey(), "publishing")
	declare := func(arguments string) string {
		return acctest.Provider(sb.URL, providerBlock(a)) + "resource \"storeauth_galaxy_access_token\" \"test\" {\n" + arguments + "}\n"
	}
	of := func(key string) string {
		return declare(fmt.Sprintf("  service_account_id = %q\n  private_key_wo = %q\n", b.ID, key))
	}
	cli := acctest.NewCLI(t, declare(""))
	cli.Apply(t)
	for says, config := range map[string]string{
		"invalid signature":                  of(a.PrivateKey),
		"NO_PERMISSION: Insufficient scopes": declare("  scopes = [\"publishing\", \"gss\"]\n"),
		"No private_key for":                 declare(fmt.Sprintf("  service_account_id = %q\n", b.ID)),
	} {
		cli.Write(t, config)
		cli.Run(t, "apply", "-auto-approve").Expect(t, 1, says)
		if live := sb.LiveGalaxyTokens(t, ""); live != 1 || sb.LiveGalaxyTokens(t, a.ID) != 1 || cli.Attributes(t, managedToken)["access_token"] == nil {
			t.Errorf("%q leaves %d tokens alive, and the state holds %v", says, live, cli.Attributes(t, managedToken))
		}
	}
	cli.Write(t, of(b.PrivateKey))
	cli.Apply(t)
	if old, live := sb.LiveGalaxyTokens(t, a.ID), sb.LiveGalaxyTokens(t, b.ID); old != 0 || live != 1 {
		t.Errorf("%d old and %d new tokens live after the replacement", old, live)
	}
}

// ephemeralConfig reads an ephemeral token in a check of the provider itself: nothing outside may see it.
func ephemeralConfig(sandboxURL string, a sandboxtest.GalaxyAccount, arguments string, settings ...string) string {
	return acctest.Provider(sandboxURL, append(settings, providerBlock(a))...) + fmt.Sprintf(`
ephemeral "storeauth_galaxy_access_token" "test" {
%s
  lifecycle {
    postcondition {
      condition     = self.headers["Authorization"] == "Bearer ${self.access_token}" && self.headers["service-account-id"] != ""
      error_message = "the headers are not those of the token"
    }
  }
}
`, arguments)
}

func TestEachEphemeralTokenIsRevokedAtItsClose(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, a, "  count = 3"))
	cli.Plan(t).Expect(t, 0)
	if mints, revokes := sb.Count(t, "POST", mint), sb.Count(t, "DELETE", revoke); mints != 3 || revokes != 3 {
		t.Errorf("%d mints and %d revocations, expected one of each for each of three instances", mints, revokes)
	}
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
		t.Errorf("%d tokens live", live)
	}
}

func TestEphemeralTokenIsRevokedWhenItsConsumerFails(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, a, "  count = 3")+`
resource "terraform_data" "publish" {
  provisioner "local-exec" {
    command     = "exit 3"
    environment = { TOKEN = ephemeral.storeauth_galaxy_access_token.test[0].access_token }
  }
}
`)
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "exit status 3")
	if mints, live := sb.Count(t, "POST", mint), sb.LiveGalaxyTokens(t, a.ID); mints != 6 || live != 0 {
		t.Errorf("%d of %d tokens live after a failed apply, expected none of 6", live, mints)
	}
}

func TestEphemeralTokenMayOutliveTheRun(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, a, "  revoke_on_close = false"))
	cli.Plan(t).Expect(t, 0)
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 1 {
		t.Errorf("%d tokens live, expected 1", live)
	}
}

func TestEphemeralTokenThatIsRefusedLeavesNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t, "publishing")
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, a, `  scopes = ["gss"]`))
	cli.Plan(t).Expect(t, 1, "NO_PERMISSION: Insufficient scopes")
	if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
		t.Errorf("%d tokens live", live)
	}
}

func TestLostAnswerToAMintIsNotRepeatedAndSaysWhy(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, a, "", "  max_retries = 4"))
	sb.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Path: "/auth/accessToken", Kind: "reset_after"})
	cli.Plan(t).Expect(t, 1, "An access token may have been issued that nobody knows")
	if mints := sb.Count(t, "POST", mint); mints != 1 {
		t.Errorf("%d mints were sent, expected 1", mints)
	}
}
