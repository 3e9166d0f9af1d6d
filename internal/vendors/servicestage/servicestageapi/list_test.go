package servicestageapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// clock is a time that the test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func (c *clock) option(_ *Config, opts *vendorhttp.Options) { opts.Now, opts.MaxRetries = c.now, 0 }

func TestReadersShareAListForHalfAMinute(t *testing.T) {
	t.Parallel()
	at := newClock()
	w := serve(t, map[string][]answer{listRoute: {list(item("a", "oauth", 0)), list()}})
	client := w.client(t, at.option)
	var wait sync.WaitGroup
	for range 200 {
		wait.Go(func() {
			if _, found, err := client.Find(t.Context(), "a"); err != nil || !found {
				t.Errorf("found %t, %v", found, err)
			}
		})
	}
	wait.Wait()
	if n := w.count(listRoute); n != 1 {
		t.Errorf("%d list calls for 200 readers", n)
	}
	at.advance(29 * time.Second)
	if _, found, _ := client.Find(t.Context(), "a"); !found || w.count(listRoute) != 1 {
		t.Errorf("after 29 seconds: found %t, %d list calls", found, w.count(listRoute))
	}
	at.advance(2 * time.Second)
	if _, found, _ := client.Find(t.Context(), "a"); found || w.count(listRoute) != 2 {
		t.Errorf("what another tool deleted is found %t after half a minute, %d list calls", found, w.count(listRoute))
	}
}

// Another tool deletes an authorization, and this client creates one of its name at once.
func TestAnOldListDoesNotSayThatANameIsTaken(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {list(item("a", "personal", 0)), list()}, "POST /git/auths/github/personal": {created("a", "personal")}})
	client := w.client(t)
	if _, found, err := client.Find(t.Context(), "a"); !found || err != nil {
		t.Fatal(found, err)
	}
	if _, err := client.CreateToken(t.Context(), "a", "github", "", "token"); err != nil {
		t.Error(err)
	}
}

func TestAFailedListIsSharedForAShorterTime(t *testing.T) {
	t.Parallel()
	at := newClock()
	w := serve(t, map[string][]answer{listRoute: {{status: 503}, list()}})
	client := w.client(t, at.option)
	for range 3 {
		if _, _, err := client.Find(t.Context(), "a"); err == nil {
			t.Error("a list that failed is taken for one")
		}
	}
	if n := w.count(listRoute); n != 1 {
		t.Errorf("a service that is down is asked %d times", n)
	}
	at.advance(12 * time.Second)
	if _, _, err := client.Find(t.Context(), "a"); err != nil {
		t.Errorf("twelve seconds later: %v", err)
	}
}

func TestOwnWritesAreKnownWithoutAsking(t *testing.T) {
	t.Parallel()
	routes := map[string][]answer{listRoute: {list(item("a", "oauth", 0))}, "DELETE /git/auths/a": {{status: 204}}}
	w := serve(t, routes)
	w.from["POST"] = func(_ *http.Request, body string) answer { return created(nameIn(body), "personal") }
	client := w.client(t)
	var wait sync.WaitGroup
	for i := range 1000 {
		wait.Go(func() {
			if _, err := client.CreateToken(t.Context(), fmt.Sprintf("new-%d", i), "github", "", "token"); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if err := client.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if _, found, err := client.Find(t.Context(), "a"); found || err != nil {
		t.Errorf("what was deleted is found %t, %v", found, err)
	}
	for i := range 1000 {
		if _, found, err := client.Find(t.Context(), fmt.Sprintf("new-%d", i)); !found || err != nil {
			t.Fatalf("new-%d is found %t, %v", i, found, err)
		}
	}
	if n := w.count(listRoute); n != 1 {
		t.Errorf("%d list calls for 1,000 creations", n)
	}
}

// A write that ends while a list is under way: nobody knows whether the list has it.
func TestAWriteDuringAListIsInIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan []string)
		l := latest[[]string]{now: time.Now, lifetime: listLifetimeOf, call: func(context.Context) ([]string, error) { return <-answer, nil }}
		go func() {
			if got, err := l.get(t.Context(), recent); err != nil || fmt.Sprint(got) != "[old new]" {
				t.Errorf("%v, %v", got, err)
			}
		}()
		synctest.Wait()
		l.change(func(list []string) []string { return append(list, "new") })
		answer <- []string{"old"}
		synctest.Wait()
		if got, err := l.get(t.Context(), recent); err != nil || fmt.Sprint(got) != "[old new]" {
			t.Errorf("kept: %v, %v", got, err)
		}
	})
}

func TestOnlyALaterCallWillDoWhereACodeIsAtStake(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan int)
		l := latest[int]{now: time.Now, lifetime: listLifetimeOf, call: func(context.Context) (int, error) { return <-answer, nil }}
		ask := func(want freshness, expected int) {
			go func() {
				if got, err := l.get(t.Context(), want); got != expected || err != nil {
					t.Errorf("freshness %d: answered by call %d, %v; expected %d", want, got, err, expected)
				}
			}()
			synctest.Wait()
		}
		ask(recent, 1)
		ask(current, 1)
		ask(later, 2)
		ask(later, 2)
		answer <- 1
		synctest.Wait()
		answer <- 2
		synctest.Wait()
		ask(recent, 2)
		ask(current, 3)
		answer <- 3
		synctest.Wait()
	})
}

func TestAnInterruptedCallIsNobodyElses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan int)
		l := latest[int]{now: time.Now, lifetime: listLifetimeOf, call: func(ctx context.Context) (int, error) {
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			case got := <-answer:
				return got, nil
			}
		}}
		interrupted, interrupt := context.WithCancel(t.Context())
		go func() {
			if _, err := l.get(interrupted, recent); !errors.Is(err, context.Canceled) {
				t.Errorf("interrupted: %v", err)
			}
		}()
		synctest.Wait()
		go func() {
			if got, err := l.get(t.Context(), recent); got != 7 || err != nil {
				t.Errorf("the other one got %d, %v", got, err)
			}
		}()
		synctest.Wait()
		interrupt()
		synctest.Wait()
		answer <- 7
		synctest.Wait()
	})
}
