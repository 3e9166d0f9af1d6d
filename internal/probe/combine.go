package probe

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
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

// distance counts in how many parts two transcripts differ. It is 0 where they are the same, and only there.
func distance(a, b transcript) int {
	if a.err != nil || b.err != nil || (a.unprepared == "") != (b.unprepared == "") {
		return math.MaxInt
	}
	const question = 100 // other questions were asked, because of an earlier answer
	ours, theirs := a.compared(), b.compared()
	away := question * (max(len(ours), len(theirs)) - min(len(ours), len(theirs)))
	for i := range min(len(ours), len(theirs)) {
		if ours[i].Request.Method != theirs[i].Request.Method || ours[i].Request.Path != theirs[i].Request.Path {
			away += question
			continue
		}
		if !sameExchange(ours[i], theirs[i]) {
			away += max(1, apart(ours[i].Response, theirs[i].Response))
		}
	}
	return away
}

// apart counts the parts of two answers that are not in both.
func apart(a, b evidence.Response) int {
	parts := map[string]int{}
	for _, one := range partsOf(a) {
		parts[one]++
	}
	for _, one := range partsOf(b) {
		parts[one]--
	}
	n := 0
	for _, times := range parts {
		n += max(times, -times)
	}
	return n
}

func partsOf(r evidence.Response) []string {
	parts := []string{fmt.Sprint("status ", r.Status), "reason " + r.ReasonPhrase, "type " + r.Headers["Content-Type"]}
	parsed, isJSON := parseJSON([]byte(r.Body))
	if !isJSON {
		return append(parts, "body "+r.Body)
	}
	var walk func(at string, value any)
	walk = func(at string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, member := range value {
				walk(at+"."+name, member)
			}
		case []any:
			for _, element := range value {
				walk(at+"[]", element)
			}
			parts = append(parts, at+" is a list")
		default:
			parts = append(parts, fmt.Sprint(at, " ", value))
		}
	}
	walk("", parsed)
	return parts
}
