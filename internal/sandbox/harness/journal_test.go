package harness_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func TestJournalKeepsNamesAndNoSecret(t *testing.T) {
	b := newBed(t)
	b.room.handle = func(w http.ResponseWriter, r *http.Request) {
		harness.Note(r, "scopes", "publishing")
		w.Header().Set("X-Answer", "secret-answer-header")
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte("secret-answer"))
	}
	req, err := http.NewRequestWithContext(t.Context(), "PUT",
		b.url+"/echo/a/b?zeta=secret-query&alpha=secret-query&alpha=2&%zz=secret-query", strings.NewReader("secret-body"))
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth("user", "secret-password")
	for name, value := range map[string]string{
		"Content-Type": "text/plain", "Accept": "application/json", "User-Agent": "test/1", "Cookie": "secret-cookie", "X-Auth-Token": "secret-header",
	} {
		req.Header.Set(name, value)
	}
	resp, err := b.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()

	_, text, err := b.do("GET", "/console/journal", "")
	if err != nil || strings.Contains(text, "secret") || strings.Contains(text, "c2VjcmV0") {
		t.Errorf("%v; the journal holds a secret: %s", err, text)
	}
	e := b.journal("")[0]
	if e.Number != 1 || e.Vendor != "echo" || e.Method != "PUT" || e.Path != "/echo/a/b" || e.Status != 201 || e.Fault != "" {
		t.Errorf("entry %+v", e)
	}
	if !slices.Equal(e.QueryKeys, []string{"alpha", "zeta"}) {
		t.Errorf("query keys %q", e.QueryKeys)
	}
	names := []string{"accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "cookie", "user-agent", "x-auth-token"}
	if !slices.Equal(e.HeaderNames, names) {
		t.Errorf("header names %q", e.HeaderNames)
	}
	if len(e.HeaderValues) != 3 || e.HeaderValues["content-type"] != "text/plain" || e.HeaderValues["accept"] != "application/json" || e.HeaderValues["user-agent"] != "test/1" {
		t.Errorf("header values %q", e.HeaderValues)
	}
	if e.Notes["scopes"] != "publishing" || len(e.Notes) != 1 {
		t.Errorf("notes %q", e.Notes)
	}
}

func TestJournalFiltersAndCounts(t *testing.T) {
	b := newBed(t)
	b.fault(`{"kind":"empty","path":"/b/*"}`)
	for _, call := range []string{"GET /echo/a", "POST /echo/a", "GET /echo/b/1", "GET /echo2/b/2", "GET /nobody/x"} {
		method, path, _ := strings.Cut(call, " ")
		b.status(method, path)
	}
	for query, want := range map[string]int{
		"": 4, "vendor=echo": 4, "vendor=x": 0, "method=get": 3, "path=/echo/a": 2, "path=/echo/a&method=POST": 1,
		"path=/echo/*": 3, "path=/echo*": 4, "fault=empty": 2, "after=3": 1,
	} {
		var out struct{ Count int }
		b.console("GET", "/journal/count?"+query, "", &out)
		if n := len(b.journal(query)); out.Count != want || n != want {
			t.Errorf("%q: count %d, entries %d, want %d", query, out.Count, n, want)
		}
	}
	b.console("DELETE", "/journal", "", nil)
	b.status("GET", "/echo/a")
	if entries := b.journal(""); len(entries) != 1 || entries[0].Number != 1 {
		t.Errorf("after clearing: %+v", entries)
	}
	if got := b.status("GET", "/console/journal?after=x"); got != 400 {
		t.Errorf("after=x: status %d", got)
	}
}

// A client that has received an answer finds its status in the journal.
func TestJournalIsCompleteWhenTheAnswerArrives(t *testing.T) {
	b := newBed(t)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			path := fmt.Sprintf("/echo/%d", i)
			b.status("GET", path)
			if entries := b.journal("path=" + path); len(entries) != 1 || entries[0].Status != 200 {
				t.Errorf("entries %+v", entries)
			}
		})
	}
	wg.Wait()
	seen := map[int]bool{}
	for _, e := range b.journal("") {
		seen[e.Number] = true
	}
	if len(seen) != 20 {
		t.Errorf("%d distinct numbers, want 20", len(seen))
	}
}

func TestJournalTellsHowManyWereUnderWay(t *testing.T) {
	b := newBed(t)
	var both sync.WaitGroup
	both.Add(2)
	b.room.handle = func(http.ResponseWriter, *http.Request) { both.Done(); both.Wait() }
	var calls sync.WaitGroup
	for range 2 {
		calls.Go(func() { b.status("GET", "/echo/x") })
	}
	calls.Wait()
	peak := int64(0)
	for _, e := range b.journal("") {
		peak = max(peak, e.UnderWay)
	}
	if peak != 2 {
		t.Errorf("peak %d, want 2", peak)
	}
}
