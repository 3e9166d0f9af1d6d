package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

type oauthRedirectDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*oauthRedirectDataSource)(nil)

// newOAuthRedirectDataSource returns storeauth_servicestage_oauth_redirect.
func newOAuthRedirectDataSource() datasource.DataSource { return &oauthRedirectDataSource{} }

func (d *oauthRedirectDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_servicestage_oauth_redirect"
}

func (d *oauthRedirectDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A fresh address to open for the browser step of an OAuth authorization. **Every read gets another one**, so do not feed it to " +
			"anything that is meant to stay as it is. The resource `storeauth_servicestage_oauth_authorization` keeps an address by itself, " +
			"in `authorize_url`.",
		Attributes: map[string]schema.Attribute{
			"repo_type": schema.StringAttribute{
				Required: true, MarkdownDescription: repoTypeDescription,
				Validators: []validator.String{stringvalidator.OneOf(repoTypes...)},
			},
			"tag": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Site label, such as `intl` for the international site.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"url": object.Text("The address, good for one browser step."),
		},
	}
}

type oauthRedirectModel struct {
	RepoType types.String `tfsdk:"repo_type"`
	Tag      types.String `tfsdk:"tag"`
	URL      types.String `tfsdk:"url"`
}

func (d *oauthRedirectDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m oauthRedirectModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	client, _, err := d.Config.reach(ctx, &resp.Diagnostics)
	var url string
	if err == nil {
		url, err = client.Redirect(ctx, m.RepoType.ValueString(), m.Tag.ValueString())
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not get an address for the browser step", err))
		return
	}
	m.URL = types.StringValue(url)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
