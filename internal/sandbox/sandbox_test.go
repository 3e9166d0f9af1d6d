package sandbox_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestStartTakesLoopbackOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "vendor.example:0", "127.0.0.1"} {
		running, err := sandbox.Start(addr)
		if err == nil {
			t.Errorf("%s: served at %s", addr, running.URL())
			_ = running.Close()
		}
	}
	running, err := sandbox.Start("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := running.Close(); err != nil {
		t.Error(err)
	}
	if resp, err := http.Get(running.URL() + "/console"); err == nil {
		resp.Body.Close()
		t.Error("it still answers after Close")
	}
}

// What a test sets by a typed call is what a client sees.
func TestTypedCallsReachTheSandbox(t *testing.T) {
	s := sandboxtest.Start(t)
	get := func() (int, string) {
		resp, err := http.Get(s.GalaxyURL() + "/auth/checkAccessToken")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(body)
	}
	if status, body := get(); status != 401 || !strings.Contains(body, "AUTH_REQUIRE") {
		t.Errorf("without a fault: %d %s", status, body)
	}
	s.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Kind: "status", Status: 429, RetryAfter: "3", Times: 1})
	if status, _ := get(); status != 429 {
		t.Errorf("with a fault: %d", status)
	}
	if n := s.Count(t, "GET", "/galaxy/auth/checkAccessToken"); n != 2 {
		t.Errorf("count %d, want 2", n)
	}
	if entries := s.Journal(t, "", "/galaxy/*"); len(entries) != 2 || entries[1].Fault != "status" || entries[1].Status != 429 {
		t.Errorf("journal %+v", entries)
	}
	s.ClearJournal(t)
	s.SetFault(t, sandboxtest.Fault{Kind: "empty"})
	s.ClearFaults(t)
	if status, _ := get(); status != 401 || s.Count(t, "", "") != 1 {
		t.Errorf("after clearing: %d, %d requests", status, s.Count(t, "", ""))
	}
}

func TestTwoSandboxesShareNothing(t *testing.T) {
	one, other := sandboxtest.Start(t), sandboxtest.Start(t)
	account := one.CreateGalaxyAccount(t)
	if status, _ := other.TryConsole(t, http.MethodGet, "/galaxy/accounts/"+account.ID, nil); status != 404 {
		t.Errorf("the other sandbox answers %d for the account", status)
	}
}

func BenchmarkRequest(b *testing.B) {
	s := sandboxtest.Start(b)
	for b.Loop() {
		resp, err := http.Get(s.GalaxyURL() + "/auth/checkAccessToken")
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}
