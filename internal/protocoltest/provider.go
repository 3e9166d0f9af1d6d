// Package protocoltest drives a provider in the test's own process as Terraform's core does, over the plugin protocol and
// without a command line: hundreds of plans take the time of one. What core does around a call (proposed states, private
// state from one call to the next, replacement as deletion and creation) is done here in the same order.
//
// Use it for many cases of one behaviour. What a person reads and types is tested through the command line, with acctest.
package protocoltest

import (
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

// Provider is a configured provider.
type Provider struct {
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
	killed atomic.Bool
}

// Start configures a provider. config holds the arguments of its block, as the values of a configuration do.
func Start(t testing.TB, made provider.Provider, config map[string]any) *Provider {
	t.Helper()
	p := &Provider{server: server.New(made)}
	var err error
	if p.schema, err = p.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	block := dynamic(t, p.schema.Provider.ValueType(), valueOf(t, p.schema.Provider.ValueType(), config))
	validated, err := p.server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: block})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := p.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: block})
	if err != nil {
		t.Fatal(err)
	}
	if told := tell(append(validated.Diagnostics, answer.Diagnostics...)); len(told.Errors) > 0 {
		t.Fatalf("the provider refuses its configuration: %v", told.Errors)
	}
	return p
}

// Validate validates a provider's block, as core does before it configures a provider.
func Validate(t testing.TB, made provider.Provider, config map[string]any) Diagnostics {
	t.Helper()
	block := server.New(made)
	schema, err := block.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	kind := schema.Provider.ValueType()
	answer, err := block.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: dynamic(t, kind, valueOf(t, kind, config))})
	if err != nil {
		t.Fatal(err)
	}
	return tell(answer.Diagnostics)
}

// Stop asks the provider to stop, as core does when somebody presses Ctrl-C. Calls under way end in their own way.
func (p *Provider) Stop(t testing.TB) {
	t.Helper()
	if _, err := p.server.StopProvider(t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
		t.Fatal(err)
	}
}

// Kill ends the provider for those who wait for it: no answer of it arrives any more, and what a resource was before a call
// under way is what core keeps. What the provider still does at its vendors is for the caller to stop.
func (p *Provider) Kill() { p.killed.Store(true) }

// killedDiagnostics are core's words for a provider whose process is gone.
func killedDiagnostics() Diagnostics {
	return Diagnostics{Errors: []string{"Plugin did not respond"}}
}
