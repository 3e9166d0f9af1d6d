package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type authorizationsDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*authorizationsDataSource)(nil)

// newAuthorizationsDataSource returns storeauth_servicestage_authorizations.
func newAuthorizationsDataSource() datasource.DataSource { return &authorizationsDataSource{} }

func (d *authorizationsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_servicestage_authorizations"
}

// The values that filters take.
var (
	vendorStatusValues = []string{servicestageapi.StatusNormal, servicestageapi.StatusOverdue, servicestageapi.StatusUnauthenticated,
		servicestageapi.StatusUnrecognized}
	tokenTypes = []string{servicestageapi.TokenTypeOAuth, servicestageapi.TokenTypePersonal, servicestageapi.TokenTypePassword}
)

func (d *authorizationsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	filter := func(description string, values []string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, MarkdownDescription: description,
			Validators: []validator.String{stringvalidator.OneOf(values...)},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The git authorizations of the project, in the vendor's order.",
		Attributes: map[string]schema.Attribute{
			"repo_type":  filter("Only authorizations for this git host.", repoTypes),
			"status":     filter("Only authorizations with this status: `normal`, `overdue`, `unauthenticated` or `unrecognized`.", vendorStatusValues),
			"token_type": filter("Only authorizations of this token type: `oauth`, `personal` or `password`.", tokenTypes),
			"authorizations": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The authorizations.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes(nil)},
			},
		},
	}
}

// filterModel selects authorizations; a null field selects all.
type filterModel struct {
	RepoType types.String `tfsdk:"repo_type"`
	Status   types.String `tfsdk:"status"`
}

func (f filterModel) matches(a servicestageapi.Authorization) bool {
	return matches(f.RepoType, a.RepoType) && matches(f.Status, a.Status)
}

func matches(wanted types.String, actual string) bool {
	return wanted.IsNull() || wanted.ValueString() == actual
}

type authorizationsModel struct {
	filterModel
	TokenType      types.String               `tfsdk:"token_type"`
	Authorizations []listedAuthorizationModel `tfsdk:"authorizations"`
}

type listedAuthorizationModel struct {
	authorizationModel
	Tag types.String `tfsdk:"tag"`
}

func (d *authorizationsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m authorizationsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	var listed []servicestageapi.Authorization
	client, here, err := d.Config.reach(ctx, &resp.Diagnostics)
	if err == nil {
		listed, err = client.ListNow(ctx)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not list the ServiceStage authorizations", err))
		return
	}
	m.Authorizations = []listedAuthorizationModel{}
	for _, a := range listed {
		if m.matches(a) && matches(m.TokenType, a.TokenType) {
			item := listedAuthorizationModel{Tag: object.String(a.Tag)}
			item.record(a, here)
			m.Authorizations = append(m.Authorizations, item)
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
