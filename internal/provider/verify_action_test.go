package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const verifyAction = "storeauth_verify"

// everyVendor is a sandbox and a provider block with a credential of every kind in it.
type everyVendor struct {
	*sandboxtest.Sandbox
	galaxy, gssOnly   sandboxtest.GalaxyAccount
	client            sandboxtest.AGCClient
	account           sandboxtest.AGCServiceAccount
	profile, reporter sandboxtest.AmazonProfile
	key               sandboxtest.AccessKey
	app, other        sandboxtest.IoTApplication
}

func newEveryVendor(t *testing.T) everyVendor {
	t.Helper()
	sb := sandboxtest.Start(t)
	return everyVendor{
		sb, sb.CreateGalaxyAccount(t), sb.CreateGalaxyAccount(t, "gss"), sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t),
		sb.CreateAmazonProfile(t, "app_submission"), sb.CreateAmazonProfile(t, "reporting"), sb.CreateAccessKey(t),
		sb.CreateIoTApplication(t), sb.CreateIoTApplication(t),
	}
}

func (w everyVendor) config() map[string]any {
	return map[string]any{
		"sandbox_url": w.URL, "max_retries": 0,
		"galaxy": map[string]any{"service_account_id": w.galaxy.ID, "private_key": w.galaxy.PrivateKey,
			"secrets": map[string]any{w.gssOnly.ID: w.gssOnly.PrivateKey, strings.ToUpper(w.galaxy.ID): w.galaxy.PrivateKey}},
		"agc": map[string]any{"secrets": map[string]any{w.client.ID: w.client.Secret, w.account.ID: w.account.KeyFile}},
		"amazon": map[string]any{"client_id": w.profile.ClientID, "client_secret": w.profile.ClientSecret,
			"secrets": map[string]any{w.reporter.ClientID: w.reporter.ClientSecret}},
		"servicestage": map[string]any{"access_key": w.key.AccessKey, "secret_key": w.key.SecretKey,
			"region": sandboxtest.ServiceStageRegion, "project_id": sandboxtest.ServiceStageProject},
		"iot": map[string]any{"app_id": w.app.AppID, "secret": w.app.Secret, "secrets": map[string]any{w.other.AppID: w.other.Secret}},
	}
}

func invoke(t *testing.T, config, arguments map[string]any) ([]string, protocoltest.Diagnostics) {
	t.Helper()
	return protocoltest.Start(t, provider.New("test")(), config).Invoke(t, verifyAction, arguments)
}

func expectLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	got = slices.Sorted(slices.Values(got))
	matches := len(got) == len(want)
	for i := 0; matches && i < len(got); i++ {
		matches = strings.HasPrefix(got[i], want[i])
	}
	if !matches {
		t.Errorf("it reports %q, expected %q", got, want)
	}
}

func TestVerifyActionReportsEveryCredentialOfTheProviderBlock(t *testing.T) {
	t.Parallel()
	w := newEveryVendor(t)
	running, _ := w.LoginIoTApplication(t, w.app.AppID)
	lines, told := invoke(t, w.config(), nil)
	if len(told.Errors)+len(told.Warnings) > 0 {
		t.Errorf("%+v", told)
	}
	expectLines(t, lines,
		"Galaxy Store service account "+w.galaxy.ID+" is active, for publishing",
		"Galaxy Store service account "+w.gssOnly.ID+" is active, for gss",
		"AppGallery Connect API client "+w.client.ID+" is active",
		"AppGallery Connect service account "+w.account.ID+" is active",
		"Amazon security profile "+w.profile.ClientID+" is active, for app_submission",
		"Amazon security profile "+w.reporter.ClientID+" is active, for reporting",
		"ServiceStage access key is active",
		"Huawei IoT platform is left out: a login ends the token that a running application uses. Name iot in vendors to verify it.")
	if !w.IoTTokenLives(t, running) || w.Count(t, "", "/iot/*") != 0 {
		t.Error("the IoT platform was called")
	}
	if lists := w.Count(t, "", "/servicestage/*") + w.Count(t, "", "/iam/*"); lists != 1 {
		t.Errorf("%d calls of ServiceStage, expected one list", lists)
	}
	if left := w.LiveGalaxyTokens(t, w.galaxy.ID) + w.LiveGalaxyTokens(t, w.gssOnly.ID); left != 0 {
		t.Errorf("%d tokens are left", left)
	}
}

