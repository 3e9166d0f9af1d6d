package servicestage_test

import (
	"slices"
	"strings"
	"testing"
)

// The order in which Terraform reads and plans two resources is not certain.
func TestACallbackThatAnotherOneHasUsedIsRefusedInEitherOrder(t *testing.T) {
	t.Parallel()
	const oauthType = "storeauth_servicestage_oauth_authorization"
	for name, c := range map[string]struct{ userFirst, userGoes bool }{
		"the user first":                    {userFirst: true},
		"the other one first":               {},
		"the user first, and is deleted":    {userFirst: true, userGoes: true},
		"the other one first, user deleted": {userGoes: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			pending := arguments{"name": numbered(1), "repo_type": "github"}
			user := w.object(t, oauthType)
			user.apply(t, pending)
			address, _ := user.State(t)["authorize_url"].(string)
			callback := w.Browse(t, address, "tom")
			used := pending.with(arguments{"callback_url_wo": callback.URL})
			user.apply(t, used)
			run := w.process(t)
			user.Resource = user.On(run)
			other := run.Resource(t, oauthType)
			usersNext := used
			if c.userGoes {
				usersNext = nil
			}
			var told []string
			plans := []func(){
				func() { user.Refresh(t); told = append(told, user.Plan(t, usersNext).Errors...) },
				func() {
					told = append(told, other.Plan(t, arguments(used).with(arguments{"name": numbered(2)})).Errors...)
				},
			}
			if !c.userFirst {
				slices.Reverse(plans)
			}
			for _, plan := range plans {
				plan()
			}
			if len(told) != 1 || !strings.Contains(told[0], "The callback of ServiceStage authorization "+numbered(2)+" is also "+numbered(1)+"'s") {
				t.Errorf("%v", told)
			}
		})
	}
}

// A used callback may stay in the configuration, so it may still be there when the authorization gets another name.
func TestAUsedCallbackIsNotSentForAnotherName(t *testing.T) {
	t.Parallel()
	for how, options := range map[string][]string{"refreshed": nil, "without a refresh": {"-refresh=false"}} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			used := withCallback(w.authorized(t).URL)
			const other = "other-name"
			w.declare(t, strings.ReplaceAll(oauth(used), name, other))
			w.cli.Plan(t, options...).Expect(t, 2, "1 to add, 0 to change, 1 to destroy")
			w.cli.Run(t, append([]string{"apply", "-auto-approve"}, options...)...).Expect(t, 0, "was used before and is not sent again")
			w.status(t, "pending")
			if made := w.Authorizations(t); len(made) != 0 {
				t.Errorf("the project has %+v", made)
			}
			// The next run knows it, too.
			w.cli.Apply(t).Expect(t, 0, "was used before and is not sent again")
			w.sentCodes(t, 1)
			w.declare(t, strings.ReplaceAll(oauth(withCallback(w.browse(t, "anna").URL)), name, other))
			w.cli.Apply(t)
			w.status(t, "normal")
			w.sentCodes(t, 2)
		})
	}
}

// A callback may grow too old between a plan and its approval. Terraform lets an ephemeral variable differ then.
func TestASavedPlanIsAppliedWithAnotherCallback(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	used := w.authorized(t).URL
	const variable = "variable \"callback\" {\n  type      = string\n  ephemeral = true\n}\n"
	w.declare(t, variable+oauth("callback_url_wo = var.callback"))
	with := func(callback string) string { return "-var=callback=" + callback }
	for sent, choose := range []func(one, other string) (planned, applied string){
		func(one, _ string) (string, string) { return used, one },
		func(one, other string) (string, string) { return one, other },
	} {
		w.DeleteAuthorization(t, name)
		w.cli.Run(t, "apply", "-auto-approve", with(used)).Expect(t, 0)
		one, other := w.browse(t, "anna").URL, w.browse(t, "anna").URL
		w.cli.Plan(t, "-out=saved", with(one)).Expect(t, 2)
		w.cli.Run(t, "apply", with(used), "saved").Expect(t, 0, "was used before and is not sent again")
		planned, applied := choose(one, other)
		w.cli.Plan(t, "-out=saved", with(planned)).Expect(t, 2)
		w.cli.Run(t, "apply", with(applied), "saved").Expect(t, 0)
		w.status(t, "normal")
		w.sentCodes(t, sent+2)
	}
}
