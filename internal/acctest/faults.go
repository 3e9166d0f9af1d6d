package acctest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Fault is a rule that spoils the sandbox's answers.
type Fault = sandboxtest.Fault

// Faults returns, by name, the disturbances that every vendor's client may meet on any call and that say nothing about a
// credential, together with more of the vendor's own.
func Faults(more map[string]Fault) map[string]Fault {
	all := map[string]Fault{
		"500":       {Kind: "status", Status: 500},
		"503 HTML":  {Kind: "html", Status: 503},
		"401 HTML":  {Kind: "html", Status: 401},
		"403 HTML":  {Kind: "html", Status: 403},
		"200 HTML":  {Kind: "html", Status: 200},
		"429":       {Kind: "status", Status: 429},
		"empty":     {Kind: "empty"},
		"truncated": {Kind: "truncated"},
		"reset":     {Kind: "reset"},
		"huge":      {Kind: "huge"},
		"redirect":  {Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/"},
	}
	maps.Copy(all, more)
	return all
}

// Spoil makes each next request of a call ("POST /galaxy/auth/accessToken") meet another of the faults. The function it returns
// ends that, and fails the test when a fault met no request. So one run of the command line with -parallelism=1 and as many
// objects as faults meets all of them; what comes after them meets the last. No two objects meet the same fault, because newer
// command lines print equal errors once.
func Spoil(t *testing.T, sb *sandboxtest.Sandbox, call string, faults map[string]Fault) (end func()) {
	t.Helper()
	sb.KeepConnections(false)
	unmet := setFaults(t, sb, call, faults)
	last := slices.Sorted(maps.Keys(faults))[len(faults)-1]
	sb.SetFault(t, at(call, faults[last]))
	return func() {
		t.Helper()
		if left := unmet(); len(left) > 0 {
			t.Errorf("no %s met the faults %q", call, left)
		}
		sb.ClearFaults(t)
		sb.KeepConnections(true)
	}
}

// setFaults sets each fault for one request of the call, and returns what tells the names of those that met none yet.
func setFaults(t *testing.T, sb *sandboxtest.Sandbox, call string, faults map[string]Fault) (unmet func() []string) {
	t.Helper()
	names := slices.Sorted(maps.Keys(faults))
	for _, name := range names {
		fault := at(call, faults[name])
		fault.Times = 1
		sb.SetFault(t, fault)
	}
	return func() (left []string) {
		t.Helper()
		var set struct{ Faults []Fault }
		sb.Console(t, http.MethodGet, "/faults", nil, &set)
		for i, name := range names {
			if set.Faults[i].Hit == 0 {
				left = append(left, name)
			}
		}
		return left
	}
}

// at is the fault for the requests of a call; without a method for those of any.
func at(call string, fault Fault) Fault {
	method, path, found := strings.Cut(call, " ")
	if !found {
		method, path = "", call
	}
	prefix, rest, _ := strings.Cut(path[1:], "/")
	fault.Method, fault.Prefix, fault.Path = method, "/"+prefix, "/"+rest
	return fault
}
