package servicestage_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestPendingThenCallbackThenNormalThenNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth(`tag = "intl"`))
	w.cli.Apply(t).Expect(t, 0, "waits for its browser step", "1. Open https://github.com/login/oauth/authorize")
	w.status(t, "pending")
	if made := w.Authorizations(t); len(made) != 0 {
		t.Errorf("a pending authorization is %v at the vendor", made)
	}
	w.cli.Plan(t).Expect(t, 2, "waits for its browser step", "0 to add, 1 to change, 0 to destroy", w.cli.Attributes(t, github)["authorize_url"].(string))
	first := w.cli.Attributes(t, github)["authorize_url"]
	w.cli.Apply(t)
	if second := w.cli.Attributes(t, github)["authorize_url"]; second == first {
		t.Error("another apply got no fresh address")
	}
	w.cli.Apply(t).Expect(t, 0, "(with a fresh address)", "1. Open "+w.cli.Attributes(t, github)["authorize_url"].(string))

	callback := w.browse(t, "tom")
	w.declare(t, oauth(`tag = "intl"`, withCallback(callback.URL)))
	w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", "Apply exchanges the callback", "open https://github.com/login/oauth/authorize")
	w.cli.Apply(t)
	state := w.cli.Attributes(t, github)
	for attribute, want := range map[string]any{
		"status": "normal", "authorize_url": nil, "token_type": "oauth", "repo_user": "tom", "repo_host": "https://api.github.com",
		"region": "cn-north-4", "project_id": sandboxtest.ServiceStageProject, "tag": "intl", "callback_url_wo": nil,
	} {
		if state[attribute] != want {
			t.Errorf("%s is %v, expected %v", attribute, state[attribute], want)
		}
	}
	if created, _ := state["created_at"].(string); len(created) != 20 || !strings.HasSuffix(created, "Z") {
		t.Errorf("created_at is %q", created)
	}
	w.cli.Plan(t).Expect(t, 0, "No changes")
	w.declare(t, oauth(`tag = "intl"`))
	w.cli.Plan(t).Expect(t, 0, "No changes")
	w.sentCodes(t, 1)
	w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
	if made := w.Authorizations(t); len(made) != 0 {
		t.Errorf("destroyed, and %v is still there", made)
	}
}

// Terraform shows one warning of each heading.
func TestTwoRegionsWithOneNameShowBothAddresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const east = "cn-east-3"
	alias := strings.NewReplacer("provider \"storeauth\" {", "provider \"storeauth\" {\n  alias = \"east\"",
		sandboxtest.ServiceStageRegion, east, sandboxtest.ServiceStageProject, w.AddProject(t, east)).Replace(w.provider())
	second := strings.Replace(oauth("provider = storeauth.east"), "\"github\" {", "\"east\" {", 1)
	w.declare(t, alias+oauth()+second)
	applied, addresses := w.cli.Apply(t), []string{}
	for _, address := range []string{github, "storeauth_servicestage_oauth_authorization.east"} {
		addresses = append(addresses, w.cli.Attributes(t, address)["authorize_url"].(string))
	}
	applied.Expect(t, 0, addresses...)
	w.cli.Plan(t).Expect(t, 2, "1. Open "+addresses[0], "1. Open "+addresses[1])
}

func TestCallbackIsTakenInPartsAndDecoded(t *testing.T) {
	t.Parallel()
	for form, arguments := range map[string]func(sandboxtest.OAuthCallback) []string{
		"decoded":            func(c sandboxtest.OAuthCallback) []string { return []string{withCallback(c.DecodedURL)} },
		"copied with quotes": func(c sandboxtest.OAuthCallback) []string { return []string{withCallback("\"" + c.URL + "\"\u200b")} },
		"code and state": func(c sandboxtest.OAuthCallback) []string {
			return []string{`code_wo = "` + c.Code + `"`, `state_wo = "` + c.State + `"`}
		},
		"code and state from files": func(c sandboxtest.OAuthCallback) []string {
			return []string{`code_wo = "` + c.Code + `\n"`, `state_wo = "` + c.State + `\n"`}
		},
		"parsed by the function": func(c sandboxtest.OAuthCallback) []string {
			parsed := `provider::storeauth::parse_oauth_callback("` + c.URL + `")`
			return []string{"code_wo = " + parsed + ".code", "state_wo = " + parsed + ".state"}
		},
	} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.declare(t, redirectConfig)
			w.cli.Apply(t)
			callback := w.Browse(t, w.cli.Run(t, "output", "-raw", "url").Text, "tom")
			w.declare(t, oauth(arguments(callback)...))
			w.cli.Apply(t)
			w.status(t, "normal")
			w.cli.Plan(t).Expect(t, 0)
			w.sentCodes(t, 1)
		})
	}
}

