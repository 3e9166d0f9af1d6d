package harness

import "time"

// grace is how long an expired token is remembered. Afterwards it is answered like an unknown one.
const grace = 24 * time.Hour

// Tokens are access tokens that expire, each with the grant it stands for. They are forgotten a day after they expire,
// because a sandbox may run for days. The zero value holds none. The room's lock guards them.
type Tokens[G any] struct {
	issued map[string]issued[G]
	// sweepAt is the number of tokens at which the expired ones are looked for.
	sweepAt int
}

type issued[G any] struct {
	grant   G
	expires time.Time
}

// Issue adds a token that stands for grant.
func (t *Tokens[G]) Issue(token string, grant G, expires, now time.Time) {
	if t.issued == nil {
		t.issued = map[string]issued[G]{}
	}
	if len(t.issued) >= t.sweepAt {
		for old, i := range t.issued {
			if now.After(i.expires.Add(grace)) {
				delete(t.issued, old)
			}
		}
		t.sweepAt = 2*len(t.issued) + 1024
	}
	t.issued[token] = issued[G]{grant, expires}
}

// Get returns what a token stands for and when it expires, and whether it is known. It may have expired.
func (t *Tokens[G]) Get(token string) (grant G, expires time.Time, known bool) {
	i, known := t.issued[token]
	return i.grant, i.expires, known
}

// Revoke forgets the tokens whose grant is selected, and counts them.
func (t *Tokens[G]) Revoke(selected func(G) bool) int {
	n := 0
	for token, i := range t.issued {
		if selected(i.grant) {
			delete(t.issued, token)
			n++
		}
	}
	return n
}
