package acctest

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
)

// Protocol speaks to the provider as Terraform does, without Terraform: for what needs a newer command line than most
// machines have, such as actions and list resources.
type Protocol struct{ provider *protocoltest.Provider }

// Result is what an action reported, the names a list found, or the state an import made, with the diagnostics.
type Result struct {
	protocoltest.Diagnostics
	Lines []string
	State map[string]any
}

// NewProtocol configures a provider in this process. config holds the arguments of the provider block.
func NewProtocol(t testing.TB, config map[string]any) *Protocol {
	t.Helper()
	return &Protocol{protocoltest.Start(t, provider.New("test")(), config)}
}

// Invoke runs an action.
func (p *Protocol) Invoke(t testing.TB, name string, config map[string]any) (r Result) {
	t.Helper()
	r.Lines, r.Diagnostics = p.provider.Invoke(t, name, config)
	return r
}

// List runs a list resource and returns the display names.
func (p *Protocol) List(t testing.TB, name string, config map[string]any) (r Result) {
	t.Helper()
	r.Lines, r.Diagnostics = p.provider.List(t, name, config)
	return r
}

// Import imports a resource by its id.
func (p *Protocol) Import(t testing.TB, name, id string) (r Result) {
	t.Helper()
	resource := p.provider.Resource(t, name)
	r.Diagnostics = resource.Import(t, id)
	r.State = resource.State(t)
	return r
}

// ImportByIdentity imports a resource by its identity.
func (p *Protocol) ImportByIdentity(t testing.TB, name string, identity map[string]any) (r Result) {
	t.Helper()
	resource := p.provider.Resource(t, name)
	r.Diagnostics = resource.ImportByIdentity(t, identity)
	r.State = resource.State(t)
	return r
}
