package probe

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Options are how a run differs from a plain one.
type Options struct {
	Env            Environment
	Only, Attended []string
	// Wait is called before each request to the vendor; see [Limiter].
	Wait func(context.Context) error
	// Budget counts the bad signatures of a key; nil counts none.
	Budget *Budget
	// Kept is the evidence that the project keeps. A vendor that answers otherwise now differs.
	Kept    []evidence.File
	Version string
}

// Report is what a run came to.
type Report struct {
	File evidence.File
	// Left says what was obtained and could not be revoked.
	Left []string
	// Interrupted is set when the run ended early.
	Interrupted bool
	// details are the two answers of each probe that differs.
	details map[string]string
}

// runner is one run against one vendor.
type runner struct {
	suite     Suite
	options   Options
	env       Environment
	endpoints map[string]*url.URL
	transport http.RoundTripper
	room      *room
	switches  []harness.Switch
	// known are the secrets and ids of the environment.
	known *values
	// tried are the distances that [runner.away] has found, by probe and settings.
	tried map[string]int
	// closed says why no probe of the level read is asked: the credential was refused.
	closed string
	shared map[string]string
	// silent is how many probes in a row got no answer.
	silent int
	report *Report
}

// Run asks a vendor. Its error says why nothing could be asked; a verdict is never an error.
func Run(ctx context.Context, suite Suite, o Options) (*Report, error) {
	if err := suite.check(slices.Concat(o.Only, o.Attended)); err != nil {
		return nil, err
	}
	r := &runner{
		suite: suite, options: o, env: o.Env, known: knownOf(suite, o.Env), shared: map[string]string{}, tried: map[string]int{},
		report: &Report{details: map[string]string{}},
	}
	var err error
	if r.endpoints, err = suite.Endpoints(o.Env); err != nil {
		return nil, err
	}
	if r.transport, err = suite.transport(o.Env); err != nil {
		return nil, err
	}
	if r.room, err = newRoom(suite.Vendor); err != nil {
		return nil, err
	}
	defer r.room.close()
	if r.switches, err = r.room.switches(); err != nil { //nolint:contextcheck // the console is in this process
		return nil, err
	}
	r.report.File = evidence.File{
		Format: evidence.Format, Vendor: suite.Vendor, Endpoint: r.shownEndpoint(), StartedAt: time.Now().UTC().Truncate(time.Second),
		Version: o.Version, Probes: []evidence.Probe{}, Summary: map[evidence.Verdict]int{},
	}
	if err := r.all(ctx); err != nil {
		return nil, err
	}
	for _, verdict := range evidence.Verdicts {
		r.report.File.Summary[verdict] += 0
	}
	r.report.Interrupted = ctx.Err() != nil
	return r.report, nil
}

