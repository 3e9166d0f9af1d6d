package provider_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// knownDefects are the values of switches that the provider does not survive, such as `iot/token_type="Bearer"`, each with a
// sentence about what is wrong. What is mended must leave the table.
var knownDefects = map[string]string{}

// TestEverySwitchIsSurvived turns every switch of the simulated vendors to every value worth trying. With the switch on,
// Terraform refreshes the objects that stand, creates fresh ones, reads the data sources, opens the tokens, and destroys
// what it can. Each run must succeed or be refused with an explanation. After the switch is turned back everything must
// apply, and nothing be left to change.
func TestEverySwitchIsSurvived(t *testing.T) {
	t.Parallel()
	all := sandboxtest.Start(t).Switches(t)
	if got, want := slices.Sorted(maps.Keys(scenes)), slices.Sorted(maps.Keys(all)); !slices.Equal(got, want) {
		t.Fatalf("there are scenes for %v, and switches of %v", got, want)
	}
	for vendor, switches := range all {
		for _, each := range switches {
			t.Run(vendor+"/"+each.Name, func(t *testing.T) {
				t.Parallel()
				newStage(t, vendor, each.Name).play(each)
			})
		}
	}
}

// scene is a vendor's objects in Terraform's language.
type scene struct {
	// kept is the provider block, and what could not be created again. standing is applied before a switch is turned and
	// again afterwards; fresh is applied only while the switch is on.
	kept, standing, fresh string
	// held counts what the vendor holds for these objects, such as tokens; nil where it holds nothing.
	held func() int
	// events are what must happen at the vendor for a switch to show, by the switch's name.
	events map[string]event
}

// event happens while a switch is on. Each step may be nil.
type event struct {
	// before happens before Terraform runs, between before it destroys, undo after the switch is turned back.
	before, between, undo func()
	// more is added to what is fresh.
	more string
	// flags are for the run with the switch on.
	flags []string
}

// scenes set the vendors up.
var scenes = map[string]func(*stage) scene{
	"agc": agcScene, "amazon": amazonScene, "galaxy": galaxyScene, "iot": iotScene, "servicestage": servicestageScene,
}

// stage is a sandbox for one switch, and a directory in which Terraform runs against it.
type stage struct {
	*sandboxtest.Sandbox
	t         *testing.T
	vendor    string
	cli       *acctest.CLI
	secrecy   *acctest.Secrecy
	variables string
	scene     scene
	event     event
	// problems are those of the value that is being tried.
	problems []string
}

func newStage(t *testing.T, vendor, switchName string) *stage {
	t.Helper()
	sb := sandboxtest.Start(t)
	st := &stage{Sandbox: sb, t: t, vendor: vendor, secrecy: acctest.NewSecrecy(t, sb, nil)}
	st.cli = st.secrecy.CLI
	st.cli.Env = append(st.cli.Env, "TF_REATTACH_PROVIDERS="+serveProvider(t))
	st.scene = scenes[vendor](st)
	st.event = st.scene.events[switchName]
	return st
}

// play tries every value of a switch.
func (st *stage) play(each sandboxtest.Switch) {
	s, e := st.scene, st.event
	if out := st.apply("before the switch", s.kept+s.standing); out.Code != 0 {
		st.t.Fatalf("the scene does not stand: %s", out.Text)
	}
	if s.held == nil {
		s.held = func() int { return 0 }
	}
	usual := s.held()
	for _, value := range each.Try {
		st.problems = nil
		st.SetSwitch(st.t, st.vendor, each.Name, value)
		happen(e.before)
		st.apply("with the switch", s.kept+s.standing+s.fresh+e.more, e.flags...)
		happen(e.between)
		// Without a refresh, which might be refused before anything is destroyed.
		st.apply("destroying", s.kept, "-refresh=false")
		st.SetSwitch(st.t, st.vendor, each.Name, each.Default)
		happen(e.undo)
		if out := st.apply("after the switch", s.kept+s.standing); out.Code != 0 {
			st.problem("it does not apply after the switch was turned back: %s", out.Text)
		}
		if plan := st.cli.Run(st.t, "plan", "-detailed-exitcode", "-input=false"); plan.Code != 0 {
			st.problem("a plan is not empty after the switch was turned back: %s", plan.Text)
		}
		if held := s.held(); held != usual {
			st.problem("the vendor holds %d objects, %d are in the state", held, usual)
		}
		written, err := json.Marshal(value)
		if err != nil {
			st.t.Fatal(err)
		}
		st.report(fmt.Sprintf("%s/%s=%s", st.vendor, each.Name, written))
	}
}

