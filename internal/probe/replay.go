package probe

import (
	"context"
	"fmt"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

// Replay asks the sandbox, as it stands, everything that a vendor answered in a file of evidence, and returns where the two
// disagree. env holds a credential that is made up; the file has placeholders in the place of the real one.
func Replay(ctx context.Context, suite Suite, env Environment, file evidence.File) ([]string, error) {
	room, err := newRoom(suite.Vendor)
	if err != nil {
		return nil, err
	}
	defer room.close()
	r := &runner{suite: suite, env: env, room: room, known: knownOf(suite, env)}
	if r.endpoints, err = suite.Endpoints(env); err != nil {
		return nil, err
	}
	var out []string
	for _, kept := range file.Probes {
		if kept.Verdict == evidence.NotAsked || kept.Verdict == evidence.NoAnswer {
			continue
		}
		at := slices.IndexFunc(suite.Probes, func(p Probe) bool { return p.ID == kept.ID })
		if at < 0 {
			out = append(out, fmt.Sprintf("%s: there is no such probe any more", kept.ID))
			continue
		}
		sandbox, err := r.simulate(ctx, suite.Probes[at], suite.Prepare)
		if err != nil {
			return nil, err
		}
		vendor := transcript{exchanges: kept.Exchanges, unprepared: sandbox.unprepared}
		if !same(vendor, sandbox) {
			out = append(out, fmt.Sprintf("%s (%v):\n%s", kept.ID, kept.Behaviours, sideBySide(vendor, sandbox)))
		}
	}
	return out, nil
}
