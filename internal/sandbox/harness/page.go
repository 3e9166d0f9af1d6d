package harness

import (
	"net/http"
	"sync"
)

// Page is the part of a room's console that is about items of one kind: it lists them, and shows and changes the one that
// {id} in the path names. Its handlers hold the room's lock.
type Page[T any] struct {
	// Lock is the room's lock, which guards Items.
	Lock  sync.Locker
	Items *Collection[T]
	// What names an item, such as "service account".
	What string
	// View is what the console shows of an item.
	View func(T) any
}

// List shows all items, in a field of this name.
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

// Show shows an item.
func (p Page[T]) Show() Handler { return p.Change(func(T) {}) }

// Change changes an item and shows it.
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

// Answer answers a request about an item.
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

// Remove removes an item.
func (p Page[T]) Remove() Handler {
	return p.Answer(func(r *http.Request, _ T) (any, error) {
		p.Items.Delete(r.PathValue("id"))
		return nil, nil
	})
}

// Foreign makes an item another account's, or the own account's again if the body is {"foreign":false}.
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

// Add adds an item, or refuses it if its id is taken. The room's lock must be held.
func (p Page[T]) Add(id string, item T) error {
	if _, taken := p.Items.Get(id); taken {
		return Refuse(http.StatusConflict, "The %s %q exists.", p.What, id)
	}
	p.Items.Put(id, item)
	return nil
}
