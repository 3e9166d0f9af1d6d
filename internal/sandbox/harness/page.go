package harness

import (
	"net/http"
	"sync"
)

// Page is what a room's console does with its things of one kind: it lists them, and shows and changes the one that {id}
// in the path names. Its handlers hold the room's lock.
type Page[T any] struct {
	// Lock is the room's, Items what it guards.
	Lock  sync.Locker
	Items *Collection[T]
	// What names one of them, such as "service account".
	What string
	// View is how one of them is shown.
	View func(T) any
}

// List shows all of them, in a field of this name.
func (p Page[T]) List(field string) Handler {
	return func(*http.Request) (any, error) {
		p.Lock.Lock()
		defer p.Lock.Unlock()
		views := []any{}
		for item := range p.Items.All() {
			views = append(views, p.View(item))
		}
		return map[string]any{field: views}, nil
	}
}

// Show shows one of them.
func (p Page[T]) Show() Handler { return p.Change(func(T) {}) }

// Change changes one of them and shows it.
func (p Page[T]) Change(change func(T)) Handler {
	return p.Edit(func(_ *http.Request, item T) error { change(item); return nil })
}

// Edit is Change for a change that reads the request and may be refused.
func (p Page[T]) Edit(change func(*http.Request, T) error) Handler {
	return p.Answer(func(r *http.Request, item T) (any, error) {
		if err := change(r, item); err != nil {
			return nil, err
		}
		return p.View(item), nil
	})
}

// Answer answers a request about one of them.
func (p Page[T]) Answer(answer func(*http.Request, T) (any, error)) Handler {
	return func(r *http.Request) (any, error) {
		p.Lock.Lock()
		defer p.Lock.Unlock()
		id := r.PathValue("id")
		item, found := p.Items.Get(id)
		if !found {
			return nil, Refuse(http.StatusNotFound, "There is no %s %q.", p.What, id)
		}
		return answer(r, item)
	}
}

// Remove forgets one of them.
func (p Page[T]) Remove() Handler {
	return p.Answer(func(r *http.Request, _ T) (any, error) {
		p.Items.Delete(r.PathValue("id"))
		return nil, nil
	})
}

// Foreign makes one of them another account's, which is what an empty body means, or one's own again: {"foreign":false}.
func (p Page[T]) Foreign(set func(item T, foreign bool)) Handler {
	return p.Edit(func(r *http.Request, item T) error {
		in := struct {
			Foreign bool `json:"foreign"`
		}{Foreign: true}
		if err := Decode(r, &in); err != nil {
			return err
		}
		set(item, in.Foreign)
		return nil
	})
}

// Add adds one of them whose id must be free. The room's lock must be held.
func (p Page[T]) Add(id string, item T) error {
	if _, taken := p.Items.Get(id); taken {
		return Refuse(http.StatusConflict, "The %s %q exists.", p.What, id)
	}
	p.Items.Put(id, item)
	return nil
}
