package servicestage

import "sync"

// sightings are the authorizations that this process has met while it planned, by name. Terraform tells the plan of a creation
// nothing of other objects: neither of the one that it replaces, nor of one of the same name at another address.
type sightings struct {
	mu sync.Mutex
	// inState were read: one of the token type is in the state, at this address or at another one.
	inState map[sighted]bool
	// kept were planned as objects that exist: a creation that follows is a replacement.
	kept map[sighted]bool
	// created and deleted were planned, whatever their token type.
	created, deleted map[string]bool
}

type sighted struct{ tokenType, name string }

func (s *sightings) read(tokenType, name string)    { s.note(&s.inState, sighted{tokenType, name}) }
func (s *sightings) planned(tokenType, name string) { s.note(&s.kept, sighted{tokenType, name}) }

func (s *sightings) note(in *map[sighted]bool, what sighted) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if *in == nil {
		*in = map[sighted]bool{}
	}
	(*in)[what] = true
}

// of reports whether an authorization is known to be in the state, and whether its replacement is being planned.
func (s *sightings) of(tokenType, name string) (inState, replaced bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what := sighted{tokenType, name}
	return s.inState[what], s.kept[what]
}

// creation takes note of a planned creation, and reports whether a deletion of that name is planned at another address. Terraform
// plans no deletion for an object that it replaces.
func (s *sightings) creation(name string) (deleted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.created == nil {
		s.created = map[string]bool{}
	}
	s.created[name] = true
	return s.deleted[name]
}

// deletion is creation the other way round: Terraform plans in no certain order.
func (s *sightings) deletion(name string) (created bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deleted == nil {
		s.deleted = map[string]bool{}
	}
	s.deleted[name] = true
	return s.created[name]
}