func (r *runner) shownEndpoint() string {
	var all []string
	for _, u := range r.endpoints {
		all = append(all, shown(u))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// all asks what is selected. The gate comes first among what needs the credential.
func (r *runner) all(ctx context.Context) error {
	o := r.options
	selected := slices.Clone(r.suite.Probes)
	if len(o.Only) > 0 {
		selected = slices.DeleteFunc(selected, func(p Probe) bool { return !named(o.Only, p) && !named(o.Attended, p) })
	}
	gate := slices.IndexFunc(r.suite.Probes, func(p Probe) bool { return p.ID == r.suite.Gate })
	needs := slices.ContainsFunc(selected, func(p Probe) bool { return p.Level == Read && p.Ask != nil && !p.Apart && p.ID != r.suite.Gate })
	if gate >= 0 && needs && !slices.ContainsFunc(selected, func(p Probe) bool { return p.ID == r.suite.Gate }) &&
		r.unasked(ctx, r.suite.Probes[gate]) == "" {
		// The gate is not named, so that it is asked but not reported.
		if s := r.live(ctx, r.suite.Probes[gate]); s.unprepared != "" {
			r.closed = s.unprepared
		}
	}
	var all []answered
	for _, p := range selected {
		result, vendor := r.one(ctx, p)
		if vendor != nil {
			all = append(all, answered{probe: p, vendor: *vendor, at: len(r.report.File.Probes)})
		}
		r.report.File.Probes = append(r.report.File.Probes, result)
	}
	if err := r.judge(context.WithoutCancel(ctx), all); err != nil {
		return err
	}
	for _, p := range r.report.File.Probes {
		r.report.File.Summary[p.Verdict]++
	}
	return nil
}

// patience is how many probes in a row may get no answer before the others are not tried.
const patience = 3

// one asks one probe, or says why it is not asked. The transcript is there when the vendor has answered.
func (r *runner) one(ctx context.Context, p Probe) (evidence.Probe, *transcript) {
	result := evidence.Probe{
		ID: p.ID, Behaviours: append([]string{}, p.Behaviours...), Level: string(p.Level), Exchanges: []evidence.Exchange{}, Verdict: evidence.NotAsked,
	}
	if result.Says = r.unasked(ctx, p); result.Says != "" {
		return result, nil
	}
	if r.silent >= patience {
		result.Verdict, result.Says = evidence.NoAnswer, "It was not tried, because the probes before it got no answer."
		return result, nil
	}
	s := r.live(ctx, p)
	vendor := s.transcript()
	result.Exchanges = append(result.Exchanges, vendor.exchanges...)
	if p.ID == r.suite.Gate {
		r.closed = s.unprepared
	}
	switch {
	case errors.Is(s.err, context.Canceled):
		result.Says = "The run was interrupted."
	case s.err != nil:
		r.silent++
		result.Verdict, result.Says = evidence.NoAnswer, "No answer came: "+r.cause(s)+"."
	default:
		r.silent = 0
		return result, &vendor
	}
	return result, nil
}

// cause is why there is no answer. An error of the network quotes the address, whose query may hold a token.
func (r *runner) cause(s *Session) string {
	if wrapped, ok := errors.AsType[*url.Error](s.err); ok {
		s.err = wrapped.Err
	}
	return strings.TrimSuffix(s.values.words(s.err.Error()), ".")
}

// unasked says why a probe is not asked; empty when it is. The bad signatures that it costs are reserved then.
func (r *runner) unasked(ctx context.Context, p Probe) string {
	switch missing := r.suite.Missing(r.env); {
	case ctx.Err() != nil:
		return "The run was interrupted."
	case p.Ask == nil:
		return "Only a person can ask this. " + p.Instructions
	case p.Level == Attended && !named(r.options.Attended, p):
		return "It changes something, so it is asked only when it is named: -attended " + p.ID + "."
	case p.Level != Anonymous && missing != "":
		return "It needs a credential: " + missing + "."
	case p.Level != Anonymous && !p.Apart && r.closed != "":
		return "The credential was not accepted: " + r.closed + "."
	}
	if p.Ready != nil {
		if why := p.Ready(r.env); why != "" {
			return why
		}
	}
	if p.BadSignatures > 0 && r.options.Budget != nil {
		switch wait, free := r.options.Budget.Take(r.suite.LockingKey(r.env), p.BadSignatures); {
		case !free && wait == 0:
			return "The bad signatures of the key cannot be counted, because this user's cache folder cannot be written."
		case !free:
			return fmt.Sprintf("The key has had as many bad signatures as may be; ask again in %s.", wait.Round(time.Second))
		}
	}
	return ""
}

// live asks the vendor and revokes what was obtained.
func (r *runner) live(ctx context.Context, p Probe) *Session {
	s := r.session(ctx, p, r.endpoints, r.transport)
	s.wait, s.shared = r.options.Wait, r.shared
	defer func() {
		s.settle()
		r.report.Left = append(r.report.Left, s.left...)
	}()
	p.Ask(s)
	return s
}

// knownOf are the secrets and ids of the environment.
func knownOf(suite Suite, env Environment) *values {
	known, all := newValues(), suite.Known(env)
	for _, name := range sortedKeys(all) {
		known.learn(name, all[name], false)
	}
	return known
}

// session begins a probe in one world.
func (r *runner) session(ctx context.Context, p Probe, endpoints map[string]*url.URL, transport http.RoundTripper) *Session {
	known := r.known.clone()
	for _, prefix := range sortedKeys(endpoints) {
		known.forms = append(known.forms, valueForm{endpoints[prefix].Host, "<host>"})
	}
	return &Session{
		ctx: ctx, env: r.env, endpoints: endpoints, transport: transport, values: known, sends: p.Sends, echoesPath: r.suite.EchoesPath,
		shared: map[string]string{},
	}
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
