package harness

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// harmlessHeaders are the only headers whose values the journal keeps.
var harmlessHeaders = []string{"accept", "content-type", "user-agent"}

// record is a journal entry that can still change.
type record struct {
	journal *journal
	entry   *Entry
}

func (r *record) setStatus(status int) {
	r.journal.mu.Lock()
	defer r.journal.mu.Unlock()
	r.entry.Status = status
}

func (r *record) setFault(kind string) {
	r.journal.mu.Lock()
	defer r.journal.mu.Unlock()
	r.entry.Fault = kind
}

func (r *record) note(key, value string) {
	r.journal.mu.Lock()
	defer r.journal.mu.Unlock()
	if r.entry.Notes == nil {
		r.entry.Notes = map[string]string{}
	}
	r.entry.Notes[key] = value
}

// clone copies what may still change; the journal's lock must be held.
func (e *Entry) clone() Entry {
	out := *e
	out.Notes = maps.Clone(e.Notes)
	return out
}

type recordKey struct{}

func withRecord(ctx context.Context, r *record) context.Context {
	return context.WithValue(ctx, recordKey{}, r)
}

// Note adds a harmless word to the request's journal entry, such as the scopes
// asked for. The value must not be a secret or contain a part of one. Note does
// nothing for a request that did not come through the harness.
func Note(r *http.Request, key, value string) {
	if rec, ok := r.Context().Value(recordKey{}).(*record); ok {
		rec.note(key, value)
	}
}

func queryKeys(raw string) []string {
	if raw == "" {
		return []string{}
	}
	// A malformed pair is left out, because any part of it may be a value.
	values, _ := url.ParseQuery(raw)
	return slices.Sorted(maps.Keys(values))
}

func headerNames(h http.Header) []string {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	return names
}

func harmlessValues(h http.Header) map[string]string {
	values := map[string]string{}
	for _, name := range harmlessHeaders {
		if v := h.Get(name); v != "" {
			values[name] = v
		}
	}
	return values
}
