package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type tokenValidationDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*tokenValidationDataSource)(nil)

// newTokenValidationDataSource returns storeauth_galaxy_token_validation.
func newTokenValidationDataSource() datasource.DataSource { return &tokenValidationDataSource{} }

func (d *tokenValidationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_token_validation"
}

func (d *tokenValidationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Whether the Galaxy Store accepts an access token. A refused token is an answer, not an error: use it in `check` blocks " +
			"and postconditions.",
		Attributes: object.WithVerdict("Whether the vendor accepts this token for this account.", map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The token to validate. It is stored in state, as every argument of a data source is. Left out, a token is obtained " +
					"with the provider block's key of the account, checked and revoked, and none is stored. That token is of the scope `publishing`: for an " +
					"account without it the answer is `denied`.",
				Validators: settings.OneLine.Strings(),
			},
			"service_account_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the service account that the token belongs to. Default: the provider block's.",
				Validators:          accountID.Strings(),
			},
		}),
	}
}

type tokenValidationModel struct {
	AccessToken      types.String `tfsdk:"access_token"`
	ServiceAccountID types.String `tfsdk:"service_account_id"`
	object.Verdict
}

func (d *tokenValidationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m tokenValidationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	answer := d.validate(ctx, &m, &resp.Diagnostics)
	if !m.Conclude(answer) {
		resp.Diagnostics.Append(catalogue.Error("Could not validate the Galaxy Store access token", answer))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// validate returns the vendor's answer about the token, nil for a good one. A token that it obtains is revoked again.
func (d *tokenValidationDataSource) validate(ctx context.Context, m *tokenValidationModel, diags *diag.Diagnostics) error {
	const purpose = "validate a Galaxy Store access token"
	client, err := d.Config.client()
	if err != nil {
		return err
	}
	if !m.AccessToken.IsNull() {
		if m.ServiceAccountID.IsNull() {
			known, err := d.Config.settings.Require(purpose, "service_account_id")
			if err != nil {
				return err
			}
			m.ServiceAccountID = types.StringValue(known["service_account_id"])
		}
		return client.CheckToken(ctx, accountID.Read(m.ServiceAccountID), settings.OneLine.Read(m.AccessToken))
	}
	account, err := d.Config.account(purpose, m.ServiceAccountID, types.StringNull())
	if err != nil {
		return err
	}
	if m.ServiceAccountID.IsNull() {
		m.ServiceAccountID = types.StringValue(account.id)
	}
	token, err := client.MintToken(ctx, account.id, account.key, []string{galaxyapi.ScopePublishing})
	if err != nil {
		return err
	}
	defer d.Config.token().End(ctx, func(ctx context.Context) error { return client.RevokeToken(ctx, account.id, token) }, diags)
	return client.CheckToken(ctx, account.id, token)
}
