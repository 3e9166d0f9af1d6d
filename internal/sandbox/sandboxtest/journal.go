package sandboxtest

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Entry is one vendor request as the sandbox's journal keeps it.
type Entry = harness.Entry

// Count is how many requests had this method and path. An empty method is any; the
// path begins with the vendor's prefix and may end in *:
// Count(t, "POST", "/galaxy/auth/accessToken").
func (s *Sandbox) Count(t testing.TB, method, path string) int {
	t.Helper()
	var out struct {
		Count int `json:"count"`
	}
	s.Console(t, http.MethodGet, "/journal/count?"+journalQuery(method, path), nil, &out)
	return out.Count
}

// Journal is the requests that Count counts, in order of arrival.
func (s *Sandbox) Journal(t testing.TB, method, path string) []Entry {
	t.Helper()
	var out struct {
		Entries []Entry `json:"entries"`
	}
	s.Console(t, http.MethodGet, "/journal?"+journalQuery(method, path), nil, &out)
	return out.Entries
}

// ClearJournal forgets the requests seen so far.
func (s *Sandbox) ClearJournal(t testing.TB) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/journal", nil, nil)
}

func journalQuery(method, path string) string {
	return url.Values{"method": {method}, "path": {path}}.Encode()
}
