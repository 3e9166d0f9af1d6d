package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type accessTokenEphemeral struct {
	object.Ephemeral[*Config]
}

var _ ephemeral.EphemeralResourceWithConfigure = (*accessTokenEphemeral)(nil)

// newAccessTokenEphemeral returns the ephemeral storeauth_agc_access_token. It has no Close: the vendor has no call that ends
// a token, and every instance of a credential shares one.
func newAccessTokenEphemeral() ephemeral.EphemeralResource { return &accessTokenEphemeral{} }

func (e *accessTokenEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_agc_access_token"
}

func (e *accessTokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	withoutClient := stringvalidator.ConflictsWith(path.MatchRoot("client_id"), path.MatchRoot("client_secret"))
	resp.Schema = schema.Schema{
		MarkdownDescription: "An access token of AppGallery Connect for the time of one plan or apply, never stored. All instances of the same " +
			"credential share one token. It is not ended at the close: the vendor has no call for that. An API client's token lives for 48 " +
			"hours; a service account's is signed here, without a call, and lives for one hour.",
		Attributes: map[string]schema.Attribute{
			"client_id": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Id of the API client, or of a service account whose key file is in the provider block. Default: the provider " +
					"block's credential; beside `client_secret`, its `client_id`.",
				Validators: clientID.Strings(),
			},
			"client_secret": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Key of the API client. Default: the provider block's key of the same client.",
				Validators:          clientSecret.Strings(),
			},
			"service_account_key": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "JSON key file of a service account; excludes `client_id` and `client_secret`. Default: the provider block's credential.",
				Validators:          []validator.String{serviceAccountKey.Validator(), withoutClient},
			},
			"sub_account": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of a service account whose key file is in the provider block; excludes the other three.",
				Validators:          []validator.String{clientID.Validator(), withoutClient, stringvalidator.ConflictsWith(path.MatchRoot("service_account_key"))},
			},
			"site": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Site that issues the token: `china`, `europe`, `singapore` or `russia`. Default: the provider block's.",
				Validators:          siteForm.Strings(),
			},
			"access_token": schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token."},
			"token_type":   schema.StringAttribute{Computed: true, MarkdownDescription: "`Bearer`."},
			"expires_at": schema.StringAttribute{
				Computed: true, CustomType: timetypes.RFC3339Type{}, MarkdownDescription: "When the token ends, RFC 3339.",
			},
			"headers": schema.MapAttribute{
				ElementType: types.StringType, Computed: true, Sensitive: true,
				MarkdownDescription: "The headers every call of the API must send: `Authorization`, and `client_id` for an API client.",
			},
		},
	}
}

type accessTokenEphemeralModel struct {
	ClientID          types.String      `tfsdk:"client_id"`
	ClientSecret      types.String      `tfsdk:"client_secret"`
	ServiceAccountKey types.String      `tfsdk:"service_account_key"`
	SubAccount        types.String      `tfsdk:"sub_account"`
	Site              types.String      `tfsdk:"site"`
	AccessToken       types.String      `tfsdk:"access_token"`
	TokenType         types.String      `tfsdk:"token_type"`
	ExpiresAt         timetypes.RFC3339 `tfsdk:"expires_at"`
	Headers           types.Map         `tfsdk:"headers"`
}

func (e *accessTokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m accessTokenEphemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	token, err := e.token(ctx, m)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not open the AppGallery Connect access token", err))
		return
	}
	m.AccessToken, m.TokenType = types.StringValue(token.Value), types.StringValue("Bearer")
	m.ExpiresAt = timetypes.NewRFC3339TimeValue(token.ExpiresAt.UTC())
	m.Headers = object.Headers(token.Header())
	resp.Diagnostics.Append(resp.Result.Set(ctx, &m)...)
}

func (e *accessTokenEphemeral) token(ctx context.Context, m accessTokenEphemeralModel) (agcapi.Token, error) {
	client, err := e.Config.client(m.Site)
	if err != nil {
		return agcapi.Token{}, err
	}
	credential, err := e.Config.credential("get an AppGallery Connect access token", m.ClientID, m.ClientSecret, m.ServiceAccountKey, m.SubAccount)
	if err != nil {
		return agcapi.Token{}, err
	}
	return client.Token(ctx, credential)
}
