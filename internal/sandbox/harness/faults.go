package harness

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Fault is a rule that spoils matching vendor requests. Rules are tried in the
// order they were set; the first that fires is played.
type Fault struct {
	// ID is given by the console.
	ID int `json:"id,omitempty"`

	// Vendor (a room's name), Prefix ("/lwa"), Method and Path select requests;
	// empty selects all. Path lies below the prefix and is exact, or ends in *.
	Vendor string `json:"vendor,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Method string `json:"method,omitempty"`
	Path   string `json:"path,omitempty"`

	// Skip is how many matching requests pass first, Times how many are hit
	// after them; 0 is all until the rule is cleared.
	Skip  int `json:"skip,omitempty"`
	Times int `json:"times,omitempty"`

	// Kind is one of status, html, reset, reset_after, slow, truncated, empty, huge, redirect, or on the wire one of raw, echo,
	// gzip_bomb, slow_header, slow_body; or scribble, which writes into the vendor's own answer.
	Kind string `json:"kind"`

	// Acts lets the vendor act before its answer is replaced. For the kinds
	// reset, reset_after, scribble, slow and truncated it is fixed whether the vendor acts.
	Acts bool `json:"acts,omitempty"`

	// Status is the status of kinds status (required), html (503), echo (500), huge (200) and redirect (302).
	Status int `json:"status,omitempty"`
	// RetryAfter is the Retry-After header of status and html: seconds or an HTTP date, as text.
	RetryAfter RetryAfter `json:"retry_after,omitempty"`
	// Body is the body of status: a JSON string is sent as its text, anything else as JSON. For raw it is the text to write, for
	// scribble the text to add.
	Body json.RawMessage `json:"body,omitempty"`
	// ContentType overrides application/json, or text/html for a text body.
	ContentType string `json:"content_type,omitempty"`
	// Headers are further headers of status.
	Headers map[string]string `json:"headers,omitempty"`
	// DelayMS is in milliseconds: how long slow waits before the vendor acts, and slow_header and slow_body within the answer.
	DelayMS int64 `json:"delay_ms,omitempty"`
	// Location is where redirect points.
	Location string `json:"location,omitempty"`

	// Matched and Hit count the requests that matched and those that were hit; the console fills them in.
	Matched int `json:"matched,omitempty"`
	Hit     int `json:"hit,omitempty"`
}

// RetryAfter is the text of a Retry-After header. In JSON it may be a number of seconds.
type RetryAfter string

// UnmarshalJSON takes a string or a number.
func (r *RetryAfter) UnmarshalJSON(data []byte) error {
	var seconds int64
	if err := json.Unmarshal(data, &seconds); err == nil {
		*r = RetryAfter(strconv.FormatInt(seconds, 10))
		return nil
	}
	return json.Unmarshal(data, (*string)(r))
}

func (f *Fault) delay() time.Duration { return time.Duration(f.DelayMS) * time.Millisecond }

// text is the body as a text, and whether it is one.
func (f *Fault) text() (text string, isText bool) {
	return text, json.Unmarshal(f.Body, &text) == nil
}

func (f *Fault) matches(m *mount, method, path string) bool {
	return (f.Vendor == "" || f.Vendor == m.room.Name()) &&
		(f.Prefix == "" || f.Prefix == m.prefix) &&
		(f.Method == "" || f.Method == method) &&
		(f.Path == "" || matchPath(f.Path, path))
}

// matchPath compares exactly, or up to a * at the pattern's end.
func matchPath(pattern, path string) bool {
	if start, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(path, start)
	}
	return pattern == path
}

// faults holds the rules that are set.
type faults struct {
	mounts []*mount
	mu     sync.Mutex
	nextID int
	rules  []*Fault
}

func newFaults(mounts []*mount) *faults { return &faults{mounts: mounts} }

// pick counts a request against the rules and returns the one that fires, or nil.
func (f *faults) pick(m *mount, method, path string) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, rule := range f.rules {
		if rule.Times > 0 && rule.Hit == rule.Times || !rule.matches(m, method, path) {
			continue
		}
		rule.Matched++
		if rule.Matched <= rule.Skip {
			continue
		}
		rule.Hit++
		// A copy: the counters go on changing while this one is played.
		fired := *rule
		return &fired
	}
	return nil
}

func (f *faults) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rules = nil
}

func (f *faults) routes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/faults", About: "the fault rules in order, with what they matched and hit",
			Handle: f.list},
		{Method: http.MethodPost, Path: "/faults", About: `add a rule: {"vendor":"galaxy","method":"GET","path":"/seller/*","kind":"status","status":429,"retry_after":2,"times":1,"skip":0}; kinds: ` + strings.Join(faultKindNames(), ", "),
			Handle: f.add},
		{Method: http.MethodDelete, Path: "/faults", About: "clear all rules, or the one of ?id=",
			Handle: f.remove},
	}
}

func (f *faults) list(*http.Request) (any, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	rules := make([]Fault, 0, len(f.rules))
	for _, rule := range f.rules {
		rules = append(rules, *rule)
	}
	return map[string]any{"faults": rules}, nil
}

func (f *faults) add(r *http.Request) (any, error) {
	rule := &Fault{}
	if err := Decode(r, rule); err != nil {
		return nil, err
	}
	rule.Method = strings.ToUpper(rule.Method)
	rule.Matched, rule.Hit = 0, 0
	if err := f.check(rule); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.nextID++
	rule.ID = f.nextID
	f.rules = append(f.rules, rule)
	return *rule, nil
}

func (f *faults) remove(r *http.Request) (any, error) {
	text := r.URL.Query().Get("id")
	if text == "" {
		f.clear()
		return nil, nil
	}
	id, err := strconv.Atoi(text)
	if err != nil {
		return nil, Refuse(http.StatusBadRequest, `"id" is not a rule's number.`)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, rule := range f.rules {
		if rule.ID == id {
			f.rules = append(f.rules[:i:i], f.rules[i+1:]...)
			return nil, nil
		}
	}
	return nil, Refuse(http.StatusNotFound, "There is no fault rule %d.", id)
}
