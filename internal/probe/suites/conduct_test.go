package suites_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
)

// live counts the tokens of a vendor that can be revoked.
func (w *world) live(t *testing.T) int {
	t.Helper()
	switch w.suite.Vendor {
	case "galaxy":
		var out struct {
			Live int `json:"live"`
		}
		w.Console(t, http.MethodGet, "/galaxy/tokens", nil, &out)
		return out.Live
	case "iot":
		var out struct {
			Applications []struct {
				Access  bool `json:"live_access_token"`
				Refresh int  `json:"live_refresh_tokens"`
			} `json:"applications"`
		}
		w.Console(t, http.MethodGet, "/iot/applications", nil, &out)
		n := 0
		for _, a := range out.Applications {
			if a.Access || a.Refresh > 0 {
				n++
			}
		}
		return n
	}
	return 0
}

// The vendor is sent what the list has, and no token that can be revoked is alive at the end.
func TestOnlyWhatIsListedIsSentAndNothingIsLeft(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		t.Run(suite.Vendor, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, suite, nil)
			report := w.run(t.Context(), t)
			listed := map[string]bool{}
			for _, p := range suite.Probes {
				for _, line := range p.Sends {
					// The journal has no query.
					line, _, _ = strings.Cut(line, "?")
					for name, value := range credentials[suite.Vendor] {
						if name == "HW_PROJECT_ID" {
							line = strings.ReplaceAll(line, "<project_id>", value)

						}
					}
					listed[line] = true
				}
			}
			requests := w.requests(t)
			for _, e := range requests {
				if line := e.Method + " " + e.withoutPrefix(); !listed[line] {
					t.Errorf("%s is not listed", line)
				}
			}
			// Every probe runs within a minute at 100 ms for each call, because no run has that many.
			if len(requests) > 200 {
				t.Errorf("a run sends %d requests", len(requests))
			}
			if n := w.live(t); n != 0 || len(report.Left) > 0 {
				t.Errorf("%d tokens are alive; the report says %q", n, report.Left)
			}
		})
	}
}

// A run that is interrupted before any of its requests revokes what it has.
func TestAnInterruptedRunRevokes(t *testing.T) {
	t.Parallel()
	for vendor, only := range map[string][]string{"galaxy": {"G18", "G7", "G8"}, "iot": {"I1", "I2", "I3", "I5d"}} {
		suite, err := suites.Find(vendor)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range only {
			t.Run(id, func(t *testing.T) {
				t.Parallel()
				for stop := 1; ; stop++ {
					w := newWorld(t, suite, nil)
					ctx, interrupt := context.WithCancel(t.Context())
					calls := 0
					report, err := probe.Run(ctx, suite, probe.Options{Env: w.env, Only: []string{id}, Attended: attendedOf(suite, id), Wait: func(ctx context.Context) error {
						if calls++; calls == stop {
							interrupt()
						}
						return ctx.Err()
					}})
					interrupt()
					if err != nil {
						t.Fatal(err)
					}
					if n := w.live(t); n != 0 {
						t.Errorf("interrupted before request %d: %d tokens are alive", stop, n)
					}
					if calls < stop {
						return
					}
					if !report.Interrupted {
						t.Errorf("the report of a run that was interrupted before request %d does not say so", stop)
					}
				}
			})
		}
	}
}

func attendedOf(suite probe.Suite, id string) []string {
	return slices.DeleteFunc(attended(suite), func(other string) bool { return other != id })
}

// Without a credential only the probes that need none are asked; and an attended one runs only when it is named.
func TestNothingIsAskedUnnamedOrWithoutACredential(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		t.Run(suite.Vendor, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, suite, nil)
			for _, named := range []bool{false, true} {
				env := probe.Environment(w.env)
				if !named {
					env = func(name string) string {
						if name == "STOREAUTH_SANDBOX_URL" {
							return w.URL
						}
						return ""
					}
				}
				report, err := probe.Run(t.Context(), suite, probe.Options{Env: env, Budget: w.budget, Wait: func(context.Context) error { return nil }})
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range report.File.Probes {
					asked := len(p.Exchanges) > 0
					want := p.Level == string(probe.Anonymous) || named && p.Level == string(probe.Read) && p.ID != "S1h"
					if asked != want {
						t.Errorf("with a credential %v: %s of the level %s is asked: %v (%s)", named, p.ID, p.Level, asked, p.Says)
					}
				}
			}
		})
	}
}

// Without a project's id the project of the region's name is looked up.
func TestTheProjectIsLookedUp(t *testing.T) {
	t.Parallel()
	suite, err := suites.Find("servicestage")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, suite, nil)
	delete(w.vars, "HW_PROJECT_ID")
	if report := w.run(t.Context(), t); report.File.Summary["differs"] > 0 || verdicts(report)["S2a"].Verdict != "as_simulated" {
		t.Error(shown(t, report))
	}
}

// A credential that the vendor refuses says nothing about the vendor.
func TestARefusedCredentialIsNoDifference(t *testing.T) {
	t.Parallel()
	wrong := map[string]map[string]string{
		"agc": {"AGC_CLIENT_SECRET": strings.ToUpper(probe.Hex(64))}, "amazon": {"AMAZON_APPSTORE_CLIENT_SECRET": probe.Hex(64)},
		"galaxy": {"GALAXY_STORE_SERVICE_ACCOUNT_ID": probe.UUID()}, "iot": {"HUAWEI_IOT_SECRET": probe.Hex(32)},
		"servicestage": {"HW_SECRET_KEY": probe.Hex(40)},
	}
	for _, suite := range suites.All() {
		t.Run(suite.Vendor, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, suite, nil)
			for name, value := range wrong[suite.Vendor] {
				w.vars[name] = value
			}
			if report := w.run(t.Context(), t); report.File.Summary["differs"] > 0 {
				t.Error(shown(t, report))
			}
		})
	}
}
