package protocoltest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Read reads a data source and returns its attributes, nil when it failed.
func (p *Provider) Read(t testing.TB, typeName string, config map[string]any) (map[string]any, Diagnostics) {
	t.Helper()
	schema, ok := p.schema.DataSourceSchemas[typeName]
	if !ok {
		t.Fatalf("there is no data source %s", typeName)
	}
	kind := schema.ValueType()
	answer, err := p.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: typeName, Config: dynamic(t, kind, valueOf(t, kind, config))})
	if err != nil {
		t.Fatal(err)
	}
	told := tell(answer.Diagnostics)
	if len(told.Errors) > 0 {
		return nil, told
	}
	attributes, _ := Go(decode(t, kind, answer.State)).(map[string]any)
	return attributes, told
}

// Ephemeral is an ephemeral resource that was opened.
type Ephemeral struct {
	// Result are its attributes, nil when it failed to open.
	Result map[string]any

	provider *Provider
	typeName string
	private  []byte
}

// Open opens an ephemeral resource.
func (p *Provider) Open(t testing.TB, typeName string, config map[string]any) (*Ephemeral, Diagnostics) {
	t.Helper()
	schema, ok := p.schema.EphemeralResourceSchemas[typeName]
	if !ok {
		t.Fatalf("there is no ephemeral resource %s", typeName)
	}
	kind := schema.ValueType()
	answer, err := p.server.OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: typeName, Config: dynamic(t, kind, valueOf(t, kind, config))})
	if err != nil {
		t.Fatal(err)
	}
	opened, told := &Ephemeral{provider: p, typeName: typeName, private: answer.Private}, tell(answer.Diagnostics)
	if len(told.Errors) == 0 {
		opened.Result, _ = Go(decode(t, kind, answer.Result)).(map[string]any)
	}
	return opened, told
}

// Close closes it. Terraform does not close what failed to open.
func (e *Ephemeral) Close(t testing.TB) Diagnostics {
	t.Helper()
	answer, err := e.provider.server.CloseEphemeralResource(t.Context(), &tfprotov6.CloseEphemeralResourceRequest{TypeName: e.typeName, Private: e.private})
	if err != nil {
		t.Fatal(err)
	}
	return tell(answer.Diagnostics)
}

// Invoke runs an action and returns what it reported as progress. A nil config is an action without a config block, for which core
// hands over null.
func (p *Provider) Invoke(t testing.TB, typeName string, config map[string]any) (lines []string, told Diagnostics) {
	t.Helper()
	schema, ok := p.schema.ActionSchemas[typeName]
	if !ok {
		t.Fatalf("there is no action %s", typeName)
	}
	kind := schema.Schema.ValueType()
	value := valueOf(t, kind, config)
	if config == nil {
		value = valueOf(t, kind, nil)
	}
	stream, err := p.server.(tfprotov6.ActionServer).InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ //nolint:errcheck // the framework's server is one
		ActionType: typeName, Config: dynamic(t, kind, value)})
	if err != nil {
		t.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			lines = append(lines, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			told.add(tell(e.Diagnostics))
		}
	}
	return lines, told
}

// List runs a list resource and returns the display names of what it found.
func (p *Provider) List(t testing.TB, typeName string, config map[string]any) (names []string, told Diagnostics) {
	t.Helper()
	schema, ok := p.schema.ListResourceSchemas[typeName]
	if !ok {
		t.Fatalf("there is no list resource %s", typeName)
	}
	kind := schema.ValueType()
	stream, err := p.server.(tfprotov6.ListResourceServer).ListResource(t.Context(), &tfprotov6.ListResourceRequest{ //nolint:errcheck // the framework's server is one
		TypeName: typeName, Config: dynamic(t, kind, valueOf(t, kind, config)), IncludeResource: true, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for found := range stream.Results {
		if found.DisplayName != "" {
			names = append(names, found.DisplayName)
		}
		told.add(tell(found.Diagnostics))
	}
	return names, told
}
