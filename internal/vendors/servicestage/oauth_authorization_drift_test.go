package servicestage_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// drifts are what becomes of an authorization in the console, by a name that can be its own.
var drifts = map[string]struct {
	happens func(w *world, t *testing.T, name string)
	says    string
	status  string
}{
	"overdue":         {func(w *world, t *testing.T, name string) { w.ExpireAuthorization(t, name) }, "is overdue", "overdue"},
	"unauthenticated": {func(w *world, t *testing.T, name string) { w.UnauthenticateAuthorization(t, name) }, "is unauthenticated", "unauthenticated"},
	"retyped": {func(w *world, t *testing.T, name string) { w.ReauthorizeAuthorization(t, name, "", "personal") },
		"does not authorize by OAuth any more", "normal"},
	"undocumented": {func(w *world, t *testing.T, name string) { w.EditAuthorization(t, name, map[string]any{"status": 7}) },
		"has a status that the vendor does not document", "unrecognized"},
	"missing": {func(w *world, t *testing.T, name string) { w.DeleteAuthorization(t, name) }, "no longer exists", "pending"},
}

func TestDriftIsAPlannedChangeWithTheAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	address := func(drift string) string { return "storeauth_servicestage_oauth_authorization." + drift }
	declared := func(drift, more string) string {
		return fmt.Sprintf("resource \"storeauth_servicestage_oauth_authorization\" %q {\n  name = %q\n  repo_type = \"github\"\n  %s\n}\n", drift, drift, more)
	}
	config, imports := "", ""
	for drift := range drifts {
		w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: drift, RepoType: "github", TokenType: "oauth", User: "tom"})
		config += declared(drift, "")
		imports += fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address(drift), drift)
	}
	w.declare(t, config+imports)
	w.cli.Apply(t)
	for drift, d := range drifts {
		d.happens(w, t, drift)
	}
	const open = "1. Open https://github.com/login/oauth/authorize"
	plan := w.cli.Plan(t)
	plan.Expect(t, 2, "0 to add, 5 to change, 0 to destroy")
	// An apply alone mends nothing, and every plan goes on to say so.
	w.cli.Apply(t)
	again := w.cli.Plan(t)
	config = ""
	for drift, d := range drifts {
		acctest.ExpectPhrases(t, plan.Diagnostics(address(drift)), d.says, open)
		acctest.ExpectPhrases(t, again.Diagnostics(address(drift)), open)
		state := w.cli.Attributes(t, address(drift))
		if state["status"] != d.status {
			t.Errorf("%s: status in the state is %v, expected %s", drift, state["status"], d.status)
		}
		config += declared(drift, withCallback(w.Browse(t, state["authorize_url"].(string), "anna").URL))
	}
	w.declare(t, config)
	// What is missing is authorized in its place.
	w.cli.Apply(t).Expect(t, 0, "4 added, 1 changed, 4 destroyed")
	w.cli.Plan(t).Expect(t, 0)
	w.sentCodes(t, len(drifts))
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
	callback := w.browse(t, "anna")
	w.declare(t, late(callback.URL))
	w.cli.Apply(t)
	w.status(t, "normal")
	w.sentCodes(t, 2)
}

func TestOldAndDeviatingListsAreReadTheSame(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]any{"old_list": true, "title_case_types": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.SetServiceStageSwitch(t, name, value)
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
	for kind, fault := range acctest.Faults(map[string]sandboxtest.Fault{
		"incomplete": {Kind: "status", Status: 200, Body: []byte(`{"authorizations":[],"count":1}`)},
		"no list":    {Kind: "status", Status: 200, Body: []byte(`{}`)},
	}) {
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

func TestNoAddressIsAWarning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adopted(t)
	w.ExpireAuthorization(t, name)
	w.fault(t, "GET", redirectCall, sandboxtest.Fault{Kind: "html"})
	w.cli.Plan(t).Expect(t, 2, "No address for the browser step", "is overdue", "Apply once to get an address")
	w.ClearFaults(t)
	w.cli.Apply(t)
	w.browse(t, "tom")
}
