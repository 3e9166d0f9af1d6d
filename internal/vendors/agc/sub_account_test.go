package agc_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const accountType = "storeauth_agc_service_account"

func TestServiceAccountIsNamedBySubAccountOrByItsKey(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateAGCServiceAccount(t), sb.CreateAGCServiceAccount(t)
	p := protocoltest.Start(t, provider.New("test")(), map[string]any{"sandbox_url": sb.URL, "max_retries": 0,
		"agc": map[string]any{"secrets": map[string]any{a.ID: a.KeyFile, b.ID: b.KeyFile}}})
	r := p.Resource(t, accountType)
	adopt := func(what string, config map[string]any, replace bool) {
		t.Helper()
		plan := r.Plan(t, config)
		if told := r.Apply(t, plan, nil); len(plan.Errors)+len(told.Errors) > 0 || plan.Replace != replace {
			t.Fatalf("%s: %v %v, replaces: %t", what, plan.Errors, told.Errors, plan.Replace)
		}
		if again := r.Plan(t, config); !again.Empty() {
			t.Errorf("%s: the second plan is not empty: %v", what, again.Planned)
		}
	}
	adopt("named", map[string]any{"sub_account": " " + a.ID}, false)
	if got := r.State(t); got["sub_account"] != " "+a.ID || got["key_id"] != a.KeyID || got["status"] != "active" {
		t.Errorf("the state is %v", got)
	}
	adopt("named without the whitespace", map[string]any{"sub_account": a.ID}, false)
	adopt("by its own key", map[string]any{"key_wo": a.KeyFile}, false)
	adopt("by both", map[string]any{"key_wo": a.KeyFile, "sub_account": a.ID}, false)
	adopt("another one named", map[string]any{"sub_account": b.ID}, true)
	if plan := r.Plan(t, map[string]any{"sub_account": protocoltest.Unknown}); len(plan.Errors) > 0 || !plan.Replace {
		t.Errorf("an account that is not known yet: %v, replaces: %t", plan.Errors, plan.Replace)
	}
	acctest.ExpectPhrases(t, r.Validate(t, map[string]any{"sub_account": a.ID, "key_wo": b.KeyFile}).Words(),
		"Key of another service account", "account "+b.ID+", and sub_account is "+a.ID)
	acctest.ExpectPhrases(t, r.Validate(t, map[string]any{"sub_account": a.KeyFile}).Words(), "Invalid sub_account")
}

func TestServiceAccountOfTheMapGivesTokensByEitherArgument(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateAGCServiceAccount(t)
	p := protocoltest.Start(t, provider.New("test")(), map[string]any{"sandbox_url": sb.URL, "max_retries": 0,
		"agc": map[string]any{"secrets": map[string]any{a.ID: a.KeyFile}}})
	for _, argument := range []string{"client_id", "sub_account"} {
		named := map[string]any{argument: a.ID}
		opened, told := p.Open(t, "storeauth_agc_access_token", named)
		if headers, _ := opened.Result["headers"].(map[string]any); len(told.Errors) > 0 || len(headers) != 1 || headers["Authorization"] == nil {
			t.Errorf("the token by %s: %v, headers %v", argument, told.Errors, headers)
		}
		if read, told := p.Read(t, "storeauth_agc_token_validation", named); read["valid"] != true {
			t.Errorf("the validation by %s: %v %v", argument, read, told)
		}
	}
}

func TestCredentialsOfTheMapAreUsedAtTheSiteOfTheResource(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	p := protocoltest.Start(t, provider.New("test")(), map[string]any{"sandbox_url": sb.URL, "max_retries": 0,
		"agc": map[string]any{"site": "russia", "secrets": map[string]any{c.ID: c.Secret}}})
	for configured, used := range map[any]string{nil: "russia", "singapore": "singapore"} {
		r := p.Resource(t, "storeauth_agc_api_client")
		sb.DeleteAGCClient(t, c.ID)
		plan := r.Plan(t, map[string]any{"client_id": c.ID, "site": configured})
		acctest.ExpectPhrases(t, plan.Words(), "at AppGallery Connect, site "+used)
		sb.RestoreAGCClient(t, c.ID)
	}
}
