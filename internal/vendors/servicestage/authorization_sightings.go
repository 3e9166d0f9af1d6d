package servicestage

import "sync"

// sightings are the authorizations that this process has met in the state, by token type and name. Terraform tells the plan of a
// creation nothing of the object that it replaces, but plans both in one process.
type sightings struct {
	mu    sync.Mutex
	known map[sighted]sighting
}

type sighted struct{ tokenType, name string }

// sighting is how far an authorization of the state was met.
type sighting int

const (
	// neverSeen is an authorization that no resource of the state is known to be.
	neverSeen sighting = iota
	// refreshed was read: it is in the state, at this address or at another one.
	refreshed
	// planned was planned as an object that exists: a creation of its name that follows is its replacement.
	planned
)

func (s *sightings) add(tokenType, name string, seen sighting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[sighted]sighting{}
	}
	key := sighted{tokenType, name}
	s.known[key] = max(s.known[key], seen)
}

func (s *sightings) of(tokenType, name string) sighting {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known[sighted{tokenType, name}]
}
