package switches

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

// Stage is a sandbox for one switch, and a directory in which Terraform runs against it.
type Stage struct {
	*sandboxtest.Sandbox
	T   *testing.T
	CLI *acctest.CLI
	// Scene is what Test was given for this stage.
	Scene Scene

	vendor    string
	secrecy   *acctest.Secrecy
	variables string
	// problems are those of the value that is being tried.
	problems []string
}

func newStage(t *testing.T, vendor string) *Stage {
	t.Helper()
	sb := sandboxtest.Start(t)
	st := &Stage{Sandbox: sb, T: t, vendor: vendor, secrecy: acctest.NewSecrecy(t, sb, nil)}
	st.CLI = st.secrecy.CLI
	st.CLI.Env = append(st.CLI.Env, "TF_REATTACH_PROVIDERS="+acctest.Serve(t, "storeauth/storeauth", func() tfprotov6.ProviderServer { return server.New(provider.New("test")()) }))
	return st
}

func (st *Stage) problem(format string, args ...any) {
	st.problems = append(st.problems, fmt.Sprintf(format, args...))
}

// message is a line of Terraform's output in JSON: a diagnostic, or a word about an object, such as apply_errored.
type message struct {
	Type       string
	Diagnostic diagnostic
	Hook       struct{ Resource struct{ Addr string } }
}

type diagnostic struct{ Severity, Summary, Detail, Address string }

// Apply applies a configuration and notes what must not be: an error without an explanation, a secret, an object that a
// refusal loses or changes in the state.
func (st *Stage) Apply(when, config string, args ...string) acctest.Output {
	before := st.managed()
	st.CLI.Write(st.T, st.variables+config)
	out := st.CLI.Run(st.T, append([]string{"apply", "-json", "-auto-approve", "-input=false"}, args...)...)
	st.secrecy.Check(st.T, "the output "+when, out.Text)
	refused := map[string]bool{}
	for line := range strings.Lines(out.Text) {
		var m message
		if json.Unmarshal([]byte(line), &m) != nil {
			st.problem("%s, Terraform printed: %s", when, line)
		}
		d := m.Diagnostic
		if !explained(d) {
			st.problem("%s, not explained: %s at %s: %s\n%s", when, d.Severity, d.Address, d.Summary, d.Detail)
		}
		if d.Severity == "error" {
			refused[d.Address] = true
		}
		// The diagnostic of a refused destruction names no object.
		if m.Type == "apply_errored" {
			refused[m.Hook.Resource.Addr] = true
		}
	}
	if (out.Code == 0) != (len(refused) == 0) {
		st.problem("%s, exit code %d with %d refusals", when, out.Code, len(refused))
	}
	after := st.managed()
	for address, object := range before {
		now, held := after[address]
		switch {
		case !held && (refused[address] || strings.Contains(config, declaration(address))):
			st.problem("%s, %s is lost from the state", when, address)
		case held && refused[address] && !reflect.DeepEqual(now, object):
			st.problem("%s, %s was refused and yet changed in the state:\n%v\n%v", when, address, object, now)
		}
	}
	return out
}

// declaration is how a configuration begins the resource at an address.
func declaration(address string) string {
	kind, name, _ := strings.Cut(address, ".")
	return fmt.Sprintf("resource %q %q", kind, name)
}

// explained reports whether a diagnostic blames no program and, if it is an error, tells what was tried and where to read on.
func explained(d diagnostic) bool {
	text := d.Summary + "\n" + d.Detail
	for _, word := range []string{"bug", "inconsistent", "panic"} {
		if strings.Contains(text, word) {
			return false
		}
	}
	return d.Severity != "error" || strings.Contains(text, "Tried to ") && strings.Contains(text, "/docs/guides/")
}

// observed are the attributes that record what the vendor says, which a refusal may change.
var observed = []string{"status", "reason", "granted_scopes"}

// managed is the managed resources in the state, without what is only observed.
func (st *Stage) managed() map[string]any {
	var state struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []struct {
				Status     string
				Attributes map[string]any
			}
		}
	}
	if text := st.CLI.State(st.T); text != "" {
		if err := json.Unmarshal([]byte(text), &state); err != nil {
			st.T.Fatal(err)
		}
	}
	objects := map[string]any{}
	for _, r := range state.Resources {
		if r.Mode == "managed" && len(r.Instances) > 0 {
			for _, name := range observed {
				delete(r.Instances[0].Attributes, name)
			}
			objects[r.Type+"."+r.Name] = r.Instances[0]
		}
	}
	return objects
}

// Secret is an expression for a secret that stands in no file and must appear nowhere.
func (st *Stage) Secret(name, value string) string {
	st.secrecy.Know(name, value)
	st.CLI.Env = append(st.CLI.Env, "TF_VAR_"+name+"="+value)
	st.variables += fmt.Sprintf("variable %q {\n  type      = string\n  sensitive = true\n  ephemeral = true\n}\n", name)
	return "var." + name
}

// Provider is the provider block with the vendor's arguments.
func (st *Stage) Provider(lines ...string) string {
	return acctest.Provider(st.secrecy.URL, "  "+st.vendor+" = {\n    "+strings.Join(lines, "\n    ")+"\n  }")
}

// Alone applies one object of a configuration whose provider block is somebody else's, and nothing else. A second block beside
// the scene's would not do: the provider that these tests serve has one configuration at a time.
func (st *Stage) Alone(config, address string) { st.Apply("alone", config, "-target="+address) }

// Ours makes a foreign app one's own again.
func (st *Stage) Ours(app string) {
	st.Console(st.T, http.MethodPost, app+"/foreign", map[string]bool{"foreign": false}, nil)
}

// Token obtains an access token as another program would.
func (st *Stage) Token(path, contentType, body string) string {
	st.T.Helper()
	req, err := http.NewRequestWithContext(st.T.Context(), http.MethodPost, st.secrecy.URL+path, strings.NewReader(body))
	if err != nil {
		st.T.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		st.T.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || answer.Token == "" {
		st.T.Fatalf("no token: %v", err)
	}
	return answer.Token
}