func happen(step func()) {
	if step != nil {
		step()
	}
}

func (st *stage) problem(format string, args ...any) {
	st.problems = append(st.problems, fmt.Sprintf(format, args...))
}

func (st *stage) report(name string) {
	problems := strings.Join(st.problems, "\n")
	switch defect, known := knownDefects[name]; {
	case known && problems == "":
		st.t.Errorf("%s: this known defect does not occur any more: %s", name, defect)
	case known:
		st.t.Logf("%s: known defect: %s\n%s", name, defect, problems)
	case problems != "":
		st.t.Errorf("%s:\n%s", name, problems)
	}
}

// message is a line of Terraform's output in JSON: a diagnostic, or a word about an object, such as apply_errored.
type message struct {
	Type       string
	Diagnostic diagnostic
	Hook       struct{ Resource struct{ Addr string } }
}

type diagnostic struct{ Severity, Summary, Detail, Address string }

// apply applies a configuration and notes what must not be: an error without an explanation, a secret, an object that a
// refusal loses or changes in the state.
func (st *stage) apply(when, config string, args ...string) acctest.Output {
	before := st.managed()
	st.cli.Write(st.t, st.variables+config)
	out := st.cli.Run(st.t, append([]string{"apply", "-json", "-auto-approve", "-input=false"}, args...)...)
	st.secrecy.Check(st.t, "the output "+when, out.Text)
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
func (st *stage) managed() map[string]any {
	var state struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []struct {
				Status     string
				Attributes map[string]any
			}
		}
	}
	if text := st.cli.State(st.t); text != "" {
		if err := json.Unmarshal([]byte(text), &state); err != nil {
			st.t.Fatal(err)
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

// serveProvider serves the provider from this process until the test ends and returns how Terraform finds it. A provider
// that Terraform starts by itself, several times a run, takes three quarters of the run's time.
func serveProvider(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	option, ready, closed := debugging(ctx, tf6server.WithDebug)
	failed := make(chan error, 1)
	go func() {
		if err := tf6server.Serve("registry.terraform.io/storeauth/storeauth", providerserver.NewProtocol6(provider.New("test")()),
			option, tf6server.WithLoggingSink(t)); err != nil {
			failed <- err
		}
	}()
	select {
	case err := <-failed:
		stop()
		t.Fatalf("the provider is not served: %v", err)
		return ""
	case at := <-ready:
		t.Cleanup(func() { stop(); <-closed })
		found := map[string]any{"Protocol": "grpc", "ProtocolVersion": 6, "Pid": at.Pid, "Test": true,
			"Addr": map[string]string{"Network": at.Addr.Network(), "String": at.Addr.String()}}
		text, err := json.Marshal(map[string]any{
			"registry.terraform.io/storeauth/storeauth": found, "registry.opentofu.org/storeauth/storeauth": found})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

// debugging makes the channels for an option such as WithDebug, whatever its first one carries.
func debugging[C any](ctx context.Context, with func(context.Context, chan C, chan struct{}) tf6server.ServeOpt) (tf6server.ServeOpt, chan C, chan struct{}) {
	ready, closed := make(chan C), make(chan struct{})
	return with(ctx, ready, closed), ready, closed
}

// secret is an expression for a secret that stands in no file and must appear nowhere.
func (st *stage) secret(name, value string) string {
	st.secrecy.Know(name, value)
	st.cli.Env = append(st.cli.Env, "TF_VAR_"+name+"="+value)
	st.variables += fmt.Sprintf("variable %q {\n  type      = string\n  sensitive = true\n  ephemeral = true\n}\n", name)
	return "var." + name
}

// provider is the provider block with the vendor's arguments.
func (st *stage) provider(lines ...string) string {
	return acctest.Provider(st.secrecy.URL, "  "+st.vendor+" = {\n    "+strings.Join(lines, "\n    ")+"\n  }")
}
