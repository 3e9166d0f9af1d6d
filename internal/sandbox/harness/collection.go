package harness

import (
	"iter"
	"slices"
)

// Collection holds the items of one kind in a room, such as its service accounts, by their ids and in the order they were
// added. The zero value is empty. The room's lock guards it.
type Collection[T any] struct {
	ids   []string
	items map[string]T
}

// Get returns the item with an id, and whether there is one.
func (c *Collection[T]) Get(id string) (T, bool) {
	item, found := c.items[id]
	return item, found
}

// Put adds an item, or replaces the one with the same id.
func (c *Collection[T]) Put(id string, item T) {
	if c.items == nil {
		c.items = map[string]T{}
	}
	if _, found := c.items[id]; !found {
		c.ids = append(c.ids, id)
	}
	c.items[id] = item
}

// Delete removes the item with an id, if there is one.
func (c *Collection[T]) Delete(id string) {
	delete(c.items, id)
	c.ids = slices.DeleteFunc(c.ids, func(other string) bool { return other == id })
}

// Len is how many there are.
func (c *Collection[T]) Len() int { return len(c.ids) }

// All is every item, in the order they were added.
func (c *Collection[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, id := range c.ids {
			if !yield(c.items[id]) {
				return
			}
		}
	}
}

// FreeID counts upwards, starting after the number of items, until id(n) is not taken, and returns it.
func (c *Collection[T]) FreeID(id func(n int) string) string {
	for n := len(c.ids) + 1; ; n++ {
		if _, taken := c.items[id(n)]; !taken {
			return id(n)
		}
	}
}
