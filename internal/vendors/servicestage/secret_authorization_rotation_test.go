package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestASecretThatTheGitHostRefusesLeavesTheWorkingOne(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		w.RefuseGitSecret(t, "mistyped-secret")
		w.declare(t, k.declare("first-secret", ""))
		w.cli.Apply(t)
		w.declare(t, k.declare("mistyped-secret", ""))
		w.cli.Plan(t).Expect(t, 2, "If the git host refuses the secret, the authorization stays as it is")
		w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not replace ServiceStage authorization "+built, "SVCSTG.REPO.0451",
			"The git host refuses this token or password", "is as it was")
		w.vendorHas(t, "first-secret")
		if made := w.Authorizations(t); len(made) != 1 || made[0].Status != 0 {
			t.Errorf("the project has %+v", made)
		}
		if version := w.cli.Attributes(t, k.address)[k.secret+"_version"]; version != float64(1) {
			t.Errorf("version %v of a secret that was refused", version)
		}
		// The next run goes on from there.
		w.declare(t, k.declare("first-secret", ""))
		w.cli.Plan(t).Expect(t, 0)
		w.declare(t, k.declare("second-secret", ""))
		w.cli.Apply(t)
		w.vendorHas(t, "second-secret")
	})
}

// The authorization was deleted, and whatever is tried then fails.
func TestAReplacementThatFailsAfterTheDeletionIsMadeGoodByTheNextRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	w.declare(t, k.declare("first-secret", ""))
	w.cli.Apply(t)
	w.fault(t, "POST", listCall+k.path, sandboxtest.Fault{Kind: "status", Status: 503, Skip: 1})
	w.declare(t, k.declare("second-secret", ""))
	w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "was deleted, and what builds with it fails. The next apply creates it again")
	w.ClearFaults(t)
	w.cli.Apply(t).Expect(t, 0, "no longer exists", "1 added")
	w.vendorHas(t, "second-secret")
	w.cli.Plan(t).Expect(t, 0)
}

func TestATemporaryAuthorizationThatStaysIsAWarning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	w.declare(t, k.declare("first-secret", ""))
	w.cli.Apply(t)
	w.fault(t, "DELETE", listCall+"/storeauth-proof-*", sandboxtest.Fault{Kind: "status", Status: 500})
	w.declare(t, k.declare("second-secret", ""))
	w.cli.Apply(t).Expect(t, 0, "A temporary ServiceStage authorization may be left", "storeauth-proof-", "was made to prove token_wo")
	w.vendorHas(t, "second-secret")
	if made := w.Authorizations(t); len(made) != 2 {
		t.Errorf("the project has %+v", made)
	}
}

// Neither an answer nor a list: what may have been made is in the state, and the secret can be sent again.
func TestASecretCreateThatNothingSettlesHealsItself(t *testing.T) {
	t.Parallel()
	for name, acts := range map[string]bool{"made": true, "not made": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			k := secretKinds["token"]
			w.fault(t, "POST", listCall+k.path, sandboxtest.Fault{Kind: "status", Status: 500, Acts: acts})
			w.fault(t, "GET", listCall, sandboxtest.Fault{Kind: "html", Skip: 2}) // the plan, and the plan within the apply
			w.declare(t, k.declare("a-secret", ""))
			out := w.cli.Run(t, "apply", "-auto-approve")
			out.Expect(t, 1, "Could not create ServiceStage authorization "+built, "may have been created all the same", "as tainted")
			if made := len(w.Authorizations(t)) == 1; made != acts {
				t.Errorf("made %t", made)
			}
			w.ClearFaults(t)
			healed := w.cli.Apply(t)
			if told := strings.Contains(healed.Words(), built+" was not created"); told == acts || strings.Contains(healed.Words(), "no longer exists") {
				t.Errorf("what is said of it: %s", healed.Words())
			}
			w.cli.Plan(t).Expect(t, 0)
			if made := w.Authorizations(t); len(made) != 1 {
				t.Errorf("the project has %+v", made)
			}
		})
	}
}

func TestAListThatLeavesSomethingOutIsNoDrift(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	w.declare(t, k.declare("a-secret", ""))
	w.cli.Apply(t)
	w.fault(t, "GET", listCall, sandboxtest.Fault{Kind: "status", Status: 200, Body: []byte(`{"authorizations":[{"name":"` + built + `"}],"count":1}`)})
	w.cli.Plan(t).Expect(t, 0)
	// Neither is a creation's answer.
	w.ClearFaults(t)
	w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
	w.fault(t, "POST", listCall+k.path, sandboxtest.Fault{Kind: "status", Status: 200, Acts: true, Body: []byte(`{"authorization":{"name":"` + built + `"}}`)})
	w.cli.Apply(t)
	for attribute, want := range map[string]any{"repo_type": "gitlab", "token_type": k.tokenType, "status": "normal"} {
		if got := w.cli.Attributes(t, k.address)[attribute]; got != want {
			t.Errorf("%s is %v, expected %s", attribute, got, want)
		}
	}
	w.ClearFaults(t)
	w.cli.Plan(t).Expect(t, 0)
}

