package servicestage_test

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestDriftIsAPlannedChangeWithTheAddress(t *testing.T) {
	t.Parallel()
	for drift, test := range map[string]struct {
		happens func(w *world, t *testing.T)
		says    string
		status  string
	}{
		"overdue":         {func(w *world, t *testing.T) { w.ExpireAuthorization(t, name) }, "is overdue", "overdue"},
		"unauthenticated": {func(w *world, t *testing.T) { w.UnauthenticateAuthorization(t, name) }, "is unauthenticated", "unauthenticated"},
		"another token type": {func(w *world, t *testing.T) { w.ReauthorizeAuthorization(t, name, "", "personal") },
			"does not authorize by OAuth any more", "normal"},
		"undocumented status": {func(w *world, t *testing.T) { w.EditAuthorization(t, name, map[string]any{"status": 7}) },
			"has a status that the vendor does not document", "unrecognized"},
		"missing": {func(w *world, t *testing.T) { w.DeleteAuthorization(t, name) }, "no longer exists", "pending"},
	} {
		t.Run(drift, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.adopted(t)
			test.happens(w, t)
			plan := w.cli.Plan(t)
			plan.Expect(t, 2, test.says, "0 to add, 1 to change, 0 to destroy", "1. Open https://github.com/login/oauth/authorize")
			open := map[string]int{"another token type": 3}[drift] // status, authorize_url, and here token_type
			if got := strings.Count(plan.Change(github), "(known after apply)"); got != max(open, 2) {
				t.Errorf("%d attributes are left open: %s", got, plan.Change(github))
			}
			// An apply alone mends nothing, and every plan goes on to say so.
			w.cli.Apply(t)
			w.status(t, test.status)
			w.cli.Plan(t).Expect(t, 2, "1. Open https://github.com/login/oauth/authorize")
			callback := w.browse(t, "anna")
			w.declare(t, oauth(withCallback(callback.URL)))
			action := "1 added, 0 changed, 1 destroyed"
			if test.status == "pending" {
				action = "0 added, 1 changed, 0 destroyed"
			}
			w.cli.Plan(t).Expect(t, 2, "If the callback has grown too old, open https://github.com/login/oauth/authorize")
			w.cli.Apply(t).Expect(t, 0, action)
			w.status(t, "normal")
			w.cli.Plan(t).Expect(t, 0)
			w.sentCodes(t, 1)
		})
	}
}

func TestAnotherUserAloneIsRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adopted(t)
	w.ReauthorizeAuthorization(t, name, "anna", "")
	w.cli.Plan(t).Expect(t, 0)
	w.cli.Run(t, "apply", "-auto-approve", "-refresh-only").Expect(t, 0)
	if user := w.cli.Attributes(t, github)["repo_user"]; user != "anna" {
		t.Errorf("recorded user %v", user)
	}
}

func TestAnAuthorizationMendedInTheConsoleIsNormalAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adopted(t)
	w.ExpireAuthorization(t, name)
	w.cli.Apply(t)
	w.status(t, "overdue")
	w.ReauthorizeAuthorization(t, name, "tom", "oauth")
	w.cli.Run(t, "apply", "-auto-approve", "-refresh-only").Expect(t, 0)
	w.status(t, "normal")
	if url := w.cli.Attributes(t, github)["authorize_url"]; url != nil {
		t.Errorf("authorize_url is %v", url)
	}
	w.cli.Plan(t).Expect(t, 0)
}

// A callback that comes from something made in the same apply is not known at plan.
func TestACallbackThatIsKnownOnlyAtApply(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth())
	w.cli.Apply(t)
	late := func(address string) string {
		return "resource \"terraform_data\" \"late\" {\n  input = \"" + address + "\"\n}\n" + oauth("callback_url_wo = terraform_data.late.output")
	}
	w.declare(t, late(w.browse(t, "tom").URL))
	w.cli.Apply(t)
	w.status(t, "normal")
	w.ExpireAuthorization(t, name)
	w.cli.Run(t, "apply", "-auto-approve", "-refresh-only").Expect(t, 0)
	// Nobody knows at plan whether it replaces an authorization that stopped working.
	callback := w.browse(t, "anna")
	w.declare(t, late(callback.URL))
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "is not known yet", "-target")
	w.status(t, "overdue")
	w.cli.Run(t, "apply", "-auto-approve", "-target=terraform_data.late").Expect(t, 0)
	w.cli.Apply(t).Expect(t, 0, "1 added, 0 changed, 1 destroyed")
	w.status(t, "normal")
	w.sentCodes(t, 2)
}

func TestOldAndDeviatingListsAreReadTheSame(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]any{"old_list": true, "title_case_types": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.SetSwitch(t, "servicestage", name, value)
			w.authorized(t)
			w.cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestAnAnswerThatSettlesNothingChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adopted(t)
	before := w.cli.State(t)
	for kind, fault := range map[string]sandboxtest.Fault{
		"500": {Kind: "status", Status: 500}, "503 HTML": {Kind: "html", Status: 503}, "401 HTML": {Kind: "html", Status: 401},
		"403 HTML": {Kind: "html", Status: 403}, "200 HTML": {Kind: "html", Status: 200}, "429": {Kind: "status", Status: 429},
		"empty": {Kind: "empty"}, "truncated": {Kind: "truncated"}, "reset": {Kind: "reset"}, "huge": {Kind: "huge"},
		"redirect":   {Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/"},
		"incomplete": {Kind: "status", Status: 200, Body: []byte(`{"authorizations":[],"count":1}`)},
		"no list":    {Kind: "status", Status: 200, Body: []byte(`{}`)},
	} {
		w.fault(t, "GET", listCall, fault)
		w.ClearJournal(t)
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not read ServiceStage authorization "+name)
		if after := w.cli.State(t); after != before {
			t.Errorf("%s changed the state:\n%s\n%s", kind, before, after)
		}
		if calls := w.Count(t, "", "/servicestage/*"); calls != 1 {
			t.Errorf("%s led to %d calls", kind, calls)
		}
		w.ClearFaults(t)
	}
	w.cli.Plan(t).Expect(t, 0)
}

func TestACreationWithoutAnAddressIsAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, oauth())
	for says, fault := range map[string]sandboxtest.Fault{
		"repository not implemented": {Kind: "status", Status: 400, Body: []byte(`{"error_code":"SVCSTG.REPO.0401","error_msg":"repository not implemented"}`)},
		"HTTP 503":                   {Kind: "html", Status: 503}, "HTTP 200": {Kind: "empty"},
	} {
		w.fault(t, "GET", redirectCall, fault)
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not create ServiceStage authorization "+name, says)
		if state := w.cli.State(t); strings.Contains(state, "pending") {
			t.Errorf("the state is %s", state)
		}
		w.ClearFaults(t)
	}
	// What was sent is remembered, with an address or without.
	w.fault(t, "GET", redirectCall, sandboxtest.Fault{Kind: "html"})
	w.declare(t, oauth(withCallback(wrong)))
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0402", "No address for the browser step")
	w.status(t, "pending")
}

func TestNoAddressIsAWarning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adopted(t)
	w.ExpireAuthorization(t, name)
	w.fault(t, "GET", redirectCall, sandboxtest.Fault{Kind: "html"})
	w.cli.Plan(t).Expect(t, 2, "No address for the browser step", "is overdue", "Apply once to get an address")
	lacks(t, w.cli.Apply(t), "with a fresh address")
	w.ClearFaults(t)
	w.cli.Apply(t).Expect(t, 0, "with a fresh address")
	w.browse(t, "tom")
}
