package acctest

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
)

// Protocol speaks to the provider as Terraform does, without Terraform: for what needs a newer CLI than most machines
// have, such as actions and list resources.
type Protocol struct {
	resources tfprotov6.ProviderServer
	actions   tfprotov6.ActionServer
	lists     tfprotov6.ListResourceServer
	schema    *tfprotov6.GetProviderSchemaResponse
}

// Result is what an action reported, the names a list found, or the state of an import, and its diagnostics in words.
type Result struct {
	Lines    []string
	State    []byte
	Errors   []string
	Warnings []string
}

// NewProtocol configures a provider in this process. config holds the string arguments of the provider block; an object
// is a map.
func NewProtocol(t testing.TB, config map[string]any) *Protocol {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(provider.New("test")())()
	if err != nil {
		t.Fatal(err)
	}
	p := &Protocol{resources: server}
	var isAction, isList bool
	p.actions, isAction = server.(tfprotov6.ActionServer)
	p.lists, isList = server.(tfprotov6.ListResourceServer)
	if !isAction || !isList {
		t.Fatal("the provider serves no actions or no list resources")
	}
	if p.schema, err = server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	answer, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.14.0", Config: dynamic(t, p.schema.Provider, config)})
	if err != nil {
		t.Fatal(err)
	}
	if r := told(answer.Diagnostics); len(r.Errors) > 0 {
		t.Fatalf("the provider refuses its configuration: %v", r.Errors)
	}
	return p
}

// Invoke runs an action.
func (p *Protocol) Invoke(t testing.TB, name string, config map[string]any) Result {
	t.Helper()
	action, ok := p.schema.ActionSchemas[name]
	if !ok {
		t.Fatalf("there is no action %s", name)
	}
	stream, err := p.actions.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ActionType: name, Config: dynamic(t, action.Schema, config)})
	if err != nil {
		t.Fatal(err)
	}
	var r Result
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			r.Lines = append(r.Lines, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			r.add(e.Diagnostics)
		}
	}
	return r
}

// List runs a list resource and returns the display names.
func (p *Protocol) List(t testing.TB, name string, config map[string]any) Result {
	t.Helper()
	list, ok := p.schema.ListResourceSchemas[name]
	if !ok {
		t.Fatalf("there is no list resource %s", name)
	}
	stream, err := p.lists.ListResource(t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: name, Config: dynamic(t, list, config), IncludeResource: true, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var r Result
	for found := range stream.Results {
		if found.DisplayName != "" {
			r.Lines = append(r.Lines, found.DisplayName)
		}
		r.add(found.Diagnostics)
	}
	return r
}

// Import imports a resource by its id.
func (p *Protocol) Import(t testing.TB, name, id string) Result {
	t.Helper()
	return p.imported(t, &tfprotov6.ImportResourceStateRequest{TypeName: name, ID: id})
}

// ImportByIdentity imports a resource by its identity.
func (p *Protocol) ImportByIdentity(t testing.TB, name string, identity map[string]any) Result {
	t.Helper()
	schemas, err := p.resources.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	schema, ok := schemas.IdentitySchemas[name]
	if !ok {
		t.Fatalf("%s has no identity", name)
	}
	value, err := tfprotov6.NewDynamicValue(schema.ValueType(), of(schema.ValueType(), identity))
	if err != nil {
		t.Fatal(err)
	}
	return p.imported(t, &tfprotov6.ImportResourceStateRequest{TypeName: name, Identity: &tfprotov6.ResourceIdentityData{IdentityData: &value}})
}

func (p *Protocol) imported(t testing.TB, req *tfprotov6.ImportResourceStateRequest) Result {
	t.Helper()
	answer, err := p.resources.ImportResourceState(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	var r Result
	r.add(answer.Diagnostics)
	for _, imported := range answer.ImportedResources {
		r.State = imported.State.MsgPack
	}
	return r
}

func (r *Result) add(diagnostics []*tfprotov6.Diagnostic) {
	more := told(diagnostics)
	r.Errors, r.Warnings = append(r.Errors, more.Errors...), append(r.Warnings, more.Warnings...)
}

func told(diagnostics []*tfprotov6.Diagnostic) (r Result) {
	for _, d := range diagnostics {
		words := strings.TrimSpace(d.Summary + "\n" + d.Detail)
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			r.Errors = append(r.Errors, words)
		} else {
			r.Warnings = append(r.Warnings, words)
		}
	}
	return r
}

// dynamic is a configuration of the schema's type; what values does not name is null.
func dynamic(t testing.TB, schema *tfprotov6.Schema, values map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	value, err := tfprotov6.NewDynamicValue(schema.ValueType(), of(schema.ValueType(), values))
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

func of(kind tftypes.Type, value any) tftypes.Value {
	object, isObject := kind.(tftypes.Object)
	values, isMap := value.(map[string]any)
	if !isObject || !isMap {
		return tftypes.NewValue(kind, value)
	}
	attributes := make(map[string]tftypes.Value, len(object.AttributeTypes))
	for name, attribute := range object.AttributeTypes {
		attributes[name] = of(attribute, values[name])
	}
	return tftypes.NewValue(kind, attributes)
}