// A page that somebody else's server answers with deletes nothing.
func TestALoginPageDoesNotCountAsADeletion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	w.declare(t, k.declare("a-secret", ""))
	w.cli.Apply(t)
	w.fault(t, "DELETE", listCall+"/"+built, sandboxtest.Fault{Kind: "html", Status: 200})
	w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 1, "Could not delete ServiceStage authorization "+built, "not the documented 204")
	if w.cli.Attributes(t, k.address) == nil || len(w.Authorizations(t)) != 1 {
		t.Error("the state lost an authorization that exists")
	}
}

// An import that needed no change ends with the apply that is empty, which stores what its refresh found.
func TestASecretGivenAfterAnImportThatNeededNoneIsSent(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		made := sandboxtest.NewAuthorization{Name: built, RepoType: "gitlab", TokenType: k.tokenType, User: "tom"}
		config := "resource \"storeauth_servicestage_token_authorization\" \"test\" {\n  name = %q\n  repo_type = \"gitlab\"\n  %s\n}\n"
		if k.tokenType == "password" {
			made.RepoType = "bitbucket"
			config = "resource \"storeauth_servicestage_password_authorization\" \"test\" {\n  name = %q\n  repo_type = \"bitbucket\"\n  user_name = \"tom\"\n  %s\n}\n"
		}
		w.TakeAuthorization(t, made)
		w.declare(t, fmt.Sprintf(config, built, ""))
		w.cli.Run(t, "import", k.address, built).Expect(t, 0)
		w.cli.Plan(t).Expect(t, 0)
		w.cli.Apply(t)
		w.declare(t, fmt.Sprintf(config, built, k.secret+` = "rotated-secret"`))
		w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", "will be deleted and created again")
		w.cli.Apply(t)
		w.vendorHas(t, "rotated-secret")
		w.cli.Plan(t).Expect(t, 0)
	})
}

// create_before_destroy that comes from something that depends on the authorization.
const dependant = `
resource "terraform_data" "build" {
  triggers_replace = [%s.created_at]
  lifecycle {
    create_before_destroy = true
  }
}
`

func TestRotationAndDriftUnderCreateBeforeDestroy(t *testing.T) {
	eachSecretKind(t, func(t *testing.T, w *world, k secretKindTest) {
		more := fmt.Sprintf(dependant, k.address)
		w.declare(t, k.declare("first-secret", "")+more)
		w.cli.Apply(t)
		w.declare(t, k.declare("second-secret", "")+more)
		w.cli.Apply(t)
		w.vendorHas(t, "second-secret")
		w.ExpireAuthorization(t, built)
		w.cli.Apply(t)
		w.cli.Plan(t).Expect(t, 0)
		// Terraform's own replacement cannot work, and the error says why.
		w.cli.Run(t, "apply", "-auto-approve", "-replace="+k.address).Expect(t, 1, "The name "+built+" is taken",
			"that authorization is the one to be replaced", "create_before_destroy = false there, or give the new authorization another name")
		w.vendorHas(t, "second-secret")
		w.cli.Plan(t).Expect(t, 0)
		// What the error advises works.
		w.declare(t, k.declare("second-secret", "")+strings.Replace(more, "true", "false", 1))
		w.cli.Run(t, "apply", "-auto-approve", "-replace="+k.address).Expect(t, 0)
		w.cli.Plan(t).Expect(t, 0)
	})
}

func TestARenamedResourceIsToldOfMoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.declare(t, secretKinds["token"].declare("a-secret", ""))
	w.cli.Apply(t)
	renamed := `
resource "storeauth_servicestage_token_authorization" "renamed" {
  name      = "` + built + `"
  repo_type = "gitlab"
  host      = "https://git.example.com/"
  token_wo  = "a-secret"
}
`
	w.declare(t, renamed)
	w.cli.Plan(t).Expect(t, 1, "is deleted and created by one plan", "add a moved block from the former address")
	w.declare(t, renamed+"moved {\n  from = "+secretKinds["token"].address+"\n  to   = storeauth_servicestage_token_authorization.renamed\n}\n")
	w.cli.Apply(t).Expect(t, 0, "has moved to", "0 added, 0 changed, 0 destroyed")
	w.vendorHas(t, "a-secret")
}
