package faultmatrix_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// An object meets one fault in instancesOf, another share of them for each object.
const instancesOf, instancesOfAll = 13, 4

// hcl is a value of a configuration. JSON is valid there, but for templates.
func hcl(value any) string {
	encoded, _ := json.Marshal(value) // strings, lists and maps of them always encode
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(string(encoded))
}

func arguments(config map[string]any) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(config)) {
		fmt.Fprintf(&b, "  %s = %s\n", name, hcl(config[name]))
	}
	return b.String()
}

// lane is one object of a kind on the command line, as many times as there are faults, with a vendor and a provider of its own.
type lane struct {
	object
	*world
	alias  string
	faults map[string]acctest.Fault
	call   string
	end    func()
}

func newLane(t *testing.T, number int, o object) *lane {
	t.Helper()
	sb := sandboxtest.Start(t)
	l := &lane{object: o, alias: fmt.Sprintf("lane%d", number), faults: map[string]acctest.Fault{}}
	c := newCell(t, sb, o, steps[o.kind][0], sb.URL, 0, patient)
	if told := steps[o.kind][0].act(t, c); len(told.Errors) > 0 {
		t.Fatalf("%s fails: %v", o.typeName, told.Errors)
	}
	l.world = c.world
	for _, at := range called(t, sb) {
		// The call that answers: the ones after it end what it made, or add what may be missing.
		if at.method != "DELETE" && !strings.HasSuffix(at.path, "/logout") && !strings.HasSuffix(at.path, "/tokeninfo") {
			l.call = at.String()
		}
	}
	if o.kind == resource {
		sb.Reset(t) // without what was just created
		l.setting = o.make(t, sb)
	}
	share := instancesOf
	if report != "" {
		share = instancesOfAll
	}
	for i, f := range faults {
		switch {
		case (i+number)%share != 0:
		case f.harmless, f.name == "[]" && o.kind == dataSource: // nothing is wrong with such an answer
		case f.rule.DelayMS != 0: // a command line waits for slow ones one after the other
		default:
			l.faults[f.name] = f.rule
		}
	}
	return l
}

// config is the lane's part of the configuration.
func (l *lane) config(t *testing.T) string {
	t.Helper()
	declared := maps.Clone(l.setting.config)
	each := ""
	if _, named := declared["name"]; named && l.kind == resource {
		delete(declared, "name")
		each = "  name = \"build.${count.index}\"\n"
	}
	if _, single := declared["callback_url_wo"]; single {
		delete(declared, "callback_url_wo")
		var callbacks []any
		for range l.faults {
			callbacks = append(callbacks, browsed(t, l.Sandbox, l.setting))
		}
		each += fmt.Sprintf("  callback_url_wo = %s[count.index]\n", hcl(callbacks))
	}
	block := map[kind]string{resource: "resource", dataSource: "data", ephemeral: "ephemeral"}[l.kind]
	return fmt.Sprintf("provider \"storeauth\" {\n  alias = %q\n  sandbox_url = %q\n  max_retries = 0\n  %s = {\n%s  }\n}\n%s %q %q {\n  provider = storeauth.%s\n  count = %d\n%s%s}\n",
		l.alias, l.URL, l.object.vendor, arguments(l.block), block, l.object.typeName, l.alias, l.alias, len(l.faults), arguments(declared), each)
}

func (l *lane) address(i int) string {
	prefix := map[kind]string{dataSource: "data.", ephemeral: "ephemeral."}[l.kind]
	return fmt.Sprintf("%s%s.%s[%d]", prefix, l.object.typeName, l.alias, i)
}

// judge checks what a run said of each of the lane's objects.
func (l *lane) judge(t *testing.T, out acctest.Output, state string) {
	t.Helper()
	for i := range len(l.faults) {
		said := out.Diagnostics(l.address(i))
		// What a creation whose answer was lost has made is found by the list, and is then a success.
		if !explained.MatchString(said) && (l.kind != resource || said != "" || !strings.Contains(state, fmt.Sprintf("\"index_key\": %d", i))) {
			t.Errorf("%s is not explained: %q", l.address(i), said)
		}
	}
	for _, sighting := range l.canaries().Find(out.Text + state) {
		t.Errorf("%s: a secret is shown or stored: %s", l.object.typeName, sighting)
	}
}

// TestFaultsOnTheCommandLine lets objects meet the faults through Terraform, all in two runs: what a plan opens and reads, and what
// an apply makes. Adopted credentials do so in the tests of their vendors.
func TestFaultsOnTheCommandLine(t *testing.T) {
	t.Parallel()
	// Of equal errors, newer command lines print those of a plan once and those of an apply all.
	command := []string{"apply", "-auto-approve", "-input=false"}
	for name, of := range map[string]func(object) bool{
		"plan": func(o object) bool { return o.kind == dataSource || o.kind == ephemeral },
		"apply": func(o object) bool {
			return o.kind == resource && (strings.Contains(o.typeName, "_access_token") || strings.Contains(o.typeName, "authorization"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var lanes []*lane
			config := ""
			for _, o := range append(objects[:len(objects):len(objects)], further[len(further)-1]) {
				if of(o) {
					l := newLane(t, len(lanes), o)
					lanes = append(lanes, l)
					config += l.config(t)
				}
			}
			cli := acctest.NewCLI(t, config)
			for _, l := range lanes {
				l.ClearJournal(t)
				l.end = acctest.Spoil(t, l.Sandbox, l.call, l.faults)
			}
			out := cli.Run(t, append(command, "-parallelism=1")...)
			state := cli.State(t)
			met := 0
			for _, l := range lanes {
				l.end()
				l.judge(t, out, state)
				met += len(l.faults)
			}
			for _, form := range []string{obeyed.FindString(out.Text), ours.FindString(out.Text)} {
				if form != "" {
					t.Errorf("the output has %q", form)
				}
			}
			out.Expect(t, 1) // which shows the output of a run that failed
			cli.Run(t, command...).Expect(t, 0)
			summary := fmt.Sprintf("%s on the command line: %d objects met %d faults\n", name, len(lanes), met)
			t.Log(summary)
			write(t, summary)
		})
	}
}
