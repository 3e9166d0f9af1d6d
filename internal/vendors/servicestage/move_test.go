package servicestage_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	movedToken    = "ghp_abcdefghijklmnopqrstuvwxyz01"
	movedPassword = "Example-Passw0rd"
	// What huaweicloud/huaweicloud 1.97.1 writes, and so did 1.35.2, its first release with these types.
	movedTokenState = `{"id": "hwc-made", "name": "hwc-made", "region": "cn-north-4", "type": "github", "host": "https://api.github.com",
		"token": "` + movedToken + `"}`
	movedPasswordState = `{"id": "hwc-password", "name": "hwc-password", "region": "cn-north-4", "type": "devcloud", "user_name": "tenant/user",
		"password": "` + movedPassword + `"}`
	neighbour = "registry.terraform.io/huaweicloud/huaweicloud"
)

// moveKind is an authorization that is moved: its types there and here, its state there, and what is declared here.
type moveKind struct {
	from, to, state, argument, secret string
	config                            arguments
	made                              sandboxtest.NewAuthorization
}

var moveKinds = map[string]moveKind{
	"token": {
		"huaweicloud_servicestage_repo_token_authorization", "storeauth_servicestage_token_authorization", movedTokenState, "token_wo", movedToken,
		arguments{"name": "hwc-made", "repo_type": "github"},
		sandboxtest.NewAuthorization{Name: "hwc-made", RepoType: "github", TokenType: "personal", User: "tom"},
	},
	"password": {
		"huaweicloud_servicestage_repo_password_authorization", "storeauth_servicestage_password_authorization", movedPasswordState, "password_wo", movedPassword,
		arguments{"name": "hwc-password", "repo_type": "devcloud", "user_name": "tenant/user"},
		sandboxtest.NewAuthorization{Name: "hwc-password", RepoType: "devcloud", TokenType: "password", User: "tenant/user"},
	},
}

func TestAuthorizationsMoveHereFromHuaweicloud(t *testing.T) {
	t.Parallel()
	for name, k := range moveKinds {
		imported := strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(k.state, `"`+k.secret+`"`, "null"), `"https://api.github.com"`, "null"), `"tenant/user"`, "null")
		for what, c := range map[string]struct {
			state string
			more  arguments
			// said is what the plan warns of. writes are the calls of the apply that change something. kept says that the plan is empty.
			said   string
			writes int
			kept   bool
		}{
			"with its secret":                 {state: k.state, more: arguments{k.argument: k.secret}, kept: true},
			"without a secret":                {state: k.state}, // its version goes with it
			"with another secret":             {state: k.state, more: arguments{k.argument: "another-secret"}, said: "will be deleted and created again", writes: 4},
			"imported there, with a secret":   {state: imported, more: arguments{k.argument: k.secret}, said: "is taken for the right one"},
			"imported there, without one":     {state: imported, kept: true},
			"with a region that is not known": {state: strings.Replace(k.state, `"cn-north-4"`, "null", 1), more: arguments{k.argument: k.secret}, kept: true},
		} {
			t.Run(name+" "+what, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.TakeAuthorization(t, k.made)
				r := w.object(t, k.to)
				if told := r.Move(t, neighbour, k.from, c.state); len(told.Errors) > 0 {
					t.Fatal(told.Errors)
				}
				if held := fmt.Sprint(r.State(t)); strings.Contains(held, k.secret) {
					t.Errorf("the secret is kept: %s", held)
				}
				if told := r.Refresh(t); len(told.Errors) > 0 {
					t.Fatal(told.Errors)
				}
				config := k.config.with(c.more)
				plan := r.Plan(t, config)
				if len(plan.Errors) > 0 || plan.Replace || plan.Empty() != c.kept || !strings.Contains(plan.Words(), c.said) {
					t.Errorf("replaces %v, empty %v, says: %s", plan.Replace, plan.Empty(), plan.Words())
				}
				w.ClearJournal(t)
				if told := r.Apply(t, plan, nil); len(told.Errors) > 0 {
					t.Fatal(told.Errors)
				}
				if writes := w.Count(t, "POST", "/servicestage/*") + w.Count(t, "DELETE", "/servicestage/*"); writes != c.writes {
					t.Errorf("%d writes, expected %d", writes, c.writes)
				}
				if again := r.Plan(t, config); !again.Empty() || r.State(t)["status"] != "normal" {
					t.Errorf("the next plan is not empty, or the status is %v: %s", r.State(t)["status"], again.Words())
				}
			})
		}
	}
}

