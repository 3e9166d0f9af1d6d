package servicestage_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// process starts a provider, as each plan and each apply of Terraform does.
func (w *world) process(t *testing.T) *protocoltest.Provider {
	t.Helper()
	return protocoltest.Start(t, provider.New("test")(), map[string]any{
		"sandbox_url": w.wire.URL, "max_retries": int64(0), "servicestage": map[string]any{
			"access_key": w.key.AccessKey, "secret_key": w.key.SecretKey,
			"region": sandboxtest.ServiceStageRegion, "project_id": sandboxtest.ServiceStageProject,
		}})
}

// arguments are a configuration with some arguments more or, where they are nil, less.
type arguments map[string]any

func (a arguments) with(more arguments) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, more)
	return all
}

var byPassword = arguments{"name": built, "repo_type": "bitbucket", "user_name": "tom", "password_wo": "first-secret"}

// object is a resource from one run to the next.
type object struct {
	*protocoltest.Resource
	w *world
}

func (w *world) object(t *testing.T, typeName string) *object {
	t.Helper()
	return &object{w.process(t).Resource(t, typeName), w}
}

// refreshed is the object in a new run, after its refresh.
func (o *object) refreshed(t *testing.T) protocoltest.Diagnostics {
	t.Helper()
	o.Resource = o.On(o.w.process(t))
	return o.Refresh(t)
}

// plan refreshes and plans in a new run.
func (o *object) plan(t *testing.T, config map[string]any) protocoltest.Plan {
	t.Helper()
	told := o.refreshed(t)
	plan := o.Plan(t, config)
	plan.Errors, plan.Warnings = append(told.Errors, plan.Errors...), append(told.Warnings, plan.Warnings...)
	return plan
}

// apply plans, and applies in a run of its own; it fails the test if that fails.
func (o *object) apply(t *testing.T, config map[string]any) protocoltest.Plan {
	t.Helper()
	plan := o.plan(t, config)
	told := o.carryOut(t, plan, nil)
	if len(plan.Errors)+len(told.Errors) > 0 {
		t.Fatalf("%v %v", plan.Errors, told.Errors)
	}
	return plan
}

// carryOut applies a plan in a run of its own. config holds what was unknown.
func (o *object) carryOut(t *testing.T, plan protocoltest.Plan, config map[string]any) protocoltest.Diagnostics {
	t.Helper()
	o.Resource = o.On(o.w.process(t))
	return o.Apply(t, plan, config)
}

// unchanged checks that a plan changes nothing.
func unchanged(t *testing.T, plan protocoltest.Plan) {
	t.Helper()
	if !plan.Empty() || len(plan.Errors) > 0 {
		t.Errorf("planned %v, %v", plan.Planned, plan.Errors)
	}
}

// updated checks that a plan changes the object in its place.
func updated(t *testing.T, plan protocoltest.Plan, says ...string) {
	t.Helper()
	if plan.Empty() || plan.Replace || len(plan.Errors) > 0 {
		t.Errorf("empty %t, replace %t, %v", plan.Empty(), plan.Replace, plan.Errors)
	}
	for _, phrase := range says {
		if !strings.Contains(plan.Words(), phrase) {
			t.Errorf("the plan lacks %q:\n%s", phrase, plan.Words())
		}
	}
}

const passwordType = "storeauth_servicestage_password_authorization"

func TestASecretThatIsGivenAgainIsSentUnlessItIsTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.object(t, passwordType)
	o.apply(t, byPassword)
	o.apply(t, byPassword.with(arguments{"password_wo": nil}))
	if version := o.State(t)["password_wo_version"]; version != nil {
		t.Errorf("version %v without a secret", version)
	}
	w.ClearJournal(t)
	o.apply(t, byPassword)
	if writes := w.Count(t, "POST", "/servicestage/*"); writes != 0 {
		t.Errorf("the same secret was sent %d times", writes)
	}
	o.apply(t, byPassword.with(arguments{"password_wo": nil}))
	updated(t, o.apply(t, byPassword.with(arguments{"password_wo": "second-secret"})), "will be deleted and created again")
	w.vendorHas(t, "second-secret")
	unchanged(t, o.plan(t, byPassword.with(arguments{"password_wo": "second-secret"})))
}

func TestANewVersionOfOnesOwnIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.object(t, passwordType)
	o.apply(t, byPassword)
	for step, change := range []arguments{
		{"password_wo_version": int64(7)},
		{"password_wo_version": int64(8), "password_wo": "second-secret"},
		{"password_wo_version": int64(8), "password_wo": "third-secret"},
	} {
		w.ClearJournal(t)
		o.apply(t, byPassword.with(change))
		// A proof, and the authorization itself; nothing under the same version.
		if writes, want := w.Count(t, "POST", "/servicestage/*"), []int{2, 2, 0}[step]; writes != want {
			t.Errorf("step %d: %d POSTs, expected %d", step, writes, want)
		}
	}
	w.vendorHas(t, "second-secret")
	plan := o.plan(t, byPassword.with(arguments{"password_wo_version": int64(9), "password_wo": nil}))
	if len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0], "set password_wo") {
		t.Errorf("a new version without a secret: %v", plan.Errors)
	}
}

// imported imports an authorization that somebody made in the console, with the command or with an import block, and applies
// the first plan.
func imported(t *testing.T, w *world, command bool, first map[string]any) *object {
	t.Helper()
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: built, RepoType: "bitbucket", TokenType: "password", User: "tom"})
	o := w.object(t, passwordType)
	if told := o.Import(t, built); len(told.Errors) > 0 {
		t.Fatal(told.Errors)
	}
	if told := o.Refresh(t); len(told.Errors) > 0 {
		t.Fatal(told.Errors)
	}
	plan := o.Plan(t, first)
	if command {
		plan = o.plan(t, first)
	}
	if plan.Replace || len(plan.Errors) > 0 {
		t.Fatalf("the first plan: replace %t, %v", plan.Replace, plan.Errors)
	}
	if !plan.Empty() {
		if told := o.carryOut(t, plan, nil); len(told.Errors) > 0 {
			t.Fatal(told.Errors)
		}
	}
	w.vendorHas(t, "")
	return o
}

