package object

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Data holds the configuration of each vendor, found by its type. The provider hands it to every object, so that no vendor's
// package imports the provider or another vendor.
type Data struct {
	configs map[reflect.Type]any
	all     []Config
}

// NewData returns a Data of the vendors' configurations, each of a type of its own.
func NewData(configs ...Config) *Data {
	d := &Data{configs: make(map[reflect.Type]any, len(configs)), all: configs}
	for _, config := range configs {
		d.configs[reflect.TypeOf(config)] = config
	}
	return d
}

// Configs are the configurations in the order in which they were given.
func (d *Data) Configs() []Config { return d.all }

// Resource gives a managed resource its vendor's configuration, from before the first plan on.
type Resource[T any] struct{ Config T }

// Configure takes the configuration from the provider.
func (r *Resource[T]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	find(req.ProviderData, &r.Config, &resp.Diagnostics)
}

// DataSource gives a data source its vendor's configuration.
type DataSource[T any] struct{ Config T }

// Configure takes the configuration from the provider.
func (d *DataSource[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	find(req.ProviderData, &d.Config, &resp.Diagnostics)
}

// Ephemeral gives an ephemeral resource its vendor's configuration.
type Ephemeral[T any] struct{ Config T }

// Configure takes the configuration from the provider.
func (e *Ephemeral[T]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	find(req.ProviderData, &e.Config, &resp.Diagnostics)
}

// Action gives an action its vendor's configuration.
type Action[T any] struct{ Config T }

// Configure takes the configuration from the provider.
func (a *Action[T]) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	find(req.ProviderData, &a.Config, &resp.Diagnostics)
}

// find leaves config alone when the provider is not configured yet, as during validation.
func find[T any](providerData any, config *T, diags *diag.Diagnostics) {
	if providerData == nil {
		return
	}
	data, _ := providerData.(*Data)
	if data == nil {
		diags.AddError("Provider bug", fmt.Sprintf("The provider configured its objects with %T.", providerData))
		return
	}
	found, ok := data.configs[reflect.TypeFor[T]()].(T)
	if !ok {
		diags.AddError("Provider bug", fmt.Sprintf("The provider configured no %s.", reflect.TypeFor[T]()))
		return
	}
	*config = found
}
