package probe

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// finding is what the comparison of one probe came to.
type finding struct {
	verdict evidence.Verdict
	set     *setting
	says    string
	// asItStands is what the sandbox answered without a switch.
	asItStands transcript
}

// judge compares what the vendor answered with the sandbox: as it stands, then under each value of each switch.
func (r *runner) judge(p Probe, vendor transcript) (finding, error) {
	stands, err := r.simulate(p, r.prepare, nil)
	if err != nil {
		return finding{}, err
	}
	if same(vendor, stands[0]) {
		return finding{verdict: evidence.AsSimulated, says: "The vendor answers as the sandbox does.", asItStands: stands[0]}, nil
	}
	for _, set := range candidates(r.switches, vendor) {
		under, err := r.simulate(p, r.prepare, &set)
		if err != nil {
			// A value that was taken from the answer may be one that the switch does not allow.
			continue
		}
		for _, each := range under {
			if same(vendor, each) {
				return finding{
					verdict: evidence.AsSwitch, set: &set, asItStands: stands[0],
					says: fmt.Sprintf("The vendor answers as the sandbox does with the switch %s at %s.", set.name, harness.JSON(set.value)),
				}, nil
			}
		}
	}
	if vendor.unprepared != "" && (p.ID != r.suite.Gate || r.refused(p, vendor)) {
		return finding{verdict: evidence.NotAsked, says: "The question could not be prepared: " + vendor.unprepared + ".", asItStands: stands[0]}, nil
	}
	return finding{verdict: evidence.Differs, says: "The vendor answers in a way that the sandbox has under no switch.", asItStands: stands[0]}, nil
}

// prepare sets the room up like the account, when there is one.
func (r *runner) prepare(console Console, env Environment) error {
	if r.suite.Missing(env) != "" {
		return nil
	}
	return r.suite.Prepare(console, env)
}

// refused reports whether the vendor refuses the credential as the sandbox refuses a wrong one. Then nothing is known of the
// vendor, but that the credential is wrong.
func (r *runner) refused(p Probe, vendor transcript) bool {
	for _, prepare := range r.suite.Refusing {
		refusing, err := r.simulate(p, prepare, nil)
		if err == nil && same(vendor, refusing[0]) {
			return true
		}
	}
	return false
}

// simulate runs a probe in the sandbox. Under a switch it runs a second time in the same sandbox, because a limit on the number
// of calls shows only where there were calls before.
func (r *runner) simulate(p Probe, prepare func(Console, Environment) error, set *setting) ([]transcript, error) {
	if err := r.room.fresh(prepare, r.env, set); err != nil {
		return nil, err
	}
	var out []transcript
	for range 2 {
		s := r.session(context.Background(), p, r.room.endpoints(r.endpoints), r.room.transport)
		p.Ask(s)
		t := s.transcript()
		if t.err != nil && set == nil {
			return nil, fmt.Errorf("probe %s in the sandbox: %w", p.ID, t.err)
		}
		if out = append(out, t); set == nil {
			break
		}
	}
	return out, nil
}

// candidates are the settings under which the sandbox may answer so: the values that each switch lists, and for a switch that
// takes any value those that the answer holds.
func candidates(switches []harness.Switch, vendor transcript) []setting {
	numbers, texts := held(vendor)
	var out []setting
	for _, each := range switches {
		for _, value := range each.Try {
			out = append(out, setting{each.Name, value})
		}
		switch {
		case each.Type == "integer":
			for _, n := range numbers {
				out = append(out, setting{each.Name, n})
			}
		case each.Type == "duration":
			for _, n := range numbers {
				out = append(out, setting{each.Name, (time.Duration(n) * time.Second).String()})
			}
		case each.Type == "string" && each.Allowed == "any text":
			for _, text := range texts {
				out = append(out, setting{each.Name, text})
			}
		}
	}
	return out
}

// held are the numbers and texts that the answers hold after everything private was replaced.
func held(t transcript) (numbers []int64, texts []string) {
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, inner := range value {
				walk(inner)
			}
		case []any:
			for _, inner := range value {
				walk(inner)
			}
		case json.Number:
			if n, err := value.Int64(); err == nil {
				numbers = append(numbers, n)
			}
		case string:
			if !placeholder.MatchString(value) {
				texts = append(texts, value)
			}
		}
	}
	for _, e := range t.compared() {
		numbers = append(numbers, int64(e.Response.Status))
		if value, ok := parseJSON([]byte(e.Response.Body)); ok {
			walk(value)
		}
	}
	return numbers, texts
}
