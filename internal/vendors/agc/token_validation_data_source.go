package agc

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type tokenValidationDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*tokenValidationDataSource)(nil)

// newTokenValidationDataSource returns storeauth_agc_token_validation.
func newTokenValidationDataSource() datasource.DataSource { return &tokenValidationDataSource{} }

func (d *tokenValidationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_agc_token_validation"
}

func (d *tokenValidationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Whether AppGallery Connect accepts an access token for the Publishing API. A refused token is an answer, not an error: use it in " +
			"`check` blocks and postconditions.\n\nThe vendor has no call that checks a token, so a package name is looked up with it.",
		Attributes: object.WithVerdict("Whether the vendor takes this token, with this client id, for the Publishing API.", map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The token to validate. It is stored in state, as every argument of a data source is. Left out, a token is made " +
					"from the provider block's credential, and none is stored.",
				Validators: settings.OneLine.Strings(),
			},
			"client_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the API client that the token belongs to. Default: the provider block's. Null for a service account's token.",
				Validators:          clientID.Strings(),
			},
			"sub_account": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "In place of both: id of a service account whose key file is in the provider block.",
				Validators: []validator.String{clientID.Validator(),
					stringvalidator.ConflictsWith(path.MatchRoot("access_token"), path.MatchRoot("client_id"))},
			},
			"expires_in": schema.Int64Attribute{
				Computed: true, MarkdownDescription: "Seconds that a token made here still lives; null for one that was given, for the vendor does not tell.",
			},
		}),
	}
}

type tokenValidationModel struct {
	AccessToken types.String `tfsdk:"access_token"`
	ClientID    types.String `tfsdk:"client_id"`
	SubAccount  types.String `tfsdk:"sub_account"`
	ExpiresIn   types.Int64  `tfsdk:"expires_in"`
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
		resp.Diagnostics.Append(catalogue.Error("Could not validate the AppGallery Connect access token", answer))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// validate returns the vendor's answer about the token, nil for a good one.
func (d *tokenValidationDataSource) validate(ctx context.Context, m *tokenValidationModel) error {
	const purpose = "validate an AppGallery Connect access token"
	client, err := d.Config.client(types.StringNull())
	if err != nil {
		return err
	}
	if m.AccessToken.IsNull() {
		return d.validateOwn(ctx, client, purpose, m)
	}
	if m.ClientID.IsNull() && d.Config.settings.Given("client_id") {
		known, err := d.Config.settings.Require(purpose, "client_id")
		if err != nil {
			return err
		}
		m.ClientID = types.StringValue(known["client_id"])
	}
	return client.Probe(ctx, agcapi.Token{Value: settings.OneLine.Read(m.AccessToken), ClientID: clientID.Read(m.ClientID)})
}

func (d *tokenValidationDataSource) validateOwn(ctx context.Context, client *agcapi.Client, purpose string, m *tokenValidationModel) error {
	own, err := d.Config.credential(purpose, m.ClientID, types.StringNull(), types.StringNull(), m.SubAccount)
	if err != nil {
		return err
	}
	if apiClient, ok := own.(agcapi.APIClient); ok && m.ClientID.IsNull() {
		m.ClientID = types.StringValue(apiClient.ID)
	}
	token, err := client.Token(ctx, own)
	if err != nil {
		return err
	}
	m.ExpiresIn = types.Int64Value(int64(time.Until(token.ExpiresAt).Seconds()))
	return client.Probe(ctx, token)
}