func TestTheFirstPlanAfterAnImportSendsNothing(t *testing.T) {
	t.Parallel()
	for name, command := range map[string]bool{"command": true, "block": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := imported(t, w, command, byPassword)
			unchanged(t, o.plan(t, byPassword))
			o.apply(t, byPassword.with(arguments{"password_wo": "second-secret"}))
			w.vendorHas(t, "second-secret")
		})
	}
}

// An import that needed no change ends all the same.
func TestWhatChangesLongAfterAnImportIsSent(t *testing.T) {
	t.Parallel()
	without := byPassword.with(arguments{"password_wo": nil})
	for name, change := range map[string]arguments{
		"first secret":         {},
		"secret and a version": {"password_wo_version": int64(3)},
		"another user":         {"user_name": "anna"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := imported(t, w, true, without)
			unchanged(t, o.plan(t, without))
			updated(t, o.apply(t, byPassword.with(change)), "will be deleted and created again")
			w.vendorHas(t, "first-secret")
			if user := w.Authorizations(t)[0].RepoUser; change["user_name"] != nil && user != change["user_name"] {
				t.Errorf("the vendor has user %s", user)
			}
		})
	}
	t.Run("another user without a secret", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		o := imported(t, w, true, without)
		o.refreshed(t)
		if plan := o.plan(t, byPassword.with(arguments{"password_wo": nil, "user_name": "anna"})); len(plan.Errors) != 1 ||
			!strings.Contains(plan.Errors[0], "Changing user_name") {
			t.Errorf("%v", plan.Errors)
		}
	})
}

func TestAnImportOfAnotherTypeIsAnErrorAndNoReplacement(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: built, RepoType: "github", TokenType: "password", User: "tom"})
	o := w.object(t, passwordType)
	o.Import(t, built)
	plan := o.plan(t, byPassword)
	if plan.Replace || len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0], `repo_type is "bitbucket" in the configuration, and "github" at the vendor`) {
		t.Errorf("replace %t, %v", plan.Replace, plan.Errors)
	}
}

// Drift of an import that has no secret: nothing can mend it, and nothing else of the configuration may suffer.
func TestDriftWithoutASecretIsAChangeThatSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	without := byPassword.with(arguments{"password_wo": nil})
	o := imported(t, w, true, without)
	unchanged(t, o.plan(t, without))
	w.ExpireAuthorization(t, built)
	for range 2 {
		plan := o.plan(t, without)
		updated(t, plan, "does not work any more", "Set password_wo, or authorize it again")
		if told := o.carryOut(t, plan, nil); len(told.Errors) > 0 {
			t.Errorf("%v", told.Errors)
		}
	}
	updated(t, o.apply(t, byPassword), "does not work any more", "deleted and created again")
	w.vendorHas(t, "first-secret")
	unchanged(t, o.plan(t, byPassword))
}

func TestASecretUnknownAtPlanIsSentOnlyIfItIsAnother(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		late  arguments
		posts int
	}{
		"and the same":             {arguments{}, 0},
		"and another one":          {arguments{"password_wo": "second-secret"}, 2},
		"and the user another one": {arguments{"user_name": "anna"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := w.object(t, passwordType)
			o.apply(t, byPassword)
			w.ClearJournal(t)
			unknown := arguments{"password_wo": protocoltest.Unknown}
			if c.late["user_name"] != nil {
				unknown["user_name"] = protocoltest.Unknown
			}
			plan := o.plan(t, byPassword.with(unknown))
			updated(t, plan)
			if plan.Planned["password_wo_version"] != protocoltest.Unknown {
				t.Errorf("planned version %v", plan.Planned["password_wo_version"])
			}
			if told := o.carryOut(t, plan, byPassword.with(c.late)); len(told.Errors) > 0 {
				t.Fatal(told.Errors)
			}
			if posts := w.Count(t, "POST", "/servicestage/*"); posts != c.posts {
				t.Errorf("%d POSTs, expected %d", posts, c.posts)
			}
			if deletions := w.Count(t, "DELETE", "/servicestage/*"); deletions != c.posts {
				t.Errorf("%d deletions, expected %d", deletions, c.posts)
			}
			unchanged(t, o.plan(t, byPassword.with(c.late)))
		})
	}
}

// Terraform plans in no certain order: one plan that deletes a name and creates it elsewhere is refused either way.
func TestANameThatOnePlanDeletesAndCreatesIsRefused(t *testing.T) {
	t.Parallel()
	for name, creationFirst := range map[string]bool{"creation first": true, "deletion first": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			old := w.object(t, passwordType)
			old.apply(t, byPassword)
			run := w.process(t)
			old.Resource = old.On(run)
			renamed := run.Resource(t, passwordType)
			steps := []func() protocoltest.Plan{
				func() protocoltest.Plan { return renamed.Plan(t, byPassword) },
				func() protocoltest.Plan { return old.Plan(t, nil) },
			}
			if !creationFirst {
				slices.Reverse(steps)
			}
			if first := steps[0](); len(first.Errors) > 0 {
				t.Errorf("the first plan: %v", first.Errors)
			}
			if second := steps[1](); len(second.Errors) != 1 || !strings.Contains(second.Errors[0], "add a moved block") {
				t.Errorf("the second plan: %v", second.Errors)
			}
		})
	}
}
