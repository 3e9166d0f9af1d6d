// Package object hands the provider's configured vendors to the objects that use them. The provider puts one value
// per vendor into a Data; an object embeds Resource, DataSource or Ephemeral of its vendor's type and finds it there.
// So no vendor's package imports the provider or another vendor.
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

// Data holds one value per vendor, found by its type.
type Data struct{ vendors map[reflect.Type]any }

// NewData returns a Data of the given vendors, each of a type of its own.
func NewData(vendors ...any) *Data {
	d := &Data{vendors: make(map[reflect.Type]any, len(vendors))}
	for _, v := range vendors {
		d.vendors[reflect.TypeOf(v)] = v
	}
	return d
}

// Resource gives a managed resource its vendor, from before the first plan on.
type Resource[T any] struct{ Vendor T }

// Configure implements resource.ResourceWithConfigure.
func (r *Resource[T]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	find(req.ProviderData, &r.Vendor, &resp.Diagnostics)
}

// DataSource gives a data source its vendor.
type DataSource[T any] struct{ Vendor T }

// Configure implements datasource.DataSourceWithConfigure.
func (d *DataSource[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	find(req.ProviderData, &d.Vendor, &resp.Diagnostics)
}

// Ephemeral gives an ephemeral resource its vendor.
type Ephemeral[T any] struct{ Vendor T }

// Configure implements ephemeral.EphemeralResourceWithConfigure.
func (e *Ephemeral[T]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	find(req.ProviderData, &e.Vendor, &resp.Diagnostics)
}

// Action gives an action its vendor.
type Action[T any] struct{ Vendor T }

// Configure implements action.ActionWithConfigure.
func (a *Action[T]) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	find(req.ProviderData, &a.Vendor, &resp.Diagnostics)
}

// find leaves vendor alone when the provider is not configured yet, as during validation.
func find[T any](providerData any, vendor *T, diags *diag.Diagnostics) {
	if providerData == nil {
		return
	}
	data, _ := providerData.(*Data)
	if data == nil {
		diags.AddError("Provider bug", fmt.Sprintf("The provider configured its objects with %T.", providerData))
		return
	}
	found, ok := data.vendors[reflect.TypeFor[T]()].(T)
	if !ok {
		diags.AddError("Provider bug", fmt.Sprintf("The provider configured no %s.", reflect.TypeFor[T]()))
		return
	}
	*vendor = found
}
