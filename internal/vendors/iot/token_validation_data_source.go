package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

type tokenValidationDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*tokenValidationDataSource)(nil)

// newTokenValidationDataSource returns storeauth_iot_token_validation.
func newTokenValidationDataSource() datasource.DataSource { return &tokenValidationDataSource{} }

func (d *tokenValidationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_iot_token_validation"
}

func (d *tokenValidationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Whether the Huawei IoT platform accepts an access token. It never logs in, for **a login ends the token that a " +
			"running application uses**; so the token to validate is required. A refused token is an answer, not an error: use it in " +
			"`check` blocks and postconditions.\n\n" +
			"The platform has no call that checks a token, so one device is listed with it.",
		Attributes: object.WithVerdict("Whether the vendor accepts this token for this application.", map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Required: true, Sensitive: true,
				MarkdownDescription: "The token to validate. It is stored in state, as every argument of a data source is.",
				Validators:          settings.OneLine.Strings(),
			},
			"app_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the application that the token belongs to. Default: the provider block's.",
				Validators:          settings.OneLine.Strings(),
			},
		}),
	}
}

type tokenValidationModel struct {
	AccessToken types.String `tfsdk:"access_token"`
	AppID       types.String `tfsdk:"app_id"`
	object.Verdict
}

func (d *tokenValidationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m tokenValidationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	answer := d.validate(ctx, &m)
	if !m.Conclude(answer) {
		resp.Diagnostics.Append(catalogue.Error("Could not validate the Huawei IoT access token", answer))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// validate returns the vendor's answer about the token, nil for a good one.
func (d *tokenValidationDataSource) validate(ctx context.Context, m *tokenValidationModel) error {
	client, err := d.Config.client()
	if err != nil {
		return err
	}
	appID, err := d.Config.appID("validate a Huawei IoT access token", m.AppID)
	if err != nil {
		return err
	}
	if m.AppID.IsNull() {
		m.AppID = types.StringValue(appID)
	}
	return client.Check(ctx, appID, settings.OneLine.Read(m.AccessToken))
}
