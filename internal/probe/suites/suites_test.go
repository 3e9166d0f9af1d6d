package suites_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Everything that a program can ask is asked, and the sandbox answers itself.
func TestTheSandboxAnswersAsSimulated(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		t.Run(suite.Vendor, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, suite, nil)
			report := w.run(t.Context(), t)
			asked := verdicts(report)
			for _, p := range suite.Probes {
				want := evidence.AsSimulated
				if p.Ask == nil || p.ID == "S1h" {
					// One run has four bad signatures; this would be the fifth.
					want = evidence.NotAsked
				}
				if asked[p.ID].Verdict != want {
					t.Errorf("%s is %s: %s", p.ID, asked[p.ID].Verdict, asked[p.ID].Says)
				}
			}
			if t.Failed() {
				t.Log(shown(t, report))
			}
		})
	}
}

// Under a switch a probe is as simulated or names that switch with its value; nothing differs.
func TestASwitchIsNamed(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		switches := newWorld(t, suite, nil).Switches(t)[suite.Vendor]
		for _, each := range switches {
			for _, value := range each.Try {
				t.Run(fmt.Sprintf("%s/%s=%s", suite.Vendor, each.Name, harness.JSON(value)), func(t *testing.T) {
					t.Parallel()
					w := newWorld(t, suite, map[string]any{each.Name: value})
					report := w.run(context.Background(), t)
					found := false
					for _, p := range report.File.Probes {
						switch p.Verdict {
						case evidence.AsSimulated, evidence.NotAsked:
						case evidence.AsSwitch:
							found = true
							if p.Switch.Name != each.Name || harness.JSON(p.Switch.Value) != harness.JSON(value) {
								t.Errorf("%s names %s = %v", p.ID, p.Switch.Name, p.Switch.Value)
							}
						default:
							t.Errorf("%s is %s: %s", p.ID, p.Verdict, p.Says)
						}
					}
					if unseen := slices.Contains(unseenSwitches[suite.Vendor], each.Name); found == unseen {
						t.Errorf("a probe names the switch: %v", found)
					}
					if t.Failed() {
						t.Log(shown(t, report))
					}
				})
			}
		}
	}
}

// What one switch alone does not explain is explained by several.
func TestSwitchesAreNamedTogether(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		vendor, probe string
		set           map[string]any
	}{
		{"amazon", "Z1h", map[string]any{"unattached_status": 401, "unattached_description": "An unknown scope was requested"}},
		// The first shows in another probe, and the second beside the first alone.
		{"servicestage", "S1i", map[string]any{"date_before_key": true, "skew_code": "APIGW.0303"}},
	} {
		t.Run(c.vendor+"/"+c.probe, func(t *testing.T) {
			t.Parallel()
			all := suites.All()
			suite := all[slices.IndexFunc(all, func(s probe.Suite) bool { return s.Vendor == c.vendor })]
			w := newWorld(t, suite, c.set)
			report := w.run(t.Context(), t)
			p := verdicts(report)[c.probe]
			named := map[string]any{}
			if p.Switch != nil {
				for _, one := range append(p.With, *p.Switch) {
					named[one.Name] = one.Value
				}
			}
			if harness.JSON(named) != harness.JSON(c.set) {
				t.Errorf("%s is %s: %s\n%s", p.ID, p.Verdict, p.Says, shown(t, report))
			}
		})
	}
}

// Two switches at once are named, one by one or together; nothing differs. Each switch is in a pair.
func TestTwoSwitchesAreNamed(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		switches := slices.DeleteFunc(newWorld(t, suite, nil).Switches(t)[suite.Vendor], func(s sandboxtest.Switch) bool {
			return slices.Contains(unseenSwitches[suite.Vendor], s.Name) || len(s.Try) == 0
		})
		for i := 0; i < len(switches); i += 2 {
			each, other := switches[i], switches[(i+1)%len(switches)]
			t.Run(fmt.Sprintf("%s/%s+%s", suite.Vendor, each.Name, other.Name), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, suite, map[string]any{each.Name: each.Try[0], other.Name: other.Try[0]})
				report := w.run(context.Background(), t)
				for _, p := range report.File.Probes {
					if p.Verdict == evidence.AsSimulated || p.Verdict == evidence.NotAsked {
						continue
					}
					if p.Verdict != evidence.AsSwitch {
						t.Errorf("%s is %s: %s", p.ID, p.Verdict, p.Says)
						continue
					}
					for _, named := range append(p.With, *p.Switch) {
						if named.Name != each.Name && named.Name != other.Name {
							t.Errorf("%s: %s", p.ID, p.Says)
						}
					}
				}
				if t.Failed() {
					t.Log(shown(t, report))
				}
			})
		}
	}
}

// unseenSwitches change no answer that a probe asks for: they need an app, a person in a console, or time.
var unseenSwitches = map[string][]string{
	"agc": {"hms_answer", "revoke_tokens", "project_account_words", "no_phased_release", "numbers", "screenshots", "typed_empty_body"},
	"amazon": {
		"attach_delay", "detach_delay", "rotation_delay", "revoke_tokens", "foreign_app_status", "package_names", "no_edit_status",
		"appstore_request_id", "review_open_status",
	},
	"iot": {"refresh_token_lifetime", "frozen_code", "repeated_parameter"},
	"servicestage": {
		"other_project_token", "title_case_types", "rate_window", "odd_queries_read", "lock_counts", "lock_at", "locks_again", "own_region_only",
		"state_spent_by", "new_sign_in_ends_code", "empty_tag_kept", "repeated_parameter",
	},
	"galaxy": {"numeric_fields", "deleted_account"},
}