func TestDestroyingAPendingAuthorizationTouchesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth())
	w.cli.Apply(t)
	w.ClearJournal(t)
	w.cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
	if calls := w.Count(t, "", "/servicestage/*"); calls != 0 {
		t.Errorf("%d calls", calls)
	}
}

func TestAUsedCallbackIsRecognizedAndNeverSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.authorized(t)
	w.DeleteAuthorization(t, name)
	w.cli.Plan(t).Expect(t, 2, "no longer exists", "was used before and is not sent again", "1 to change")
	w.cli.Apply(t).Expect(t, 0, "was used before")
	w.status(t, "pending")
	w.sentCodes(t, 1)
	// A replacement knows it too, though Terraform tells a creation nothing of what it replaces.
	w.cli.Run(t, "apply", "-auto-approve", "-replace="+github).Expect(t, 0, "was used before")
	w.status(t, "pending")
	w.cli.Apply(t).Expect(t, 0, "was used before")
	w.sentCodes(t, 1)
	callback := w.browse(t, "tom")
	w.declare(t, oauth(withCallback(callback.URL)))
	w.cli.Apply(t)
	w.status(t, "normal")
	w.sentCodes(t, 2)
}

func TestReplaceReauthorizesWithANewCallbackOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.authorized(t)
	w.declare(t, redirectConfig+oauth())
	w.cli.Apply(t)
	callback := w.Browse(t, w.cli.Run(t, "output", "-raw", "url").Text, "anna")
	w.declare(t, oauth(withCallback(callback.URL)))
	w.cli.Plan(t).Expect(t, 2, "works and needs no callback", "-replace") // the output goes
	w.cli.Run(t, "apply", "-auto-approve", "-replace="+github).Expect(t, 0)
	w.status(t, "normal")
	if user := w.cli.Attributes(t, github)["repo_user"]; user != "anna" {
		t.Errorf("authorized as %v", user)
	}
	w.sentCodes(t, 2)
	w.cli.Run(t, "apply", "-auto-approve", "-replace="+github).Expect(t, 0, "was used before")
	w.status(t, "pending")
	w.sentCodes(t, 2)
}

const redirectConfig = `data "storeauth_servicestage_oauth_redirect" "r" {
  repo_type = "github"
}
output "url" {
  value = data.storeauth_servicestage_oauth_redirect.r.url
}
`

func TestARefusedCallbackIsAnErrorAndNotSentAgain(t *testing.T) {
	t.Parallel()
	const wrong = "https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=wr0ng&state=%242a%2410%24x"
	t.Run("pending before", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, oauth())
		w.cli.Apply(t)
		w.declare(t, oauth(withCallback(wrong)))
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0402", "Get a new address", "request id", "1. Open https://github.com/")
		w.status(t, "pending")
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 0, "was used before")
		w.sentCodes(t, 1)
	})
	t.Run("in the first apply", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, oauth(withCallback(wrong)))
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0402", "1. Open https://github.com/")
		w.status(t, "pending")
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 0, "was used before")
		w.sentCodes(t, 1)
		callback := w.browse(t, "tom")
		w.declare(t, oauth(withCallback(callback.URL)))
		w.cli.Apply(t)
		w.status(t, "normal")
		w.sentCodes(t, 2)
	})
}

// An answer that is lost after the vendor acted is found in the list; the code goes out once.
func TestALostAnswerIsSettledByTheList(t *testing.T) {
	t.Parallel()
	for kind, first := range map[string]bool{"reset_after": true, "truncated": false, "empty": true, "html": false} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.declare(t, oauth()+redirectConfig)
			w.cli.Apply(t)
			callback := w.browse(t, "tom")
			if first {
				w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
			}
			w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: kind, Acts: true})
			w.declare(t, oauth(withCallback(callback.URL)))
			w.cli.Apply(t)
			w.status(t, "normal")
			w.sentCodes(t, 1)
			w.cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestALostAnswerBeforeTheVendorActedIsAnErrorAndStaysPending(t *testing.T) {
	t.Parallel()
	for kind, fault := range map[string]sandboxtest.Fault{
		"reset": {Kind: "reset"}, "500": {Kind: "status", Status: 500}, "503 HTML": {Kind: "html"},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.declare(t, oauth())
			w.cli.Apply(t)
			callback := w.browse(t, "tom")
			w.fault(t, "POST", oauthCall, fault)
			w.declare(t, oauth(withCallback(callback.URL)))
			w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not create ServiceStage authorization "+name)
			w.ClearFaults(t)
			w.status(t, "pending")
			w.cli.Apply(t).Expect(t, 0, "was used before")
			w.sentCodes(t, 1)
		})
	}
}

