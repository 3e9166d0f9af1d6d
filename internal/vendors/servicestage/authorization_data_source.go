package servicestage

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

type authorizationDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*authorizationDataSource)(nil)

// newAuthorizationDataSource returns storeauth_servicestage_authorization.
func newAuthorizationDataSource() datasource.DataSource { return &authorizationDataSource{} }

func (d *authorizationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_servicestage_authorization"
}

func (d *authorizationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One git authorization of ServiceStage, of any token type. One that does not exist is `exists = false`, not an error: use it in " +
			"`check` blocks and conditions.",
		Attributes: computedAttributes(map[string]schema.Attribute{
			"name": schema.StringAttribute{
				Required: true, MarkdownDescription: "Name of the authorization.",
				Validators: []validator.String{settings.Validator(checkName)},
			},
			"exists": schema.BoolAttribute{
				Computed: true, MarkdownDescription: "Whether the project has it. Everything else is null when it has not.",
			},
		}),
	}
}

// computedAttributes are the attributes of an authorization that a data source shows.
func computedAttributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"name":      object.Text("Name of the authorization."),
		"repo_type": object.Text("Git host, such as `github`."),
		"tag":       object.Text("Site label; null where there is none."),
	}
	for name, description := range descriptions {
		all[name] = object.Text(description)
	}
	maps.Copy(all, more)
	return all
}

type authorizationDataModel struct {
	authorizationModel
	Tag    types.String `tfsdk:"tag"`
	Exists types.Bool   `tfsdk:"exists"`
}

func (d *authorizationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m authorizationDataModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	name := m.Name.ValueString()
	client, here, err := d.Config.reach(ctx, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not read ServiceStage authorization "+name, err))
		return
	}
	found, exists, err := client.FindNow(ctx, name)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not read ServiceStage authorization "+name, err))
		return
	}
	m.Exists = types.BoolValue(exists)
	if exists {
		m.record(found, here)
		m.Tag = object.String(found.Tag)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
