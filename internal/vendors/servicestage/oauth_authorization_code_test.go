package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// lacks fails the test for each phrase that a command printed.
func lacks(t *testing.T, out acctest.Output, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if strings.Contains(out.Words(), phrase) {
			t.Errorf("the output has %q:\n%s", phrase, out.Text)
		}
	}
}

// wrong is a callback that the vendor refuses.
const wrong = "https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=wr0ng&state=%242a%2410%24x"

// Terraform tells the plan and the creation nothing of a tainted object that it does not refresh.
func TestACodeIsRememberedThroughATaintedObjectWithoutARefresh(t *testing.T) {
	t.Parallel()
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, oauth(withCallback(wrong)))
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0402")
		w.cli.Run(t, "apply", "-auto-approve", "-refresh=false").Expect(t, 0, "was used before")
		w.status(t, "pending")
		w.sentCodes(t, 1)
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 0, "was used before")
		w.sentCodes(t, 1)
	})
	t.Run("tainted by hand", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.authorized(t)
		w.cli.Run(t, "taint", github).Expect(t, 0)
		w.cli.Run(t, "apply", "-auto-approve", "-refresh=false").Expect(t, 0, "was used before")
		w.status(t, "pending")
		w.sentCodes(t, 1)
	})
}

func TestACallbackThatReturnsInALaterRunIsNotSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.authorized(t)
	w.DeleteAuthorization(t, name)
	w.cli.Apply(t)
	second := w.browse(t, "anna")
	w.declare(t, oauth(withCallback(second.URL)))
	w.cli.Apply(t)
	w.DeleteAuthorization(t, name)
	w.declare(t, oauth(withCallback(first.URL)))
	w.cli.Apply(t).Expect(t, 0, "was used before and is not sent again")
	w.status(t, "pending")
	w.sentCodes(t, 2)
}

func TestACallbackIsForOneAuthorization(t *testing.T) {
	t.Parallel()
	other := func(more string) string {
		return "resource \"storeauth_servicestage_oauth_authorization\" \"other\" {\n  name = \"other-github\"\n  repo_type = \"github\"\n  " + more + "\n}\n"
	}
	t.Run("two that are new", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, redirectConfig)
		w.cli.Apply(t)
		callback := withCallback(w.Browse(t, w.cli.Run(t, "output", "-raw", "url").Text, "tom").URL)
		w.declare(t, oauth(callback)+other(callback))
		w.cli.Plan(t).Expect(t, 1, "A code is good for one use, and so for one authorization")
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1)
		w.sentCodes(t, 0)
	})
	t.Run("one that has used it", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		callback := withCallback(w.authorized(t).URL)
		w.declare(t, oauth(callback)+other(callback))
		w.cli.Plan(t).Expect(t, 1, "The callback of ServiceStage authorization other-github is also "+name+"'s")
		w.sentCodes(t, 1)
	})
	t.Run("known only at apply", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.declare(t, redirectConfig)
		w.cli.Apply(t)
		late := "resource \"terraform_data\" \"late\" {\n  input = \"" + w.Browse(t, w.cli.Run(t, "output", "-raw", "url").Text, "tom").URL + "\"\n}\n"
		const callback = "callback_url_wo = terraform_data.late.output"
		w.declare(t, late+oauth(callback)+other(callback))
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "A code is good for one use, and so for one authorization")
		w.sentCodes(t, 1)
	})
}

// A rate limit is the gateway's, in front of the service.
func TestACodeThatWasThrottledIsSentByTheNextApply(t *testing.T) {
	t.Parallel()
	for kind, body := range map[string]string{"bare": "", "gateway's": `{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached"}`} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.declare(t, oauth())
			w.cli.Apply(t)
			callback := w.browse(t, "tom")
			w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "status", Status: 429, Body: []byte(body)})
			w.declare(t, oauth(withCallback(callback.URL)))
			out := w.cli.Run(t, "apply", "-auto-approve")
			out.Expect(t, 1, "Wait ", "The callback did not reach the service. It is unused, and the next apply sends it")
			lacks(t, out, "was used before", "(with a fresh address)")
			w.ClearFaults(t)
			w.cli.Apply(t)
			w.status(t, "normal")
			w.sentCodes(t, 2)
		})
	}
}

func TestRefusedJustNowIsNotUsedBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth())
	w.cli.Apply(t)
	w.declare(t, oauth(withCallback(wrong)))
	out := w.cli.Run(t, "apply", "-auto-approve")
	out.Expect(t, 1, "SVCSTG.REPO.0402", "was sent just now and refused", "1. Open https://github.com/")
	lacks(t, out, "was used before")
	out = w.cli.Apply(t)
	out.Expect(t, 0, "was used before and is not sent again")
	lacks(t, out, "just now")
}

