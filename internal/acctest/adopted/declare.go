package adopted

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// member is one resource of a configuration.
type member[A any] struct {
	credential A
	// secret is an expression, empty for none; version is the user's own, 0 for none; more are further arguments.
	secret  string
	version int
	more    string
}

// members are a configuration's resources by their label.
type members[A any] map[string]member[A]

// own declares a credential with its secret in the configuration, inBlock without one.
func (k Kind[A]) own(credential A) member[A] {
	return k.inBlock(credential).withSecret(k.Account(credential).Secret)
}

func (k Kind[A]) inBlock(credential A) member[A] {
	return member[A]{credential: credential, more: k.Account(credential).Declares + "\n  " + k.OnRefresh}
}

func (m member[A]) withSecret(secret string) member[A] {
	m.secret = fmt.Sprintf("%q", secret)
	return m
}
func (m member[A]) withVersion(version int) member[A] { m.version = version; return m }
func (m member[A]) alone() member[A]                  { m.more = ""; return m }

// with adds an argument to each.
func (ms members[A]) with(argument string) members[A] {
	all := members[A]{}
	for label, m := range ms {
		m.more += "\n  " + argument
		all[label] = m
	}
	return all
}

// labels in order, so that a failure reads the same every time.
func (ms members[A]) labels() []string { return slices.Sorted(maps.Keys(ms)) }

func (k Kind[A]) address(label string) string { return k.Type + "." + label }
func (k Kind[A]) version() string             { return k.SecretArgument + "_version" }
func (k Kind[A]) block(credential A) string {
	return k.Block(credential, fmt.Sprintf("%q", k.Account(credential).Secret))
}

// subject is what diagnostics call a credential.
func (k Kind[A]) subject(credential A) string {
	return strings.TrimSpace(k.Noun + " " + k.Account(credential).Name)
}

// unproven names a credential that no verdict is recorded for.
func (k Kind[A]) unproven(credential A) string {
	account := k.Account(credential)
	return strings.TrimSpace(k.Noun + " " + cmp.Or(account.Unproven, account.Name))
}

// config declares the members.
func (k Kind[A]) config(ms members[A]) string {
	var b strings.Builder
	for _, label := range ms.labels() {
		m := ms[label]
		fmt.Fprintf(&b, "resource %q %q {\n  %s\n", k.Type, label, k.Account(m.credential).Arguments)
		if m.secret != "" {
			fmt.Fprintf(&b, "  %s = %s\n", k.SecretArgument, m.secret)
		}
		if m.version != 0 {
			fmt.Fprintf(&b, "  %s = %d\n", k.version(), m.version)
		}
		fmt.Fprintf(&b, "  %s\n}\n", m.more)
	}
	return b.String()
}

// spellings are other texts of the credential's secret: the kind's, and with whitespace that was copied along.
func (k Kind[A]) spellings(credential A) []string {
	a := k.Account(credential)
	return append(slices.Clip(a.Spellings), " \n"+a.Secret+"\n ")
}

// expectActive fails the test unless the state holds every member as an active credential; versions are those that the
// provider counted, 1 where there is none.
func (k Kind[A]) expectActive(t *testing.T, cli *acctest.CLI, ms members[A], versions map[string]int) {
	t.Helper()
	for _, label := range ms.labels() {
		m := ms[label]
		want := map[string]any{"status": "active", "reason": nil, k.SecretArgument: nil, k.version(): nil}
		switch {
		case m.version != 0:
			want[k.version()] = float64(m.version)
		case m.secret != "":
			want[k.version()] = float64(max(versions[label], 1))
		}
		maps.Copy(want, k.Account(m.credential).Computed)
		k.expectState(t, cli, label, want)
	}
}

func (k Kind[A]) expectState(t *testing.T, cli *acctest.CLI, label string, want map[string]any) {
	t.Helper()
	got := cli.Attributes(t, k.address(label))
	if got == nil {
		t.Errorf("%s is not in the state", label)
		return
	}
	for name, value := range want {
		if fmt.Sprint(got[name]) != fmt.Sprint(value) {
			t.Errorf("%s: %s is %v, expected %v", label, name, got[name], value)
		}
	}
}

// expectCalls fails the test unless the vendor was asked for that many verifications since the journal was cleared, and
// clears it.
func (k Kind[A]) expectCalls(t *testing.T, sb *sandboxtest.Sandbox, verifications int) {
	t.Helper()
	var got, want []string
	for _, entry := range sb.Journal(t, "", "/*") {
		got = append(got, entry.Method+" "+entry.Path)
	}
	for range verifications {
		want = append(want, k.Calls...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the calls were %q, expected those of %d verifications: %q", got, verifications, want)
	}
	sb.ClearJournal(t)
}

// expectNothingLeft fails the test when a verification left something at the vendor.
func (k Kind[A]) expectNothingLeft(t *testing.T, sb *sandboxtest.Sandbox, ms members[A]) {
	t.Helper()
	if k.Left == nil {
		return
	}
	for _, label := range ms.labels() {
		if left := k.Left(t, sb, ms[label].credential); left != 0 {
			t.Errorf("%s: verifications left %d tokens at the vendor", label, left)
		}
	}
}
