package harness

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxJournal bounds the memory of a sandbox that runs for days: the oldest entries go first.
const maxJournal = 200_000

// Entry is one vendor request in the journal. It holds no query value, no body,
// and no header value but those of an explicit list of harmless headers.
type Entry struct {
	// Number counts vendor requests from 1 since the start or the last clearing, in order of arrival.
	Number int `json:"number"`
	// Time is the sandbox's time of arrival.
	Time time.Time `json:"time"`
	// Vendor is the room's name.
	Vendor string `json:"vendor"`
	Method string `json:"method"`
	// Path is the path with the room's prefix, as in "/galaxy/auth/accessToken".
	Path string `json:"path"`
	// QueryKeys are the sorted names of the query's parameters.
	QueryKeys []string `json:"query_keys"`
	// HeaderNames are the request's header names, lower-case and sorted.
	HeaderNames []string `json:"header_names"`
	// HeaderValues are the values of the harmless headers: accept, content-type, user-agent.
	HeaderValues map[string]string `json:"header_values"`
	// Status is the status answered; 0 while under way, or when no answer was sent.
	Status int `json:"status"`
	// Fault is the kind of the fault that hit, empty when none did.
	Fault string `json:"fault,omitempty"`
	// UnderWay is how many vendor requests were under way at arrival, this one included.
	UnderWay int64 `json:"under_way"`
	// Notes are harmless words a room added, such as the scopes asked for.
	Notes map[string]string `json:"notes,omitempty"`
}

// journal is every vendor request in order of arrival.
type journal struct {
	clock   *Clock
	mu      sync.Mutex
	number  int
	entries []*Entry
}

func newJournal(clock *Clock) *journal { return &journal{clock: clock} }

func (j *journal) begin(m *mount, rest string, r *http.Request, underWay int64) *record {
	e := &Entry{
		Time: j.clock.Now().UTC(), Vendor: m.room.Name(), Method: r.Method, Path: m.prefix + rest,
		QueryKeys: queryKeys(r.URL.RawQuery), HeaderNames: headerNames(r.Header), HeaderValues: harmlessValues(r.Header),
		UnderWay: underWay,
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.number++
	e.Number = j.number
	if len(j.entries) == maxJournal {
		// Drop a tenth at a time, so that not every request has to move the entries.
		j.entries = append([]*Entry(nil), j.entries[maxJournal/10:]...)
	}
	j.entries = append(j.entries, e)
	return &record{journal: j, entry: e}
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries, j.number = nil, 0
}

// journalFilter selects entries; an empty field selects all.
type journalFilter struct {
	vendor, method, path, fault string
	after                       int
}

func (f journalFilter) selects(e *Entry) bool {
	return (f.vendor == "" || f.vendor == e.Vendor) &&
		(f.method == "" || strings.EqualFold(f.method, e.Method)) &&
		(f.path == "" || matchPath(f.path, e.Path)) &&
		(f.fault == "" || f.fault == e.Fault) &&
		e.Number > f.after
}

func newJournalFilter(r *http.Request) (journalFilter, error) {
	q := r.URL.Query()
	f := journalFilter{vendor: q.Get("vendor"), method: q.Get("method"), path: q.Get("path"), fault: q.Get("fault")}
	if after := q.Get("after"); after != "" {
		n, err := strconv.Atoi(after)
		if err != nil {
			return f, Refuse(http.StatusBadRequest, `"after" is not an entry's number.`)
		}
		f.after = n
	}
	return f, nil
}

func (j *journal) routes() []Route {
	const filters = "filters: vendor, method, path (exact, or with * at the end), fault, after (a number)"
	return []Route{
		{Method: http.MethodGet, Path: "/journal", About: "vendor requests in order; " + filters, Handle: j.list},
		{Method: http.MethodGet, Path: "/journal/count", About: "how many; " + filters, Handle: j.count},
		{Method: http.MethodDelete, Path: "/journal", About: "clear the journal; numbers start at 1 again",
			Handle: func(*http.Request) (any, error) { j.clear(); return nil, nil }},
	}
}

func (j *journal) list(r *http.Request) (any, error) {
	f, err := newJournalFilter(r)
	if err != nil {
		return nil, err
	}
	entries := []Entry{}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, e := range j.entries {
		if f.selects(e) {
			entries = append(entries, e.clone())
		}
	}
	return map[string]any{"entries": entries}, nil
}

func (j *journal) count(r *http.Request) (any, error) {
	f, err := newJournalFilter(r)
	if err != nil {
		return nil, err
	}
	n := 0
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, e := range j.entries {
		if f.selects(e) {
			n++
		}
	}
	return map[string]int{"count": n}, nil
}
