package probe

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

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
		stands, err := r.simulate(ctx, a.probe, r.prepare)
		if err != nil {
			return err
		}
		if a.sandbox = stands; same(a.vendor, a.sandbox) {
			agreeing = append(agreeing, a)
			r.decide(a, evidence.AsSimulated, "The vendor answers as the sandbox does.")
			continue
		}
		left = append(left, a)
	}
	var held []setting
	var several []answered
	for len(left) > 0 {
		set, explained := r.explain(ctx, left, agreeing)
		if set == nil {
			several = append(several, left[0])
			left = left[1:]
			continue
		}
		held = append(held, *set)
		for _, a := range explained {
			r.decideAs(a, *set)
		}
		left = slices.DeleteFunc(left, func(a answered) bool {
			return slices.ContainsFunc(explained, func(e answered) bool { return e.at == a.at })
		})
	}
	for _, a := range several {
		if sets := r.combine(ctx, a, held); sets != nil {
			r.decideAs(a, sets...)
			continue
		}
		r.unexplained(ctx, a)
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

// matches reports whether the sandbox answers a probe as the vendor did with this setting.
func (r *runner) matches(ctx context.Context, a answered, set setting) bool {
	return r.away(ctx, a, set) == 0
}

// away is the distance between what the vendor answered and what the sandbox answers with these settings. Several searches come to
// the same settings, which are simulated once.
func (r *runner) away(ctx context.Context, a answered, sets ...setting) int {
	key := fmt.Sprintf("%d %#v", a.at, sets)
	away, known := r.tried[key]
	if !known {
		away = r.simulated(ctx, a, sets)
		r.tried[key] = away
	}
	return away
}

// simulated is [runner.away] by a simulation. A limit on the number of calls shows only where there were calls before, so with a number
// the probe runs a second time in the same sandbox.
func (r *runner) simulated(ctx context.Context, a answered, sets []setting) int {
	under, err := r.simulate(ctx, a.probe, r.prepare, sets...)
	if err != nil {
		return math.MaxInt // a value that was taken from the answer may be one that the switch does not allow
	}
	away := distance(a.vendor, under)
	if away > 0 && slices.ContainsFunc(sets, func(s setting) bool { return s.number }) {
		away = min(away, distance(a.vendor, r.again(ctx, a.probe)))
	}
	return away
}

// unexplained decides about answers that no setting explains.
func (r *runner) unexplained(ctx context.Context, a answered) {
	switch {
	case a.vendor.unprepared != "" && (a.probe.ID != r.suite.Gate || r.refused(ctx, a)):
		r.decide(a, evidence.NotAsked, "The question could not be prepared: "+a.vendor.unprepared+".")
	default:
		r.decide(a, evidence.Differs, "The vendor answers in a way that the sandbox has under no switch.")
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
		refusing, err := r.simulate(ctx, a.probe, prepare)
		if err == nil && same(a.vendor, refusing) {
			return true
		}
	}
	return false
}

// simulate runs a probe in a sandbox that is as new.
func (r *runner) simulate(ctx context.Context, p Probe, prepare func(Console, Environment) error, sets ...setting) (transcript, error) {
	if err := r.room.fresh(prepare, r.env, sets); err != nil { //nolint:contextcheck // the console is in this process
		return transcript{}, err
	}
	t := r.again(ctx, p)
	if t.err != nil && len(sets) == 0 {
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

// decideAs writes down that the sandbox answers as the vendor does with these settings together.
func (r *runner) decideAs(a answered, sets ...setting) {
	result := &r.report.File.Probes[a.at]
	says := "The vendor answers as the sandbox does with the switch "
	for i, set := range sets {
		one := evidence.Switch{Name: set.name, Value: set.value}
		if i == 0 {
			result.Switch = &one
		} else {
			says += " and "
			result.With = append(result.With, one)
		}
		says += fmt.Sprintf("%s at %s", set.name, harness.JSON(set.value))
	}
	r.decide(a, evidence.AsSwitch, says+".")
}

// decide writes a verdict down.
func (r *runner) decide(a answered, verdict evidence.Verdict, says string) {
	result := &r.report.File.Probes[a.at]
	result.Verdict, result.Says = verdict, says
	r.compareWithKept(result, a.vendor)
	if result.Verdict == evidence.Differs {
		r.report.details[a.probe.ID] = sideBySide(a.vendor, a.sandbox)
	}
}

// compareWithKept makes a verdict "differs" where the vendor has answered otherwise before.
func (r *runner) compareWithKept(result *evidence.Probe, now transcript) {
	for _, file := range slices.Backward(r.options.Kept) {
		if file.Vendor != r.suite.Vendor || file.Endpoint != r.report.File.Endpoint {
			continue
		}
		at := slices.IndexFunc(file.Probes, func(p evidence.Probe) bool { return p.ID == result.ID && len(p.Exchanges) > 0 })
		if at < 0 {
			continue
		}
		then := transcript{exchanges: file.Probes[at].Exchanges, unprepared: now.unprepared}
		if result.Verdict != evidence.NotAsked && !same(then, now) {
			result.Says = fmt.Sprintf("The vendor answered otherwise on %s. Now: %s", file.StartedAt.Format(time.DateOnly), result.Says)
			result.Verdict, result.Switch, result.With = evidence.Differs, nil, nil
		}
		return
	}
}
