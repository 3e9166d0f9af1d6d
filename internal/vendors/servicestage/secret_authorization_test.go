package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// secretKind tells a resource by token from one by password.
type secretKind struct {
	resource, arguments, secret, tokenType, path string
}

var secretKinds = map[string]secretKind{
	"token": {"storeauth_servicestage_token_authorization", "repo_type = \"gitlab\"\n  host = \"https://git.example.com/\"",
		"token_wo", "personal", "/gitlab/personal"},
	"password": {"storeauth_servicestage_password_authorization", "repo_type = \"bitbucket\"\n  user_name = \"tom\"",
		"password_wo", "password", "/bitbucket/password"},
}

// declare declares an authorization whose label is its name too.
func (k secretKind) declare(name, secret, more string) string {
	return fmt.Sprintf("resource %q %q {\n  name = %q\n  %s\n  %s = %q\n  %s\n}\n", k.resource, name, name, k.arguments, k.secret, secret, more)
}

func (k secretKind) address(name string) string { return k.resource + "." + name }

// declareBoth declares an authorization of each kind, named after the kind. SECRET in more is the secret's argument.
func (w *world) declareBoth(t *testing.T, secret, more string) {
	t.Helper()
	config := ""
	for name, k := range secretKinds {
		config += k.declare(name, secret, strings.ReplaceAll(more, "SECRET", k.secret))
	}
	w.declare(t, config)
}

// expectSecret checks attributes of both kinds; version is the secret's.
func (w *world) expectSecret(t *testing.T, version int) {
	t.Helper()
	for name, k := range secretKinds {
		state := w.cli.Attributes(t, k.address(name))
		for attribute, want := range map[string]any{
			"status": "normal", "token_type": k.tokenType, k.secret: nil, k.secret + "_version": float64(version), "region": "cn-north-4",
			"project_id": sandboxtest.ServiceStageProject,
		} {
			if state[attribute] != want {
				t.Errorf("%s: %s is %v, expected %v", name, attribute, state[attribute], want)
			}
		}
	}
}

func TestASecretAuthorizationsLife(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declareBoth(t, "first-secret", "")
	w.cli.Apply(t)
	w.expectSecret(t, 1)
	w.cli.Plan(t).Expect(t, 0, "No changes")
	// Another secret replaces and counts on.
	w.declareBoth(t, "second-secret", "")
	plan := w.cli.Plan(t)
	plan.Expect(t, 2, "2 to add, 0 to change, 2 to destroy")
	for name, k := range secretKinds {
		acctest.ExpectPhrases(t, plan.Change(k.address(name)), k.secret+"_version", "forces replacement")
	}
	w.cli.Apply(t)
	w.expectSecret(t, 2)
	w.cli.Plan(t).Expect(t, 0)
	w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
	if left := w.Authorizations(t); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAVersionOfOnesOwnDecides(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declareBoth(t, "first-secret", "SECRET_version = 7")
	w.cli.Apply(t)
	w.declareBoth(t, "second-secret", "SECRET_version = 7")
	w.cli.Plan(t).Expect(t, 0)
	w.declareBoth(t, "second-secret", "SECRET_version = 8")
	w.cli.Apply(t).Expect(t, 0, "2 added, 0 changed, 2 destroyed")
	w.cli.Plan(t).Expect(t, 0)
}

func TestDriftOfASecretAuthorizationReplaces(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token, password := secretKinds["token"], secretKinds["password"]
	w.declare(t, token.declare("overdue", "a-secret", "")+token.declare("unauthenticated", "a-secret", "")+token.declare("retyped", "a-secret", "")+
		password.declare("expired", "a-secret", ""))
	w.cli.Apply(t)
	w.ExpireAuthorization(t, "overdue")
	w.UnauthenticateAuthorization(t, "unauthenticated")
	w.ReauthorizeAuthorization(t, "retyped", "", "oauth")
	w.ExpireAuthorization(t, "expired")
	plan := w.cli.Plan(t)
	plan.Expect(t, 2, "4 to add, 0 to change, 4 to destroy")
	w.cli.Apply(t)
	w.cli.Plan(t).Expect(t, 0)
	for name, k := range map[string]secretKind{"overdue": token, "unauthenticated": token, "retyped": token, "expired": password} {
		acctest.ExpectPhrases(t, plan.Diagnostics(k.address(name)), "does not work any more")
		if version := w.cli.Attributes(t, k.address(name))[k.secret+"_version"]; version != float64(1) {
			t.Errorf("%s: the same secret became version %v", name, version)
		}
	}
}

func TestAnUndocumentedStatusReplacesNoSecretAuthorization(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declareBoth(t, "a-secret", "")
	w.cli.Apply(t)
	for name := range secretKinds {
		w.EditAuthorization(t, name, map[string]any{"status": 9})
	}
	plan := w.cli.Plan(t)
	plan.Expect(t, 0)
	for name, k := range secretKinds {
		acctest.ExpectPhrases(t, plan.Diagnostics(k.address(name)), "a status that the vendor does not document")
	}
}

func TestAMissingSecretAuthorizationIsPlannedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declareBoth(t, "a-secret", "")
	w.cli.Apply(t)
	for name := range secretKinds {
		w.DeleteAuthorization(t, name)
	}
	plan := w.cli.Plan(t)
	plan.Expect(t, 2, "2 to add, 0 to change, 0 to destroy")
	for name := range secretKinds {
		acctest.ExpectPhrases(t, plan.Words(), "ServiceStage authorization "+name+" no longer exists")
	}
	w.cli.Apply(t)
	w.cli.Plan(t).Expect(t, 0)
}

