package object

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

// Vendor is everything that the provider knows about one vendor.
type Vendor struct {
	// Name is the vendor's full name, under which the documentation lists its objects: "Samsung Galaxy Store".
	Name string
	// Block is the vendor's object in the provider block.
	Block settings.Block
	// Configure turns the settings into the configuration that the vendor's objects embed, of a type of the vendor's own. It
	// records and builds nothing: no network, and no error for a vendor that is not used.
	Configure func(settings.Values, settings.General) Config
	// Catalogue explains the vendor's refusals.
	Catalogue explain.Catalogue
	// OnlyNamed is why the action that verifies all credentials asks this vendor only when it is named, as a sentence; empty for a
	// vendor that it always asks.
	OnlyNamed string

	// Permissions are what the objects need at the vendor, for the documentation.
	Permissions []Permission
	// Imports are the ids by which resources that exist are imported, for the documentation.
	Imports []Import

	Resources          []func() resource.Resource
	DataSources        []func() datasource.DataSource
	EphemeralResources []func() ephemeral.EphemeralResource
	Actions            []func() action.Action
	Functions          []func() function.Function
	ListResources      []func() list.ListResource

	// SecretHeaders are the request headers that carry a credential of this vendor. The tests of secrecy look for their
	// values in everything that Terraform stores or prints.
	SecretHeaders []string
}

// Permission is what some objects need at their vendor.
type Permission struct {
	// Pages are the documentation pages of the objects: "resources/galaxy_service_account".
	Pages []string
	// Needs says it in sentences of Markdown, as far as the vendor's documentation tells, and says where it does not.
	Needs string
}

// Import is the id by which some resources are imported.
type Import struct {
	// Resources are their names without the provider's: "galaxy_service_account".
	Resources []string
	// ID is the id in Markdown, by the names of its parts: "`client_id` or `site/client_id`".
	ID string
	// Where says in Markdown where a person finds it.
	Where string
}
