package faultmatrix_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ending is how a provider is ended in the middle of a step.
type ending string

const (
	interrupted ending = "interrupted"
	killed      ending = "killed"
)

// interruptionsOf is sampleOf for interruptions.
const interruptionsOf = 8

// changing are the steps that make, change or end something at a vendor.
var changing = map[string]bool{"create": true, "update": true, "destroy": true, "open": true, "close": true, "invoke": true}

// further are objects in settings that only an interruption tells apart from those of the fault matrix.
var further = []object{
	{"galaxy", "storeauth_galaxy_access_token", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		s.holdsToken, s.config, s.changed = true, map[string]any{}, map[string]any{"rotation_triggers": map[string]any{"at": "today"}}
		return s
	}},
	{"iot", "storeauth_iot_access_token", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := iot(t, sb)
		s.holdsToken, s.config, s.changed = true, map[string]any{}, map[string]any{"early_refresh": "20m"}
		s.aged = map[string]any{"expires_at": time.Now().Add(time.Minute).UTC().Format(time.RFC3339)}
		return s
	}},
	{"servicestage", "storeauth_servicestage_oauth_authorization", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := serviceStage(t, sb)
		s.config = map[string]any{"name": "build.repo", "repo_type": "github"}
		s.changed = map[string]any{"callback_url_wo": browsed(t, sb, s)}
		return s
	}},
	{"servicestage", "storeauth_servicestage_oauth_authorization", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := serviceStage(t, sb)
		s.config = map[string]any{"name": "build.repo", "repo_type": "github", "callback_url_wo": browsed(t, sb, s)}
		return s
	}},
}

// browsed is the callback of a browser step.
func browsed(t *testing.T, sb *sandboxtest.Sandbox, s setting) string {
	t.Helper()
	w := &world{Sandbox: sb, setting: s, vendor: "servicestage", way: sb.URL}
	read, told := w.start(t, 0, patient).Read(t, "storeauth_servicestage_oauth_redirect", map[string]any{"repo_type": "github"})
	if read == nil {
		t.Fatal(told.Errors)
	}
	return sb.Browse(t, read["url"].(string), "tom").URL
}

// TestInterruption interrupts and kills the provider at every call of every step that makes, changes or ends something, before and
// after the vendor acts. The next run must end in what is declared, or say what a person has to do.
func TestInterruption(t *testing.T) {
	t.Parallel()
	var played, bad, turn atomic.Int64
	t.Run("objects", func(t *testing.T) {
		for i, o := range append(objects[:len(objects):len(objects)], further...) {
			for _, s := range steps[o.kind] {
				if !changing[s.name] {
					continue
				}
				t.Run(fmt.Sprintf("%d %s %s", i, o.typeName, s.name), func(t *testing.T) {
					t.Parallel()
					sb := sandboxtest.Start(t)
					if s.name == "update" && o.make(t, sb).changed == nil {
						return
					}
					g := newGate(t, sb.URL)
					for call := range g.callsOf(t, sb, o, s) {
						for _, at := range []moment{lost, coming, acted} {
							for _, how := range []ending{interrupted, killed} {
								if report == "" && turn.Add(1)%interruptionsOf != 0 {
									continue
								}
								played.Add(1)
								where, problems := g.play(t, sb, o, s, call, at, how)
								for _, problem := range problems {
									bad.Add(1)
									t.Errorf("%s at call %d, %s, %s: %s", how, call, where, at, problem)
								}
							}
						}
					}
				})
			}
		}
	})
	summary := fmt.Sprintf("%d interruptions, %d bad\n", played.Load(), bad.Load())
	t.Log(summary)
	write(t, summary)
}

// callsOf is how many calls a healthy step makes.
func (g *gate) callsOf(t *testing.T, sb *sandboxtest.Sandbox, o object, s step) int {
	t.Helper()
	c := newCell(t, sb, o, s, g.url, 0, patient)
	g.arm(-1, acted)
	if told := s.act(t, c); len(told.Errors) > 0 {
		t.Fatalf("a healthy step fails: %v", told.Errors)
	}
	return g.counted()
}

// play plays one cell. It returns the call at which the provider was ended, and what is wrong.
func (g *gate) play(t *testing.T, sb *sandboxtest.Sandbox, o object, s step, hold int, at moment, how ending) (where string, bad []string) {
	t.Helper()
	c := newCell(t, sb, o, s, g.url, 0, patient)
	g.arm(hold, at)
	done := make(chan protocoltest.Diagnostics, 1)
	go func() {
		defer close(done)
		done <- s.act(t, c)
	}()
	select {
	case <-g.held:
	case told := <-done:
		return "", []string{fmt.Sprintf("the step ends without the call: %v", told.Errors)}
	}
	if how == interrupted {
		c.provider.Stop(t)
	} else {
		c.provider.Kill()
		g.cut()
	}
	var told protocoltest.Diagnostics
	g.open(func() { told = <-done })
	bad = c.judgeEnding(t, o, s, how, told)
	// Nobody but the vendor can know of a code that a killed provider sent. The sandbox did not get one that was lost.
	if g.codes > 1 && (how == interrupted || at != lost) {
		bad = append(bad, fmt.Sprintf("a single-use code was sent %d times", g.codes))
	}
	return g.heldOne, bad
}

// judgeEnding judges what the step left, and the next run. Nobody sees what a killed provider says.
func (c *cell) judgeEnding(t *testing.T, o object, s step, how ending, told protocoltest.Diagnostics) (bad []string) {
	t.Helper()
	known := func() bool { return c.resource != nil && c.resource.State(t) != nil }
	// A killed provider can tell nobody of the one token that was on its way.
	tokenTold := how == killed || says(told, "may have been issued", "may have been revoked", "could not be revoked", "left something behind")
	if how == interrupted {
		bad = wrongWords(told, c.canaries())
		if c.lost != nil {
			if what := c.lost(t, c.world, known()); what != "" && !tokenTold && !says(told, "may have been created") {
				bad = append(bad, what+" is at the vendor, known to nobody, and not a word of it")
			}
		}
	}
	problems := c.recover(t, o, s)
	if adopt := "terraform import " + c.typeName; len(problems) == 1 && strings.Contains(problems[0], adopt) {
		c.resource = c.start(t, 0, patient).Resource(t, c.typeName)
		if told := c.resource.Import(t, "build.repo"); len(told.Errors) > 0 {
			return append(bad, fmt.Sprintf("the import that is advised: %v", told.Errors))
		}
		problems = c.recover(t, o, s)
	}
	for _, problem := range problems {
		bad = append(bad, "the next run: "+problem)
	}
	return append(bad, c.leftovers(t, tokenTold, known())...)
}

// leftovers are what is at the vendor after the next run and known to nobody.
func (c *cell) leftovers(t *testing.T, tokenTold, known bool) (bad []string) {
	t.Helper()
	switch c.vendor {
	case "servicestage":
		for _, a := range c.Authorizations(t) {
			if a.Name != "there" && (a.Name != "build.repo" || !known) {
				bad = append(bad, "after the next run the project has "+a.Name)
			}
		}
	case "galaxy":
		allowed := 0
		if tokenTold {
			allowed++
		}
		if known && c.holdsToken {
			allowed++
		}
		id, _ := c.block["service_account_id"].(string)
		if live := c.LiveGalaxyTokens(t, id); live > allowed {
			bad = append(bad, fmt.Sprintf("after the next run %d tokens are alive", live))
		}
	}
	return bad
}