func TestTheUsualHostAndNoneMeanTheSame(t *testing.T) {
	t.Parallel()
	k := moveKinds["token"]
	for name, c := range map[string]struct {
		recorded string
		declared arguments
		writes   int
	}{
		"usual there, usual here": {"https://api.github.com", arguments{"host": "https://api.github.com"}, 0},
		"none there, usual here":  {"", arguments{"host": "https://github.com"}, 0},
		"usual there, none here":  {"https://github.com", nil, 0},
		"other there, none here":  {"https://git.example.com/github", nil, 4},
		"other there, same here":  {"https://git.example.com/github", arguments{"host": "https://git.example.com/github"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.TakeAuthorization(t, k.made)
			r := w.object(t, k.to)
			r.Move(t, neighbour, k.from, strings.Replace(k.state, "https://api.github.com", c.recorded, 1))
			r.Refresh(t)
			config := arguments(k.config.with(c.declared)).with(arguments{k.argument: k.secret})
			plan := r.Plan(t, config)
			w.ClearJournal(t)
			if told := r.Apply(t, plan, nil); len(told.Errors) > 0 {
				t.Fatal(told.Errors)
			}
			if writes := w.Count(t, "POST", "/servicestage/*") + w.Count(t, "DELETE", "/servicestage/*"); writes != c.writes {
				t.Errorf("%d writes, expected %d", writes, c.writes)
			}
			if again := r.Plan(t, config); !again.Empty() {
				t.Errorf("the next plan is not empty: %s", again.Words())
			}
		})
	}
}

func TestWhatCannotBeMovedSaysWhatCan(t *testing.T) {
	t.Parallel()
	k := moveKinds["token"]
	for name, c := range map[string]struct{ provider, from, state, says string }{
		"another provider":  {"registry.terraform.io/example/other", k.from, k.state, "Only a " + k.from},
		"another type":      {neighbour, "huaweicloud_servicestage_repo_password_authorization", k.state, "Only a " + k.from},
		"no type":           {neighbour, k.from, `{"id": "hwc-made", "token": "` + k.secret + `"}`, "has no id or no type"},
		"not JSON":          {neighbour, k.from, `{"id": "hwc-made", "token": "` + k.secret + `"`, "has no id or no type"},
		"another JSON type": {neighbour, k.from, `{"id": "hwc-made", "type": "github", "token": ["` + k.secret + `"]}`, "has no id or no type"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := newWorld(t).object(t, k.to).Move(t, c.provider, c.from, c.state)
			if words := told.Words(); len(told.Errors) != 1 || !strings.Contains(words, c.says) || strings.Contains(words, k.secret) {
				t.Errorf("said: %s", words)
			}
		})
	}
}

