package servicestage_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// secretKindTest tells a resource by token from one by password.
type secretKindTest struct {
	address, config, secret, tokenType, path string
}

// built is the authorization's name.
const built = "build.repo"

var secretKinds = map[string]secretKindTest{
	"token": {"storeauth_servicestage_token_authorization.test",
		"resource \"storeauth_servicestage_token_authorization\" \"test\" {\n  name = %q\n  repo_type = \"gitlab\"\n  host = \"https://git.example.com/\"\n  token_wo = %q\n%s\n}\n",
		"token_wo", "personal", "/gitlab/personal"},
	"password": {"storeauth_servicestage_password_authorization.test",
		"resource \"storeauth_servicestage_password_authorization\" \"test\" {\n  name = %q\n  repo_type = \"bitbucket\"\n  user_name = \"tom\"\n  password_wo = %q\n%s\n}\n",
		"password_wo", "password", "/bitbucket/password"},
}

func eachSecretKind(t *testing.T, test func(t *testing.T, w *world, k secretKindTest)) {
	t.Parallel()
	for name, k := range secretKinds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newWorld(t), k)
		})
	}
}

func (k secretKindTest) declare(secret, more string) string {
	return fmt.Sprintf(k.config, built, secret, more)
}

func TestAChangedSecretReplacesTheAuthorizationAtTheVendor(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		w.declare(t, k.declare("first-secret", ""))
		w.cli.Apply(t)
		state := w.cli.Attributes(t, k.address)
		for attribute, want := range map[string]any{
			"status": "normal", "token_type": k.tokenType, k.secret: nil, k.secret + "_version": float64(1), "region": "cn-north-4",
			"project_id": sandboxtest.ServiceStageProject,
		} {
			if state[attribute] != want {
				t.Errorf("%s is %v, expected %v", attribute, state[attribute], want)
			}
		}
		w.cli.Plan(t).Expect(t, 0, "No changes")
		// Another secret replaces the authorization at the vendor, and counts on.
		w.declare(t, k.declare("second-secret", ""))
		w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", k.secret+"_version", "will be deleted and created again")
		w.cli.Apply(t)
		w.vendorHas(t, "second-secret")
		if version := w.cli.Attributes(t, k.address)[k.secret+"_version"]; version != float64(2) {
			t.Errorf("version %v after a changed secret, expected 2", version)
		}
		w.cli.Plan(t).Expect(t, 0)
		w.declare(t, k.declare("second-secret", "lifecycle {\n ignore_changes = all\n}"))
		w.cli.Plan(t).Expect(t, 0)
		w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
		if left := w.Authorizations(t); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

// A variable that is empty is no secret. An authorization in the state is destroyed without one.
func TestAnEmptySecretIsNone(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		w.declare(t, k.declare("", ""))
		w.cli.Plan(t).Expect(t, 1, "takes its secret: set "+k.secret)
		w.declare(t, k.declare("first-secret", ""))
		w.cli.Apply(t)
		w.declare(t, k.declare("", ""))
		w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
		if left := w.Authorizations(t); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestATokenIsSentWithoutWhatCopyingAddsToIt(t *testing.T) {
	t.Parallel()
	w, k := newWorld(t), secretKinds["token"]
	w.declare(t, k.declare("\"first-secret\"\n", ""))
	w.cli.Apply(t)
	w.vendorHas(t, "first-secret")
	w.declare(t, k.declare("first-secret", ""))
	w.cli.Plan(t).Expect(t, 0)
}

func TestAVersionOfOnesOwnDecides(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		version := func(n int) string { return fmt.Sprintf("  %s_version = %d", k.secret, n) }
		w.declare(t, k.declare("first-secret", version(7)))
		w.cli.Apply(t)
		w.declare(t, k.declare("second-secret", version(7)))
		w.cli.Plan(t).Expect(t, 0, k.secret+" is not the one that was last sent, and "+k.secret+"_version is still 7")
		w.declare(t, k.declare("second-secret", version(8)))
		w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy")
		w.cli.Apply(t)
		w.vendorHas(t, "second-secret")
		w.cli.Plan(t).Expect(t, 0)
	})
}

