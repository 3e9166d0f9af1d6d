package faultmatrix_test

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// step is something that Terraform does with an object. prepare brings it to where the step begins; act does it and returns what
// was told.
type step struct {
	name    string
	prepare func(*testing.T, *cell)
	act     func(*testing.T, *cell) protocoltest.Diagnostics
}

// cell is one step of one object under one fault.
type cell struct {
	*world
	provider  *protocoltest.Provider
	resource  *protocoltest.Resource
	ephemeral *protocoltest.Ephemeral
	// shown is what a step brought that is no managed resource: attributes or names.
	shown any
}

func apply(t *testing.T, r *protocoltest.Resource, config map[string]any) protocoltest.Diagnostics {
	t.Helper()
	plan := r.Plan(t, config)
	if len(plan.Errors) > 0 {
		return plan.Diagnostics
	}
	told := r.Apply(t, plan, nil)
	told.Warnings = append(plan.Warnings, told.Warnings...)
	return told
}

func created(t *testing.T, c *cell) {
	t.Helper()
	if told := apply(t, c.resource, c.config); len(told.Errors) > 0 {
		t.Fatalf("the object could not be created: %v", told.Errors)
	}
	c.resource.Edit(t, c.aged)
}

func nothing(*testing.T, *cell) {}

var steps = map[kind][]step{
	resource: {
		{"create", nothing, func(t *testing.T, c *cell) protocoltest.Diagnostics { return apply(t, c.resource, c.config) }},
		{"refresh", created, func(t *testing.T, c *cell) protocoltest.Diagnostics { return c.resource.Refresh(t) }},
		{"plan", created, func(t *testing.T, c *cell) protocoltest.Diagnostics { return c.resource.Plan(t, c.config).Diagnostics }},
		{"update", created, func(t *testing.T, c *cell) protocoltest.Diagnostics {
			return apply(t, c.resource, c.with(c.changed).config)
		}},
		{"destroy", created, func(t *testing.T, c *cell) protocoltest.Diagnostics { return apply(t, c.resource, nil) }},
	},
	dataSource: {{"read", nothing, func(t *testing.T, c *cell) protocoltest.Diagnostics {
		found, told := c.provider.Read(t, c.typeName, c.config)
		c.shown = found
		return told
	}}},
	ephemeral: {
		{"open", nothing, func(t *testing.T, c *cell) protocoltest.Diagnostics {
			opened, told := c.provider.Open(t, c.typeName, c.config)
			if c.shown = opened.Result; opened.Result != nil {
				told.Warnings = append(told.Warnings, opened.Close(t).Warnings...)
			}
			return told
		}},
		{"close", func(t *testing.T, c *cell) {
			opened, told := c.provider.Open(t, c.typeName, c.config)
			if opened.Result == nil {
				t.Fatalf("the token could not be opened: %v", told.Errors)
			}
			c.ephemeral = opened
		}, func(t *testing.T, c *cell) protocoltest.Diagnostics { return c.ephemeral.Close(t) }},
	},
	action: {{"invoke", nothing, func(t *testing.T, c *cell) protocoltest.Diagnostics {
		lines, told := c.provider.Invoke(t, c.typeName, c.config)
		told.Warnings = append(told.Warnings, lines...) // what is reported is read as well
		return told
	}}},
	list: {{"list", nothing, func(t *testing.T, c *cell) protocoltest.Diagnostics {
		names, told := c.provider.List(t, c.typeName, c.config)
		c.shown = names
		return told
	}}},
}

// newCell forgets all that the sandbox holds and brings the object to where the step begins. way is the sandbox's address or one
// that leads there.
func newCell(t *testing.T, sb *sandboxtest.Sandbox, o object, s step, way string, retries int, timeout string) *cell {
	t.Helper()
	sb.Reset(t)
	w := &world{Sandbox: sb, setting: o.make(t, sb), vendor: o.vendor, typeName: o.typeName, way: way}
	if w.before != nil {
		w.before(t, w)
	}
	c := &cell{world: w, provider: w.start(t, retries, timeout)}
	if o.kind == resource {
		c.resource = c.provider.Resource(t, o.typeName)
	}
	s.prepare(t, c)
	if o.kind == resource {
		// A run of its own, so that nothing of the preparation is kept in the process.
		c.provider = w.start(t, retries, timeout)
		c.resource = c.resource.On(c.provider)
	}
	sb.ClearJournal(t)
	return c
}

// call is one call that a step makes of a vendor.
type call struct{ prefix, method, path string }

func (c call) String() string { return c.method + " " + c.prefix + c.path }

// callsOf are the distinct calls that a healthy step makes.
func callsOf(t *testing.T, sb *sandboxtest.Sandbox, o object, s step) []call {
	t.Helper()
	c := newCell(t, sb, o, s, sb.URL, 0, patient)
	if told := s.act(t, c); len(told.Errors) > 0 {
		t.Fatalf("%s, %s: a healthy step fails: %v", o.typeName, s.name, told.Errors)
	}
	return called(t, sb)
}

// called are the distinct calls that the sandbox got.
func called(t *testing.T, sb *sandboxtest.Sandbox) []call {
	t.Helper()
	var calls []call
	seen := map[call]bool{}
	for _, entry := range sb.Journal(t, "", "*") {
		// A path begins with its room's prefix: "/lwa/auth/o2/token".
		prefix, path, _ := strings.Cut(entry.Path[1:], "/")
		one := call{"/" + prefix, entry.Method, "/" + path}
		if !seen[one] {
			seen[one] = true
			calls = append(calls, one)
		}
	}
	return calls
}

// run plays one cell and returns what is wrong with it.
func run(t *testing.T, sb *sandboxtest.Sandbox, o object, s step, at call, f fault, once bool) []string {
	t.Helper()
	retries := 0
	rule := f.rule
	rule.Prefix, rule.Method, rule.Path = at.prefix, at.method, at.path
	if once {
		retries, rule.Times = 2, 1
	}
	c := newCell(t, sb, o, s, sb.URL, retries, timeoutFor(f))
	var before map[string]any
	if c.resource != nil {
		before = c.resource.State(t)
	}
	sb.SetFault(t, rule)
	told := s.act(t, c)
	sb.ClearFaults(t)
	return c.judge(t, o, s, at, f, once, before, told)
}
