package probe

import (
	"context"
	"slices"
)

// mostSettings is how many settings together may explain an answer.
const mostSettings = 3

// combine finds settings that explain an answer together and that none explains alone: a probe asks several things, and a vendor may
// answer each of them otherwise. held are those that explain other probes.
func (r *runner) combine(ctx context.Context, a answered, held []setting) []setting {
	if sets := r.approach(ctx, a, held, nil); sets != nil {
		return sets
	}
	// One that shows only together with another one, such as the status of a refusal, brings nothing nearer by itself.
	for _, first := range held {
		if sets := r.approach(ctx, a, held, []setting{first}); sets != nil {
			return sets
		}
	}
	return nil
}

// approach adds to sets the setting that brings the sandbox nearest to the vendor until the two answer the same, and gives up when
// none brings it nearer. Of equals it takes a held one.
func (r *runner) approach(ctx context.Context, a answered, held, sets []setting) []setting {
	all := append(slices.Clone(held), candidates(r.switches, a.vendor)...)
	away := r.away(ctx, a, sets...)
	for len(sets) < mostSettings && away > 0 {
		var nearest *setting
		for _, set := range all {
			if slices.ContainsFunc(sets, func(s setting) bool { return s.name == set.name }) {
				continue
			}
			if d := r.away(ctx, a, append(slices.Clone(sets), set)...); d < away {
				nearest, away = &set, d
			}
			if away == 0 {
				break
			}
		}
		if nearest == nil {
			return nil
		}
		sets = append(slices.Clone(sets), *nearest)
	}
	if away > 0 {
		return nil
	}
	return sets
}