func TestDriftOfASecretAuthorizationReplaces(t *testing.T) {
	t.Parallel()
	for drift, happens := range map[string]func(w *world, t *testing.T){
		"overdue":            func(w *world, t *testing.T) { w.ExpireAuthorization(t, "build.repo") },
		"unauthenticated":    func(w *world, t *testing.T) { w.UnauthenticateAuthorization(t, "build.repo") },
		"another token type": func(w *world, t *testing.T) { w.ReauthorizeAuthorization(t, "build.repo", "", "oauth") },
	} {
		for name, k := range secretKinds {
			if name == "password" && drift != "overdue" {
				continue // one lifecycle serves both
			}
			t.Run(name+" "+drift, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.declare(t, k.declare("a-secret", ""))
				w.cli.Apply(t)
				happens(w, t)
				w.cli.Plan(t).Expect(t, 2, "does not work any more", "0 to add, 1 to change, 0 to destroy")
				w.cli.Apply(t)
				w.vendorHas(t, "a-secret")
				w.cli.Plan(t).Expect(t, 0)
				if made := w.Authorizations(t); len(made) != 1 || made[0].Status != 0 || made[0].TokenType != k.tokenType {
					t.Errorf("the project has %+v", made)
				}
				if version := w.cli.Attributes(t, k.address)[k.secret+"_version"]; version != float64(1) {
					t.Errorf("the same secret became version %v", version)
				}
			})
		}
	}
}

func TestAnUndocumentedStatusReplacesNoSecretAuthorization(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		w.declare(t, k.declare("a-secret", ""))
		w.cli.Apply(t)
		w.EditAuthorization(t, "build.repo", map[string]any{"status": 9})
		w.cli.Plan(t).Expect(t, 0, "a status that the vendor does not document")
	})
}

func TestAMissingSecretAuthorizationIsPlannedAgain(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		w.declare(t, k.declare("a-secret", ""))
		w.cli.Apply(t)
		w.DeleteAuthorization(t, "build.repo")
		w.cli.Plan(t).Expect(t, 2, "no longer exists", "1 to add, 0 to change, 0 to destroy")
		w.cli.Apply(t)
		w.cli.Plan(t).Expect(t, 0)
	})
}

func TestDeletingAMissingSecretAuthorizationSucceeds(t *testing.T) {
	t.Parallel()
	for _, status := range []int{204, 400, 500} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.SetSwitch(t, "servicestage", "missing_delete_status", status)
			k := secretKinds["token"]
			w.declare(t, k.declare("a-secret", ""))
			w.cli.Apply(t)
			w.DeleteAuthorization(t, "build.repo")
			w.cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
			if state := w.cli.Attributes(t, k.address); state != nil {
				t.Errorf("the state has %v", state)
			}
		})
	}
}

func TestALostSecretCreateIsSettledByTheList(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		w.fault(t, "POST", listCall+k.path, sandboxtest.Fault{Kind: "reset_after"})
		w.declare(t, k.declare("a-secret", ""))
		w.cli.Apply(t)
		if posts := w.Count(t, "POST", listPath+k.path); posts != 1 {
			t.Errorf("%d POSTs", posts)
		}
		w.cli.Plan(t).Expect(t, 0)
	})
}

func TestAFailedSecretCreateLeavesNoState(t *testing.T) {
	t.Parallel()
	for kind, fault := range map[string]sandboxtest.Fault{
		"reset": {Kind: "reset"}, "429": {Kind: "status", Status: 429}, "500": {Kind: "status", Status: 500}, "HTML": {Kind: "html", Status: 200},
		"empty": {Kind: "empty"},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			k := secretKinds["token"]
			w.fault(t, "POST", listCall+k.path, fault)
			w.declare(t, k.declare("a-secret", ""))
			w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not create ServiceStage authorization build.repo")
			if state := w.cli.Attributes(t, k.address); state != nil {
				t.Errorf("the state has %v", state)
			}
			w.ClearFaults(t)
			w.cli.Apply(t)
		})
	}
}

func TestARefusedSecretSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.RefuseGitSecret(t, "bad-token-1234")
	w.declare(t, secretKinds["token"].declare("bad-token-1234", ""))
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "SVCSTG.REPO.0451", "The git host refuses this token or password")
}