func TestDeletingAMissingSecretAuthorizationSucceeds(t *testing.T) {
	t.Parallel()
	for _, status := range []int{204, 400, 500} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.SetServiceStageSwitch(t, "missing_delete_status", status)
			k := secretKinds["token"]
			w.declare(t, k.declare("gone", "a-secret", ""))
			w.cli.Apply(t)
			w.DeleteAuthorization(t, "gone")
			w.cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
			if state := w.cli.Attributes(t, k.address("gone")); state != nil {
				t.Errorf("the state has %v", state)
			}
		})
	}
}

func TestALostSecretCreateIsSettledByTheList(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, k := range secretKinds {
		w.fault(t, "POST", listCall+k.path, sandboxtest.Fault{Kind: "reset_after"})
	}
	w.declareBoth(t, "a-secret", "")
	w.cli.Apply(t)
	for name, k := range secretKinds {
		if posts := w.Count(t, "POST", listPath+k.path); posts != 1 {
			t.Errorf("%s: %d POSTs", name, posts)
		}
	}
	w.cli.Plan(t).Expect(t, 0)
}

func TestAFailedSecretCreateLeavesNoState(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	faults := map[string]sandboxtest.Fault{
		"reset": {Kind: "reset"}, "429": {Kind: "status", Status: 429}, "500": {Kind: "status", Status: 500}, "HTML": {Kind: "html", Status: 200},
		"empty": {Kind: "empty"},
	}
	config := ""
	for i := range len(faults) {
		config += k.declare(fmt.Sprintf("repo-%d", i), "a-secret", "")
	}
	w.declare(t, config)
	end := acctest.Spoil(t, w.Sandbox, "POST "+listPath+k.path, faults)
	out := w.cli.Run(t, "apply", "-auto-approve", "-parallelism=1")
	out.Expect(t, 1)
	end()
	for i := range len(faults) {
		name := fmt.Sprintf("repo-%d", i)
		acctest.ExpectPhrases(t, out.Diagnostics(k.address(name)), "Could not create ServiceStage authorization "+name)
		if state := w.cli.Attributes(t, k.address(name)); state != nil {
			t.Errorf("the state has %v", state)
		}
	}
	w.cli.Apply(t)
}

func TestARefusedSecretSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.RefuseGitSecret(t, "bad-token-1234")
	w.declare(t, secretKinds["token"].declare("refused", "bad-token-1234", ""))
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0451", "give a new token")
}