func TestVerifyActionAsksOnlyTheVendorsThatAreNamed(t *testing.T) {
	t.Parallel()
	w := newEveryVendor(t)
	lines, told := invoke(t, w.config(), map[string]any{"vendors": []any{"iot", "servicestage"}})
	if len(told.Errors)+len(told.Warnings) > 0 {
		t.Errorf("%+v", told)
	}
	expectLines(t, lines, "ServiceStage access key is active",
		"Huawei IoT application "+w.app.AppID[:4]+"… is active", "Huawei IoT application "+w.other.AppID[:4]+"… is active")
	if live, _ := w.LiveIoTTokens(t, w.app.AppID); live {
		t.Error("a login is left")
	}
	if others := w.Count(t, "", "/galaxy/*") + w.Count(t, "", "/agc/*") + w.Count(t, "", "/lwa/*"); others != 0 {
		t.Errorf("%d calls of vendors that are not named", others)
	}
}

func TestVerifyActionGoesOnPastARefusalAndFailsAtTheEnd(t *testing.T) {
	t.Parallel()
	w := newEveryVendor(t)
	w.DeleteAGCClient(t, w.client.ID)
	w.DetachAmazonProfile(t, w.reporter.ClientID, "reporting")
	w.DeleteGalaxyAccount(t, w.gssOnly.ID)
	w.DisableAccessKey(t, w.key.AccessKey)
	w.ResetIoTSecret(t, w.other.AppID)
	w.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: "/api/publish/v2/appid-list", Kind: "status", Status: 503})
	lines, told := invoke(t, w.config(), map[string]any{"vendors": []any{"agc", "amazon", "galaxy", "servicestage", "iot"}})
	expectLines(t, lines,
		"Galaxy Store service account "+w.galaxy.ID+" is active",
		"Galaxy Store service account "+w.gssOnly.ID+" is rejected: AUTH_REQUIRE",
		"AppGallery Connect API client "+w.client.ID+" is rejected: 203882498",
		"AppGallery Connect service account "+w.account.ID+" could not be verified: ",
		"Amazon security profile "+w.profile.ClientID+" is active",
		"Amazon security profile "+w.reporter.ClientID+" is denied: invalid_scope",
		"ServiceStage access key is rejected: APIGW.0301",
		"Huawei IoT application "+w.app.AppID[:4]+"… is active",
		"Huawei IoT application "+w.other.AppID[:4]+"… is rejected: 100208")
	if len(told.Errors) != 6 {
		t.Errorf("%d errors, expected one for each that is not active: %q", len(told.Errors), told.Errors)
	}
	acctest.ExpectPhrases(t, told.Words(), "Could not verify AppGallery Connect service account "+w.account.ID, "HTTP 503", "Likely cause: ", "What to do: ", "Guide: ")
	withhold(t, told, w.client.Secret, w.reporter.ClientSecret, w.key.SecretKey, w.other.Secret, lineOf(w.galaxy.PrivateKey), lineOf(w.account.PrivateKey))
	if left := w.LiveGalaxyTokens(t, w.galaxy.ID); left != 0 {
		t.Errorf("%d tokens are left", left)
	}
}

func TestVerifyActionTellsOfATokenThatItCouldNotRevoke(t *testing.T) {
	t.Parallel()
	w := newEveryVendor(t)
	w.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Path: "/auth/revokeAccessToken", Kind: "status", Status: 503})
	lines, told := invoke(t, w.config(), map[string]any{"vendors": []any{"galaxy"}})
	expectLines(t, lines, "Galaxy Store service account "+w.galaxy.ID+" is active", "Galaxy Store service account "+w.gssOnly.ID+" is active")
	if len(told.Errors) != 0 || len(told.Warnings) != 2 || !strings.Contains(told.Warnings[0], "left something behind") {
		t.Errorf("%+v", told)
	}
}

