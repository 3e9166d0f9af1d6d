package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type tokenValidationDataSource struct {
	object.DataSource[*Connection]
}

var _ datasource.DataSourceWithConfigure = (*tokenValidationDataSource)(nil)

// NewTokenValidationDataSource returns storeauth_galaxy_token_validation.
func NewTokenValidationDataSource() datasource.DataSource { return &tokenValidationDataSource{} }

func (d *tokenValidationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_token_validation"
}

func (d *tokenValidationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Whether the Galaxy Store accepts an access token. A refused token is an answer, not an error: use it in `check` blocks " +
			"and postconditions.",
		Attributes: map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The token to validate. It is stored in state, as every argument of a data source is. Left out, a token is minted " +
					"from the provider block's service account, checked and revoked, and none is stored.",
				Validators: []validator.String{settings.Validator(settings.Secret)},
			},
			"service_account_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the service account that the token belongs to. Default: the provider block's.",
				Validators:          []validator.String{settings.Validator(checkAccountID)},
			},
			"valid":  schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the vendor accepts this token for this account."},
			"status": schema.StringAttribute{Computed: true, MarkdownDescription: "`active`, `rejected` or `denied`."},
			"reason": schema.StringAttribute{Computed: true, MarkdownDescription: "The vendor's code and words when the token is not valid, else null."},
		},
	}
}

type tokenValidationModel struct {
	AccessToken      types.String `tfsdk:"access_token"`
	ServiceAccountID types.String `tfsdk:"service_account_id"`
	Valid            types.Bool   `tfsdk:"valid"`
	Status           types.String `tfsdk:"status"`
	Reason           types.String `tfsdk:"reason"`
}

func (d *tokenValidationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m tokenValidationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Could not validate the Galaxy Store access token"
	answer, leftover := d.validate(ctx, &m)
	if leftover != nil {
		resp.Diagnostics.Append(catalogue.Leftover("A Galaxy Store access token was left behind", leftToken("made for this run"), leftover))
	}
	status, settled := credential.Judge(answer)
	if !settled {
		resp.Diagnostics.Append(catalogue.Error(summary, answer))
		return
	}
	m.Valid = types.BoolValue(status == credential.Active)
	m.Status, m.Reason = status.Value(), credential.Reason(answer)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// validate returns the vendor's answer about the token, nil for a good one, and what could not be cleaned up.
func (d *tokenValidationDataSource) validate(ctx context.Context, m *tokenValidationModel) (answer, leftover error) {
	const purpose = "validate a Galaxy Store access token"
	client, err := d.Vendor.client()
	if err != nil {
		return err, nil
	}
	if !m.AccessToken.IsNull() {
		if m.ServiceAccountID.IsNull() {
			known, err := d.Vendor.settings.Known(purpose, "service_account_id")
			if err != nil {
				return err, nil
			}
			m.ServiceAccountID = types.StringValue(known["service_account_id"])
		}
		token, err := vendorhttp.CleanSecret(m.AccessToken.ValueString())
		if err != nil {
			return err, nil
		}
		return client.CheckToken(ctx, m.ServiceAccountID.ValueString(), token), nil
	}
	own, err := d.Vendor.account(purpose, m.ServiceAccountID, types.StringNull())
	if err != nil {
		return err, nil
	}
	m.ServiceAccountID = types.StringValue(own.id)
	token, err := client.MintToken(ctx, own.id, own.key, []string{galaxyapi.ScopePublishing})
	if err != nil {
		return err, nil
	}
	defer func() {
		ctx, cancel := vendorhttp.CleanUpContext(ctx)
		defer cancel()
		leftover = client.RevokeToken(ctx, own.id, token)
	}()
	return client.CheckToken(ctx, own.id, token), nil
}
