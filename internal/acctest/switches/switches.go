// Package switches tries every switch of a simulated vendor: what the provider makes of each way in which the vendor may
// behave. A vendor's test sets its scene.
package switches

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

// Test turns every switch of a simulated vendor to every value worth trying. With the switch on, Terraform refreshes the
// objects that stand, creates fresh ones, reads the data sources, opens the tokens, and destroys what it can. Each run must
// succeed or be refused with an explanation. After the switch is turned back everything must apply, and nothing be left to
// change. set sets the vendor up anew for each switch.
func Test(t *testing.T, vendor string, set func(*Stage) Scene) {
	t.Parallel()
	switches := sandboxtest.Start(t).Switches(t)[vendor]
	if len(switches) == 0 {
		t.Fatalf("%s has no switches", vendor)
	}
	for _, each := range switches {
		t.Run(each.Name, func(t *testing.T) {
			t.Parallel()
			st := newStage(t, vendor)
			st.Scene = set(st)
			for name := range st.Scene.Events {
				if !slices.ContainsFunc(switches, func(s sandboxtest.Switch) bool { return s.Name == name }) {
					t.Errorf("an event waits for the switch %s, which %s does not have", name, vendor)
				}
			}
			st.play(each)
		})
	}
}

// Scene is a vendor's objects in Terraform's language.
type Scene struct {
	// Kept is the provider block, and what could not be created again. Standing is applied before a switch is turned and
	// again afterwards; Fresh is applied only while the switch is on.
	Kept, Standing, Fresh string
	// Held counts what the vendor holds for these objects, such as tokens; nil where it holds nothing.
	Held func() int
	// Events are what must happen at the vendor for a switch to show, by the switch's name.
	Events map[string]Event
}

// Event happens while a switch is on. Each step may be nil.
type Event struct {
	// Before happens before Terraform runs, Between before it destroys, Undo after the switch is turned back.
	Before, Between, Undo func()
	// More is added to what is fresh.
	More string
	// Flags are for the run with the switch on.
	Flags []string
}

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

// play tries every value of a switch.
func (st *Stage) play(each sandboxtest.Switch) {
	s, e := st.Scene, st.Scene.Events[each.Name]
	if out := st.Apply("before the switch", s.Kept+s.Standing); out.Code != 0 {
		st.T.Fatalf("the scene does not stand: %s", out.Text)
	}
	if s.Held == nil {
		s.Held = func() int { return 0 }
	}
	usual := s.Held()
	for _, value := range each.Try {
		st.problems = nil
		st.SetSwitch(st.T, st.vendor, each.Name, value)
		happen(e.Before)
		st.Apply("with the switch", s.Kept+s.Standing+s.Fresh+e.More, e.Flags...)
		happen(e.Between)
		// Without a refresh, which might be refused before anything is destroyed.
		st.Apply("destroying", s.Kept, "-refresh=false")
		st.SetSwitch(st.T, st.vendor, each.Name, each.Default)
		happen(e.Undo)
		if out := st.Apply("after the switch", s.Kept+s.Standing); out.Code != 0 {
			st.problem("it does not apply after the switch was turned back: %s", out.Text)
		}
		if plan := st.CLI.Run(st.T, "plan", "-detailed-exitcode", "-input=false"); plan.Code != 0 {
			st.problem("a plan is not empty after the switch was turned back: %s", plan.Text)
		}
		if held := s.Held(); held != usual {
			st.problem("the vendor holds %d objects, %d are in the state", held, usual)
		}
		if len(st.problems) > 0 {
			st.T.Errorf("%s=%v:\n%s", each.Name, value, strings.Join(st.problems, "\n"))
		}
	}
}

func happen(step func()) {
	if step != nil {
		step()
	}
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
