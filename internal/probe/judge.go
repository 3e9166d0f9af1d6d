package probe

import (
	"context"
	"fmt"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// answered is a probe that the vendor has answered, and what the sandbox answers as it stands.
type answered struct {
	probe           Probe
	vendor, sandbox transcript
	// at is the probe's place in the evidence.
	at int
}

// judge compares everything that the vendor answered with the sandbox: as it stands, and what is left over under the switches.
func (r *runner) judge(ctx context.Context, all []answered) error {
	var left, agreeing []answered
	for _, a := range all {
		stands, err := r.simulate(ctx, a.probe, r.prepare, nil)
		if err != nil {
			return err
		}
		if a.sandbox = stands; same(a.vendor, a.sandbox) {
			agreeing = append(agreeing, a)
			r.decide(a, evidence.AsSimulated, nil, "The vendor answers as the sandbox does.")
			continue
		}
		left = append(left, a)
	}
	for len(left) > 0 {
		set, explained := r.explain(ctx, left, agreeing)
		if set == nil {
			r.unexplained(ctx, left[0])
			left = left[1:]
			continue
		}
		for _, a := range explained {
			r.decide(a, evidence.AsSwitch, set, fmt.Sprintf("The vendor answers as the sandbox does with the switch %s at %s.", set.name, harness.JSON(set.value)))
		}
		left = slices.DeleteFunc(left, func(a answered) bool {
			return slices.ContainsFunc(explained, func(e answered) bool { return e.at == a.at })
		})
	}
	return nil
}

// explain finds the setting that explains the first of what is left, and everything else that it explains. Of several settings
// it takes the one that explains most, and then the one that disagrees least with the answers that need no switch.
func (r *runner) explain(ctx context.Context, left, agreeing []answered) (*setting, []answered) {
	var best *setting
	var explained []answered
	var fits int
	for _, set := range candidates(r.switches, left[0].vendor) {
		if !r.matches(ctx, left[0], set) {
			continue
		}
		also := []answered{left[0]}
		for _, a := range left[1:] {
			if r.matches(ctx, a, set) {
				also = append(also, a)
			}
		}
		switch {
		case len(also) < len(explained):
			continue
		case best != nil && len(also) == len(explained):
			if fits < 0 {
				fits = r.countMatches(ctx, agreeing, *best)
			}
			if n := r.countMatches(ctx, agreeing, set); n > fits {
				best, explained, fits = &set, also, n
			}
			continue
		}
		best, explained, fits = &set, also, -1
	}
	return best, explained
}

func (r *runner) countMatches(ctx context.Context, all []answered, set setting) int {
	n := 0
	for _, a := range all {
		if r.matches(ctx, a, set) {
			n++
		}
	}
	return n
}

// matches reports whether the sandbox answers a probe as the vendor did with this setting. A limit on the number of calls shows
// only where there were calls before, so with a number the probe runs a second time in the same sandbox.
func (r *runner) matches(ctx context.Context, a answered, set setting) bool {
	under, err := r.simulate(ctx, a.probe, r.prepare, &set)
	// A value that was taken from the answer may be one that the switch does not allow.
	if err != nil || same(a.vendor, under) {
		return err == nil
	}
	return set.number && same(a.vendor, r.again(ctx, a.probe))
}

// unexplained decides about answers that no setting explains.
func (r *runner) unexplained(ctx context.Context, a answered) {
	switch {
	case a.vendor.unprepared != "" && (a.probe.ID != r.suite.Gate || r.refused(ctx, a)):
		r.decide(a, evidence.NotAsked, nil, "The question could not be prepared: "+a.vendor.unprepared+".")
	default:
		r.decide(a, evidence.Differs, nil, "The vendor answers in a way that the sandbox has under no switch.")
	}
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
func (r *runner) refused(ctx context.Context, a answered) bool {
	for _, prepare := range r.suite.Refusing {
		refusing, err := r.simulate(ctx, a.probe, prepare, nil)
		if err == nil && same(a.vendor, refusing) {
			return true
		}
	}
	return false
}

// simulate runs a probe in a sandbox that is as new.
func (r *runner) simulate(ctx context.Context, p Probe, prepare func(Console, Environment) error, set *setting) (transcript, error) {
	if err := r.room.fresh(prepare, r.env, set); err != nil { //nolint:contextcheck // the console is in this process
		return transcript{}, err
	}
	t := r.again(ctx, p)
	if t.err != nil && set == nil {
		return t, fmt.Errorf("probe %s in the sandbox: %w", p.ID, t.err)
	}
	return t, nil
}

// again runs a probe in the sandbox as it is.
func (r *runner) again(ctx context.Context, p Probe) transcript {
	s := r.session(ctx, p, r.room.endpoints(r.endpoints), r.room.transport)
	p.Ask(s)
	return s.transcript()
}

// decide writes a verdict down.
func (r *runner) decide(a answered, verdict evidence.Verdict, set *setting, says string) {
	result := &r.report.File.Probes[a.at]
	result.Verdict, result.Says = verdict, says
	if set != nil {
		result.Switch = &evidence.Switch{Name: set.name, Value: set.value}
	}
	r.compareWithKept(result, a.vendor)
	if result.Verdict == evidence.Differs {
		r.report.details[a.probe.ID] = sideBySide(a.vendor, a.sandbox)
	}
}
