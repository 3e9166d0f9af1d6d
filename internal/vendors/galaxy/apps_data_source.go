package galaxy

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type appsDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*appsDataSource)(nil)

// newAppsDataSource returns storeauth_galaxy_apps.
func newAppsDataSource() datasource.DataSource { return &appsDataSource{} }

func (d *appsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_apps"
}

func (d *appsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The seller's apps in the Galaxy Store, in the vendor's order. Reading takes the scope `publishing`.",
		Attributes: map[string]schema.Attribute{
			"statuses": schema.SetAttribute{
				ElementType: types.StringType, Optional: true,
				MarkdownDescription: "Only apps with one of these statuses, such as `FOR_SALE`. The set of statuses is the vendor's and open.",
				Validators:          []validator.Set{setvalidator.NoNullValues()},
			},
			"apps": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The apps. One app may occur twice, with different statuses: what is on sale and what is being updated.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"content_id":  object.Text("Twelve-digit id, leading zeros included."),
					"name":        object.Text("Name in Seller Portal."),
					"status":      object.Text("Status, as the vendor words it."),
					"paid":        schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the app costs money."},
					"price":       object.Text("Standard price as the vendor writes it; null when it has none."),
					"modified_at": object.Text("Last change as the vendor writes it, without a time zone."),
				}},
			},
		},
	}
}

type appsModel struct {
	Statuses types.Set        `tfsdk:"statuses"`
	Apps     []listedAppModel `tfsdk:"apps"`
}

type listedAppModel struct {
	ContentID  types.String `tfsdk:"content_id"`
	Name       types.String `tfsdk:"name"`
	Status     types.String `tfsdk:"status"`
	Paid       types.Bool   `tfsdk:"paid"`
	Price      types.String `tfsdk:"price"`
	ModifiedAt types.String `tfsdk:"modified_at"`
}

func (d *appsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m appsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	var wanted []string
	resp.Diagnostics.Append(m.Statuses.ElementsAs(ctx, &wanted, false)...)
	listed := read(ctx, d.Config, "Could not list the Galaxy Store apps", &resp.Diagnostics,
		func(client *galaxyapi.Client, account, token string) ([]galaxyapi.ListedApp, error) {
			return client.ContentList(ctx, account, token)
		})
	if resp.Diagnostics.HasError() {
		return
	}
	m.Apps = make([]listedAppModel, 0, len(listed))
	for _, app := range listed {
		if wanted == nil || slices.Contains(wanted, app.ContentStatus.String()) {
			m.Apps = append(m.Apps, flattenListed(app))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func flattenListed(app galaxyapi.ListedApp) listedAppModel {
	return listedAppModel{
		ContentID:  types.StringValue(string(app.ContentID)),
		Name:       types.StringValue(app.ContentName.String()),
		Status:     types.StringValue(app.ContentStatus.String()),
		Paid:       flattenPaid(app.Paid),
		Price:      object.String(app.StandardPrice),
		ModifiedAt: object.String(app.ModifyDate),
	}
}

// flattenPaid reads the vendor's Y and N, and the Boolean that its documentation types; anything else is null rather than a
// guess.
func flattenPaid(paid vendorhttp.Text) types.Bool {
	known := map[vendorhttp.Text]bool{"Y": true, "true": true, "N": false, "false": false}
	if value, ok := known[paid]; ok {
		return types.BoolValue(value)
	}
	return types.BoolNull()
}
