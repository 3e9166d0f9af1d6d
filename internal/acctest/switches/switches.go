// Package switches tries every switch of a simulated vendor: what the provider makes of each way in which the vendor may
// behave. A vendor's test sets its scene.
package switches

import (
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
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
