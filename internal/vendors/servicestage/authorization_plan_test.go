package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// creations declare one of each kind that does not exist yet.
func creations() map[string]string {
	return map[string]string{
		"oauth":    oauth(),
		"token":    secretKinds["token"].declare("a-secret", ""),
		"password": secretKinds["password"].declare("a-secret", ""),
	}
}

func TestThePlanOfACreationFindsWhatAnApplyWouldMeet(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	down := newWorld(t)
	down.fault(t, "", "/*", sandboxtest.Fault{Kind: "html", Status: 503})
	key := []string{fmt.Sprintf("access_key = %q", w.key.AccessKey), fmt.Sprintf("secret_key = %q", w.key.SecretKey)}
	for problem, test := range map[string]struct{ provider, says string }{
		"a key that does not exist": {servicestage(w.URL, `access_key = "NOSUCHKEY00000000000"`, `secret_key = "example"`, `region = "cn-north-4"`),
			"There is no such access key"},
		"a wrong secret key": {servicestage(w.URL, key[0], `secret_key = "n0t-the-secret"`, `region = "cn-north-4"`), "The signature does not fit"},
		"a mistyped region":  {servicestage(w.URL, append(key, `region = "cn-norht-4"`)...), "no project with the region's name"},
		"no region":          {servicestage(w.URL, key...), "servicestage.region is needed"},
		"a malformed key":    {servicestage(w.URL, key[0], "secret_key = \"one\\ntwo\"", `region = "cn-north-4"`), "it has a line break inside"},
		"no answer":          {down.provider(), "HTTP 503"},
	} {
		for kind, config := range creations() {
			t.Run(problem+" "+kind, func(t *testing.T) {
				t.Parallel()
				acctest.NewCLI(t, test.provider+config).Plan(t).Expect(t, 1, test.says)
			})
		}
	}
}

func TestAMalformedEnvironmentIsFoundByThePlanOfACreation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cli := acctest.NewCLI(t, acctest.Provider(w.URL, "")+oauth())
	cli.Env = append(cli.Env, "HW_REGION_NAME=cn-north-4", "HW_ACCESS_KEY="+w.key.AccessKey, "HW_SECRET_KEY=one two")
	cli.Plan(t).Expect(t, 1, "servicestage.secret_key (or HW_SECRET_KEY in the environment)", "it has whitespace inside")
}

func TestThePlanOfACreationSeesATakenName(t *testing.T) {
	t.Parallel()
	for kind, config := range creations() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			const both = "add a moved block from the former address"
			declared := strings.ReplaceAll(config, "\""+name+"\"", "\""+built+"\"")
			own := map[string]string{"oauth": "oauth", "token": "personal", "password": "password"}[kind]
			other := map[string]string{"oauth": "personal", "token": "password", "password": "oauth"}[kind]
			w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: built, TokenType: other, User: "eve"})
			w.declare(t, declared)
			w.cli.Plan(t).Expect(t, 1, "The name "+built+" is taken", both, "token type "+other+", status normal, user eve", "import")
			// One of its own kind may be its own, tainted or under create_before_destroy; the apply changes nothing.
			w.DeleteAuthorization(t, built)
			w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: built, TokenType: own, User: "eve"})
			w.cli.Plan(t).Expect(t, 2, "The name "+built+" is taken", both, "import", "the apply fails and changes nothing")
			w.cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "The name "+built+" is taken", both)
			if made := w.Authorizations(t); len(made) != 1 || made[0].RepoUser != "eve" {
				t.Errorf("the project has %+v", made)
			}
		})
	}
}

func TestAPlanThatMayNotAskAsksNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for kind, config := range creations() {
		cli := acctest.NewCLI(t, strings.Replace(w.provider(), "max_retries", "verify_during_plan = false\n  max_retries", 1)+config)
		cli.Plan(t).Expect(t, 2)
		if calls := w.Count(t, "", "/servicestage/*"); calls != 0 {
			t.Errorf("%s: %d calls", kind, calls)
		}
	}
}

func TestARefreshThatMayNotAskKeepsWhatIsRecorded(t *testing.T) {
	t.Parallel()
	for kind, config := range creations() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			asking := *w.cli
			w.cli = w.cli.With("STOREAUTH_VERIFY_DURING_PLAN=false")
			if kind == "oauth" {
				w.adopted(t) // an import has nothing to keep, and asks
			} else {
				w.declare(t, config)
				w.cli.Apply(t)
			}
			w.DeleteAuthorization(t, w.Authorizations(t)[0].Name)
			w.ClearJournal(t)
			w.cli.Plan(t).Expect(t, 0)
			w.cli.Apply(t)
			if calls := w.Count(t, "", "/servicestage/*"); calls != 0 {
				t.Errorf("%d calls", calls)
			}
			asking.Plan(t).Expect(t, 2, "no longer exists")
		})
	}
}