// TestMovedBlocksMoveFromHuaweicloud uses moved blocks on the command line. The other provider is a stand-in, because Terraform
// wants the schema of what it moves from; another object of it stays untouched.
func TestMovedBlocksMoveFromHuaweicloud(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config, resources := "", []string{stateOf("huaweicloud_servicestage_repo_token_authorization", "stays", strings.ReplaceAll(movedTokenState, "hwc-made", "hwc-stays"))}
	for name, k := range moveKinds {
		w.TakeAuthorization(t, k.made)
		resources = append(resources, stateOf(k.from, name, k.state))
		config += fmt.Sprintf("moved {\n  from = %s.%s\n  to   = %s.%s\n}\nvariable %q {\n  type      = string\n  ephemeral = true\n}\n", k.from, name, k.to, name, name)
		config += fmt.Sprintf("resource %q %q {\n  %s = var.%s\n", k.to, name, k.argument, name)
		for argument, value := range k.config {
			config += fmt.Sprintf("  %s = %q\n", argument, value)
		}
		config += "}\n"
		w.cli.Env = append(w.cli.Env, "TF_VAR_"+name+"="+k.secret)
	}
	state := `{"version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "00000000-0000-0000-0000-000000000001", "outputs": {}, "resources": [` +
		strings.Join(resources, ", ") + "]}"
	if err := os.WriteFile(filepath.Join(w.cli.Dir, "terraform.tfstate"), []byte(state), 0o600); err != nil {
		t.Fatal(err)
	}
	w.cli.Env = append(w.cli.Env, "TF_REATTACH_PROVIDERS="+acctest.Serve(t, "huaweicloud/huaweicloud",
		func() tfprotov6.ProviderServer { return providerserver.NewProtocol6(standIn{})() }))
	w.cli.WriteAlone(t, `terraform {
  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
    huaweicloud = {
      source = "huaweicloud/huaweicloud"
    }
  }
}
resource "huaweicloud_servicestage_repo_token_authorization" "stays" {
  name  = "hwc-stays"
  type  = "github"
  host  = "https://api.github.com"
  token = "`+movedToken+`"
}
`+w.provider()+config)
	out := w.cli.Run(t, "plan", "-input=false", "-out=plan")
	out.Expect(t, 0, "Plan: 0 to add, 0 to change, 0 to destroy.", "has moved to storeauth_servicestage_token_authorization.token",
		"has moved to storeauth_servicestage_password_authorization.password")
	w.ClearJournal(t)
	w.cli.Run(t, "apply", "plan").Expect(t, 0)
	if writes := w.Count(t, "POST", "/servicestage/*") + w.Count(t, "DELETE", "/servicestage/*"); writes != 0 {
		t.Errorf("%d writes", writes)
	}
	if after := w.cli.State(t); strings.Contains(after, movedPassword) || strings.Count(after, movedToken) != 1 {
		t.Errorf("the state holds a secret that moved, or lost that of the object that stays:\n%s", after)
	}
	w.cli.Plan(t).Expect(t, 0)
}

func stateOf(typeName, name, attributes string) string {
	return fmt.Sprintf(`{"mode": "managed", "type": %q, "name": %q, "provider": "provider[\"%s\"]", "instances": [{"schema_version": 0, "attributes": %s,
		"sensitive_attributes": [], "private": "bnVsbA=="}]}`, typeName, name, neighbour, attributes)
}

// standIn is another provider: its two types, with the attributes that theirs have, and no vendor behind them.
type standIn struct{}

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "huaweicloud"
}
func (standIn) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}
func (standIn) DataSources(context.Context) []func() datasource.DataSource                        { return nil }
func (standIn) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		func() resource.Resource {
			return standInAuthorization{"huaweicloud_servicestage_repo_token_authorization", []string{"token", "host"}}
		},
		func() resource.Resource {
			return standInAuthorization{"huaweicloud_servicestage_repo_password_authorization", []string{"user_name", "password"}}
		},
	}
}

type standInAuthorization struct {
	typeName string
	more     []string
}

func (a standInAuthorization) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = a.typeName
}

func (a standInAuthorization) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema.Attributes = map[string]schema.Attribute{
		"id":     schema.StringAttribute{Computed: true},
		"region": schema.StringAttribute{Optional: true, Computed: true},
	}
	for _, name := range append([]string{"name", "type"}, a.more...) {
		resp.Schema.Attributes[name] = schema.StringAttribute{Optional: true}
	}
}

// Read keeps what is there: an empty answer would say that it is gone.
func (standInAuthorization) Read(_ context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	resp.State = req.State
}
func (standInAuthorization) Create(context.Context, resource.CreateRequest, *resource.CreateResponse) {
}
func (standInAuthorization) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {
}
func (standInAuthorization) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
}