// Neither an answer nor a list: nothing that is said may exclude that it was made, and nobody is sent to a browser.
func TestWhatIsNotKnownIsSaidOnce(t *testing.T) {
	t.Parallel()
	for name, pendingBefore := range map[string]bool{"pending before": true, "in the first apply": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.declare(t, oauth())
			w.cli.Apply(t)
			callback := w.browse(t, "tom")
			skip := 2
			if !pendingBefore {
				w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
				skip = 3
			}
			w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "reset_after"})
			w.fault(t, "GET", listCall, sandboxtest.Fault{Kind: "html", Skip: skip})
			w.declare(t, oauth(withCallback(callback.URL)))
			out := w.cli.Run(t, "apply", "-auto-approve")
			out.Expect(t, out.Code, "It is not known whether ServiceStage authorization platform-github was created", "may have been created all the same",
				"will not be sent again", "Do not go through another browser step before")
			lacks(t, out, "nothing was changed", "Nothing is made", "was used before", "(with a fresh address)", "just now")
			// A run without a refresh settles it as well.
			w.ClearFaults(t)
			w.cli.Run(t, "apply", "-auto-approve", "-refresh=false").Expect(t, 0)
			w.status(t, "normal")
			w.sentCodes(t, 1)
			w.cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestAPendingAuthorizationWhoseNameWasTakenSaysOneThing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth())
	w.cli.Apply(t)
	callback := w.browse(t, "tom")
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, TokenType: "oauth", User: "eve\x1b[2J"})
	out := w.cli.Plan(t)
	out.Expect(t, 2, "was taken at ServiceStage", "terraform state rm", `user eve\x1b[2J`)
	lacks(t, out, "waits for its browser step", "1. Open")
	w.declare(t, oauth(withCallback(callback.URL)))
	out = w.cli.Plan(t)
	out.Expect(t, 2, "was taken at ServiceStage")
	lacks(t, out, "waits for its callback to be exchanged")
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "The name "+name+" is taken", "It is unused")
	w.sentCodes(t, 0)
}

// A replacement of what drifted, under create_before_destroy that something depending on it hands down.
func TestOAuthDriftUnderCreateBeforeDestroySpendsNoCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	more := fmt.Sprintf(dependant, github)
	w.declare(t, oauth()+more)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom"})
	w.cli.Run(t, "import", github, name).Expect(t, 0)
	w.cli.Apply(t)
	w.ExpireAuthorization(t, name)
	w.cli.Run(t, "apply", "-auto-approve", "-refresh-only").Expect(t, 0)
	callback := w.browse(t, "tom")
	w.declare(t, oauth(withCallback(callback.URL))+more)
	w.cli.Plan(t).Expect(t, 2, "is replaced under its own name", "With create_before_destroy", "fails and changes nothing")
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "The name "+name+" is taken", "set create_before_destroy = false there", "It is unused")
	w.sentCodes(t, 0)
	w.status(t, "overdue")
	w.declare(t, oauth(withCallback(callback.URL))+strings.Replace(more, "true", "false", 1))
	w.cli.Apply(t).Expect(t, 0, "2 added, 0 changed, 2 destroyed")
	w.status(t, "normal")
	w.sentCodes(t, 1)
}

func TestAnImportOfAnotherTypeOrTagIsAnError(t *testing.T) {
	t.Parallel()
	for argument, config := range map[string]string{
		"tag":       "name = \"" + name + "\"\n  repo_type = \"github\"\n  tag = \"china\"",
		"repo_type": "name = \"" + name + "\"\n  repo_type = \"gitlab\"\n  tag = \"intl\"",
	} {
		t.Run(argument, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom", Tag: "intl"})
			w.declare(t, "resource \"storeauth_servicestage_oauth_authorization\" \"github\" {\n  "+config+"\n}\n")
			w.cli.Run(t, "import", github, name).Expect(t, 0)
			w.cli.Plan(t).Expect(t, 1, "is another one", argument+" is", "Write what the vendor has")
		})
	}
}

// A creation whose answer leaves out what a list tells later is complete all the same.
func TestAnExchangeWhoseAnswerIsSparseIsComplete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth())
	w.cli.Apply(t)
	callback := w.browse(t, "tom")
	w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "status", Status: 200, Acts: true, Body: []byte(`{"authorization":{"name":"` + name + `"}}`)})
	w.declare(t, oauth(withCallback(callback.URL)))
	w.cli.Apply(t)
	w.status(t, "normal")
	w.ClearFaults(t)
	w.cli.Plan(t).Expect(t, 0)
}

func numbered(n int) string { return fmt.Sprintf("platform-%d", n) }