func TestVerifyActionNeedsSomethingToVerify(t *testing.T) {
	t.Parallel()
	w := newEveryVendor(t)
	only := func(name string, block map[string]any) map[string]any {
		return map[string]any{"sandbox_url": w.URL, name: block}
	}
	iot := only("iot", map[string]any{"app_id": w.app.AppID, "secret": w.app.Secret})
	for name, c := range map[string]struct {
		config, arguments map[string]any
		says              []string
	}{
		"nothing configured":       {only("galaxy", map[string]any{}), nil, []string{"Nothing to verify", "agc, amazon, galaxy, iot, servicestage"}},
		"only what is left out":    {iot, nil, []string{"Nothing to verify"}},
		"named and not configured": {iot, map[string]any{"vendors": []any{"galaxy"}}, []string{"Samsung Galaxy Store is not configured", "leave galaxy out"}},
		"id without its secret":    {only("amazon", map[string]any{"client_id": w.profile.ClientID}), nil, []string{"amazon.client_secret is needed to verify"}},
		"secret without its id":    {only("iot", map[string]any{"secret": w.app.Secret}), map[string]any{"vendors": []any{"iot"}}, []string{"iot.app_id is needed to"}},
		"half an access key":       {only("servicestage", map[string]any{"access_key": w.key.AccessKey}), nil, []string{"servicestage.secret_key"}},
	} {
		_, told := invoke(t, c.config, c.arguments)
		if len(told.Errors) != 1 {
			t.Errorf("%s: %q", name, told.Errors)
		}
		acctest.ExpectPhrases(t, told.Words(), c.says...)
		withhold(t, told, w.app.Secret)
	}
	// What is configured is verified all the same.
	lines, told := invoke(t, w.config(), map[string]any{"vendors": []any{"servicestage"}})
	if len(told.Errors) > 0 || len(lines) != 1 {
		t.Errorf("%q, %+v", lines, told)
	}
}

func verifyConfig(w everyVendor) string {
	return acctest.Provider(w.URL, fmt.Sprintf("  galaxy = {\n    secrets = { %q = %q }\n  }\n  amazon = {\n    client_id = %q\n    client_secret = %q\n  }",
		w.galaxy.ID, w.galaxy.PrivateKey, w.profile.ClientID, w.profile.ClientSecret)) + `
action "storeauth_verify" "all" {}
action "storeauth_verify" "galaxy" {
  config {
    vendors = ["galaxy"]
  }
}
`
}

func TestVerifyActionIsTheFirstStepOfAPipeline(t *testing.T) {
	t.Parallel()
	if !acctest.Has(t, "1.14.0", "the invocation of an action") {
		return
	}
	w := newEveryVendor(t)
	cli := acctest.NewCLI(t, verifyConfig(w))
	cli.Run(t, "apply", "-auto-approve", "-invoke=action.storeauth_verify.all").Expect(t, 0,
		"Galaxy Store service account "+w.galaxy.ID+" is active", "Amazon security profile "+w.profile.ClientID+" is active")
	w.DeleteGalaxyAccount(t, w.galaxy.ID)
	cli.Run(t, "apply", "-auto-approve", "-invoke=action.storeauth_verify.all").Expect(t, 1,
		"Galaxy Store service account "+w.galaxy.ID+" is rejected", "Amazon security profile "+w.profile.ClientID+" is active", "What to do: ")
	cli.Run(t, "apply", "-auto-approve", "-invoke=action.storeauth_verify.galaxy").Expect(t, 1, "is rejected")
	if state := cli.State(t); strings.Contains(state, w.profile.ClientSecret) {
		t.Error("a secret is in the state")
	}
}

func TestVerifyActionRunsBeforeAnApplyGoesOn(t *testing.T) {
	t.Parallel()
	w := newEveryVendor(t)
	acctest.TestFrom(t, tfversion.Version1_14_0, resource.TestStep{Config: verifyConfig(w) + `
resource "terraform_data" "release" {
  lifecycle {
    action_trigger {
      events  = [before_create]
      actions = [action.storeauth_verify.galaxy]
    }
  }
}
`})
	if w.Count(t, "POST", "/galaxy/auth/accessToken") == 0 {
		t.Error("nothing was verified")
	}
}