// Neither an answer nor a list: the next plan finds out what the lost call did.
func TestACreateThatNothingSettlesIsFoundByTheNextPlan(t *testing.T) {
	t.Parallel()
	for _, pendingBefore := range []bool{true, false} {
		t.Run(map[bool]string{true: "pending before", false: "in the first apply"}[pendingBefore], func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.declare(t, oauth())
			w.cli.Apply(t)
			callback := w.browse(t, "tom")
			skip := 2 // the refresh and the look before the exchange
			code := 1
			if !pendingBefore {
				w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
				skip, code = 3, 0 // the plan, the plan within the apply, and the look before the exchange
			}
			w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "reset_after"})
			w.fault(t, "GET", listCall, sandboxtest.Fault{Kind: "html", Skip: skip})
			w.declare(t, oauth(withCallback(callback.URL)))
			w.cli.Run(t, "apply", "-auto-approve").Expect(t, code, "ServiceStage authorization "+name)
			w.status(t, "pending")
			w.ClearFaults(t)
			w.cli.Run(t, "apply", "-auto-approve", "-refresh-only").Expect(t, 0)
			w.status(t, "normal")
			w.cli.Plan(t).Expect(t, 0)
			w.sentCodes(t, 1)
		})
	}
}

func TestATakenNameNamesTheOtherAndTheImportCommand(t *testing.T) {
	t.Parallel()
	expected := []string{"The name " + name + " is taken", "token type personal", "user eve",
		"terraform import storeauth_servicestage_token_authorization.ADDRESS " + name}
	t.Run("at once", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, TokenType: "personal", User: "eve"})
		w.declare(t, oauth())
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, expected...)
		if state := w.cli.State(t); state != "" {
			t.Errorf("the state has %v", state)
		}
	})
	t.Run("while pending", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, oauth())
		w.cli.Apply(t)
		callback := w.browse(t, "tom")
		w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, TokenType: "personal", User: "eve"})
		w.cli.Plan(t).Expect(t, 2, "was taken at ServiceStage", "terraform state rm")
		w.declare(t, oauth(withCallback(callback.URL)))
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, append(expected, "terraform state rm")...)
		w.status(t, "pending")
		w.sentCodes(t, 0)
		w.DeleteAuthorization(t, name)
		w.cli.Apply(t)
		w.status(t, "normal")
	})
	t.Run("between the look and the call", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, oauth())
		w.cli.Apply(t)
		callback := w.browse(t, "tom")
		w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "status", Status: 400, Body: []byte(`{"error_code":"SVCSTG.REPO.0403","error_msg":"resource already exist"}`)})
		w.declare(t, oauth(withCallback(callback.URL)))
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0403", "Import it, or choose another name")
		w.sentCodes(t, 1)
	})
}

func TestAnotherNameTypeOrTagReplaces(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config := func(arguments string) string {
		return w.provider() + "resource \"storeauth_servicestage_oauth_authorization\" \"github\" {\n" + arguments + "\n}\n"
	}
	replaced := resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(github, plancheck.ResourceActionReplace)}}
	acctest.Test(t,
		resource.TestStep{Config: config("name = \"one.-_A\"\nrepo_type = \"gitlab\""), ExpectNonEmptyPlan: true},
		resource.TestStep{Config: config("name = \"two2\"\nrepo_type = \"gitlab\""), ExpectNonEmptyPlan: true, ConfigPlanChecks: replaced},
		resource.TestStep{Config: config("name = \"two2\"\nrepo_type = \"gitee\""), ExpectNonEmptyPlan: true, ConfigPlanChecks: replaced},
		resource.TestStep{Config: config("name = \"two2\"\nrepo_type = \"gitee\"\ntag = \"intl\""), ExpectNonEmptyPlan: true, ConfigPlanChecks: replaced,
			Check: func(s *terraform.State) error {
				return resource.TestCheckResourceAttr(github, "status", "pending")(s)
			}},
	)
}
