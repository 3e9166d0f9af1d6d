package amazon

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

type tokenValidationDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*tokenValidationDataSource)(nil)

// newTokenValidationDataSource returns storeauth_amazon_token_validation.
func newTokenValidationDataSource() datasource.DataSource { return &tokenValidationDataSource{} }

func (d *tokenValidationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_amazon_token_validation"
}

func (d *tokenValidationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Whether Amazon accepts an access token. A refused token, or a security profile that gets none, is an answer and not an " +
			"error: use it in `check` blocks and postconditions.\n\n" +
			"Login with Amazon is asked about the token first. It is not known to answer for tokens of security profiles; where it does not, one " +
			"read of an app that does not exist tells whether the App Submission API lets the token through.",
		Attributes: object.WithVerdict("Whether the vendor accepts this token, for this client id.", map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The token to validate. It is stored in state, as every argument of a data source is. Left out, a token is obtained " +
					"with the provider block's secret of the client id, and none is stored.",
				Validators: settings.OneLine.Strings(),
			},
			"client_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Client id that the token must belong to, as far as Login with Amazon tells. Without `access_token`, the " +
					"provider block's.",
				Validators: clientID.Strings(),
			},
			"api": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: apiDescription + " The token is taken for one of this API. Default: `app_submission`.",
				Validators:          apiValidators(),
			},
			"scope": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "In place of `api`: " + wordsOfScope,
				Validators:          scopeValidators(),
			},
			"expires_in": schema.Int64Attribute{Computed: true, MarkdownDescription: "Seconds that the token lives on; null when the vendor does not tell."},
			"audience":   object.Text("Client id that the token was issued to; null when the vendor does not tell."),
		}),
	}
}

type tokenValidationModel struct {
	AccessToken types.String `tfsdk:"access_token"`
	ClientID    types.String `tfsdk:"client_id"`
	API         types.String `tfsdk:"api"`
	Scope       types.String `tfsdk:"scope"`
	ExpiresIn   types.Int64  `tfsdk:"expires_in"`
	Audience    types.String `tfsdk:"audience"`
	object.Verdict
}

func (d *tokenValidationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m tokenValidationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	m.Scope = scopeOf(m.API, m.Scope)
	named := !m.ClientID.IsNull()
	found, answer := d.validate(ctx, &m)
	if !m.Conclude(answer) {
		resp.Diagnostics.Append(catalogue.Error("Could not validate the Amazon access token", answer))
		return
	}
	if named && m.Valid.ValueBool() && found.Untold != nil && !m.AccessToken.IsNull() {
		resp.Diagnostics.AddWarning("Not told whose token it is", "Amazon accepts the token, but did not tell which client it was issued to. "+
			"Whether that is "+m.ClientID.ValueString()+" is not known.\n\n"+found.Untold.Error())
	}
	if found.ExpiresIn > 0 {
		m.ExpiresIn = types.Int64Value(int64(found.ExpiresIn.Seconds()))
	}
	if found.Audience != "" {
		m.Audience = types.StringValue(found.Audience)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// validate returns what was found out and the vendor's answer about the token, nil for a good one.
func (d *tokenValidationDataSource) validate(ctx context.Context, m *tokenValidationModel) (amazonapi.Validation, error) {
	client, err := d.Config.client()
	if err != nil {
		return amazonapi.Validation{}, err
	}
	if m.AccessToken.IsNull() {
		own, err := d.own(m.ClientID)
		if err != nil {
			return amazonapi.Validation{}, err
		}
		if m.ClientID.IsNull() {
			m.ClientID = types.StringValue(own.ClientID)
		}
		return client.ValidateOwn(ctx, own, scopeForm.Read(m.Scope))
	}
	token := settings.OneLine.Read(m.AccessToken)
	probe := scopeForm.Read(m.Scope) == amazonapi.AppSubmission.Scope
	return client.ValidateToken(ctx, token, clientID.Read(m.ClientID), probe)
}

// own returns the credential that the provider block holds for the client id; without one, the block's own credential.
func (d *tokenValidationDataSource) own(id types.String) (amazonapi.Credential, error) {
	if !id.IsNull() && d.Config.settings.SecretOf(id).IsNull() {
		return amazonapi.Credential{}, &explain.Problem{Summary: "No token of client_id " + id.ValueString(), Detail: "Without access_token a token is " +
			"obtained with the provider block's secret of this client id, and it holds none. Give an access_token, or leave client_id out, or give the " +
			"secret in amazon.secrets."}
	}
	return d.Config.credential("validate an Amazon access token", id, types.StringNull())
}
