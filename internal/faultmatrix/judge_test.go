package faultmatrix_test

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
)

func (c *cell) judge(t *testing.T, o object, s step, at call, f fault, once bool, before map[string]any, told protocoltest.Diagnostics) (bad []string) {
	t.Helper()
	report := func(format string, args ...any) { bad = append(bad, fmt.Sprintf(format, args...)) }
	for _, problem := range wrongWords(told, c.canaries()) {
		report("%s", problem)
	}
	if f.harmless && len(told.Errors) > 0 {
		report("a harmless fault is an error: %v", told.Errors)
	}
	if n := c.Count(t, at.method, at.prefix+at.path); at.method == "POST" && !repeatable(at, f) && n > 1+healthyRepeats(o, s) {
		report("%s was sent %d times", at, n)
	}
	if c.resource != nil {
		c.judgeState(t, s, before, told, report)
	}
	known := c.resource != nil && c.resource.State(t) != nil
	if c.lost != nil {
		// A gateway that answers 503 is taken to have done nothing: only so may a token be asked for again after one.
		// 204 is how a deletion succeeds.
		assumed := once && f.rule.Status == 503 || at.method == "DELETE" && f.name == "204"
		if lost := c.lost(t, c.world, known); lost != "" && !assumed && !says(told, "may have been issued", "may have been created", "could not be revoked", "left something behind") {
			report("%s is at the vendor, known to nobody, and not a word of it", lost)
		}
	}
	for _, problem := range c.recover(t, o, s) {
		report("the next run: %s", problem)
	}
	return bad
}

// judgeState checks that an error changed nothing in the state but what was observed.
func (c *cell) judgeState(t *testing.T, s step, before map[string]any, told protocoltest.Diagnostics, report func(string, ...any)) {
	t.Helper()
	after := c.resource.State(t)
	for _, sighting := range c.canaries().Find(fmt.Sprint(after)) {
		report("a secret is in the state: %s", sighting)
	}
	if reason, ok := after["reason"].(string); ok && len(reason) > 1000 {
		report("the state keeps %d bytes of the vendor's words", len(reason))
	}
	if len(told.Errors) == 0 || s.name == "create" || reflect.DeepEqual(before, after) {
		return
	}
	observed := maps.Clone(after)
	for _, name := range []string{"status", "reason", "granted_scopes"} {
		if _, ok := observed[name]; ok && before != nil {
			observed[name] = before[name]
		}
	}
	// An update of an authorization replaces it, so its error may come after the deletion.
	if after == nil && s.name == "update" && says(told, "deleted") {
		return
	}
	if !reflect.DeepEqual(before, observed) {
		report("the step failed and the state changed: %v, before %v", after, before)
	}
}

// recover is the next run, with the vendor well again: it must end in the declared state.
func (c *cell) recover(t *testing.T, o object, s step) (bad []string) {
	t.Helper()
	if o.kind == action || s.name == "close" {
		return nil
	}
	next := &cell{world: c.world, provider: c.start(t, 0, patient)}
	if o.kind != resource {
		if told := steps[o.kind][0].act(t, next); len(told.Errors) > 0 {
			bad = append(bad, told.Errors...)
		}
		return bad
	}
	next.resource = c.resource.On(next.provider)
	if told := next.resource.Refresh(t); len(told.Errors) > 0 {
		return told.Errors
	}
	config := c.config
	switch s.name {
	case "destroy":
		config = nil
	case "update":
		config = c.with(c.changed).config
	}
	if config == nil && next.resource.State(t) == nil {
		return nil
	}
	c.resource = next.resource
	if told := apply(t, next.resource, config); len(told.Errors) > 0 {
		return told.Errors
	}
	if config == nil {
		return nil
	}
	if plan := next.resource.Plan(t, config); len(plan.Errors) > 0 || !plan.Empty() && c.typeName != "storeauth_servicestage_oauth_authorization" {
		bad = append(bad, fmt.Sprintf("its plan is not empty: %v, %v", plan.Errors, plan.Planned))
	}
	return bad
}

// repeatable reports whether a call may be sent again after the fault.
func repeatable(at call, f fault) bool {
	switch {
	case strings.HasSuffix(at.path, "/auth/accessToken"):
		return f.rule.Status == 429 || f.rule.Status == 503
	case strings.Contains(at.path, "/git/auths/"):
		return f.rule.Status == 429
	}
	return true
}

// healthyRepeats is how often a healthy step sends the same POST beyond once.
func healthyRepeats(o object, s step) int {
	switch {
	case o.typeName == "storeauth_galaxy_service_account" && (s.name == "create" || s.name == "update"):
		return 5 // A creation is planned, planned again, and applied.
	case o.vendor == "servicestage" && s.name == "update":
		return 1 // The new secret is proven under a temporary name first.
	case o.typeName == "storeauth_verify":
		return 2 // There is another credential, and what it is for is found out.
	}
	return 0
}

var (
	obeyed    = regexp.MustCompile(`(?m)^\s*::|##\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\x{200b}-\x{200f}\x{2028}-\x{202e}\x{feff}]`)
	sentAlong = regexp.MustCompile(`(?i)(?:authorization|x-auth-token|x-security-token): (?:bearer )?(\S+)`)
	explained = regexp.MustCompile(`Likely cause: |What to do: |\b(Compare|Check|Give|Set|Look|Register|Copy|import)\b`)
	ours      = regexp.MustCompile(`(?i)provider bug|inconsistent|panic|nil pointer|%!|malformed (mime|http)|unsolicited|runtime error`)
)

// redacted is the mark in the place of a secret.
const redacted = "[redacted]"

// wrongWords are what must never stand in a diagnostic.
func wrongWords(told protocoltest.Diagnostics, canaries *acctest.Canaries) (bad []string) {
	words := told.Words()
	for _, sighting := range canaries.Find(words) {
		bad = append(bad, "a secret is shown: "+sighting)
	}
	for _, found := range sentAlong.FindAllStringSubmatch(words, -1) {
		// A vendor's words may be cut within the mark.
		if mark, _ := strings.CutSuffix(found[1], "…"); !strings.HasPrefix(mark, redacted) && !strings.HasPrefix(redacted, mark) {
			bad = append(bad, fmt.Sprintf("a header with a credential is shown: %q", found[0]))
		}
	}
	for what, form := range map[string]*regexp.Regexp{"a terminal or a CI runner would obey this": obeyed, "these are words of a bug": ours} {
		if found := form.FindString(words); found != "" {
			bad = append(bad, fmt.Sprintf("%s: %q", what, found))
		}
	}
	if len(words) > 12_000 {
		bad = append(bad, fmt.Sprintf("the diagnostics have %d bytes", len(words)))
	}
	for _, said := range told.Errors {
		if !explained.MatchString(said) {
			bad = append(bad, "an error is not explained: "+said)
		}
	}
	if strings.Contains(words, "nothing was changed") {
		bad = append(bad, "nothing was changed, it says")
	}
	return bad
}

func says(told protocoltest.Diagnostics, phrases ...string) bool {
	for _, phrase := range phrases {
		if strings.Contains(told.Words(), phrase) {
			return true
		}
	}
	return false
}
