package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// authorizationList lists the authorizations of one token type for terraform query.
type authorizationList struct {
	object.Resource[*Config]
	tokenType string
	// model makes the resource's model of an authorization.
	model func(a servicestageapi.Authorization, at place) any
}

var _ list.ListResourceWithConfigure = (*authorizationList)(nil)

// newOAuthAuthorizationList returns list "storeauth_servicestage_oauth_authorization".
func newOAuthAuthorizationList() list.ListResource {
	return &authorizationList{tokenType: servicestageapi.TokenTypeOAuth, model: func(a servicestageapi.Authorization, at place) any {
		m := &oauthAuthorizationModel{Tag: object.String(a.Tag), UsedCallbacks: types.ListNull(types.StringType)}
		m.record(a, at)
		return m
	}}
}

// newTokenAuthorizationList returns list "storeauth_servicestage_token_authorization".
func newTokenAuthorizationList() list.ListResource {
	return &authorizationList{tokenType: servicestageapi.TokenTypePersonal, model: func(a servicestageapi.Authorization, at place) any {
		m := &tokenAuthorizationModel{}
		m.record(a, at)
		return m
	}}
}

// newPasswordAuthorizationList returns list "storeauth_servicestage_password_authorization".
func newPasswordAuthorizationList() list.ListResource {
	return &authorizationList{tokenType: servicestageapi.TokenTypePassword, model: func(a servicestageapi.Authorization, at place) any {
		m := &passwordAuthorizationModel{UserName: object.String(a.RepoUser)}
		m.record(a, at)
		return m
	}}
}

func (l *authorizationList) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = resourceTypes[l.tokenType]
}

func (l *authorizationList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The project's git authorizations of token type `" + l.tokenType + "`.",
		Attributes: map[string]schema.Attribute{
			"repo_type": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Only authorizations for this git host.",
				Validators: []validator.String{stringvalidator.OneOf(repoTypes...)},
			},
			"status": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Only authorizations with this status: `normal`, `overdue`, `unauthenticated` or `unrecognized`.",
				Validators:          []validator.String{stringvalidator.OneOf(vendorStatusValues...)},
			},
		},
	}
}

func (l *authorizationList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var filter filterModel
	diags := req.Config.Get(ctx, &filter)
	var listed []servicestageapi.Authorization
	client, here, err := l.Config.reach(ctx, &diags)
	if err == nil {
		listed, err = client.List(ctx)
	}
	if err != nil {
		diags.Append(catalogue.Error("Could not list the ServiceStage authorizations", err))
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		// A result without an object carries the warnings.
		if len(diags) > 0 && !push(list.ListResult{Diagnostics: diags}) {
			return
		}
		sent := int64(0)
		for _, a := range listed {
			if a.TokenType != l.tokenType || !filter.matches(a) {
				continue
			}
			if req.Limit > 0 && sent == req.Limit {
				return
			}
			sent++
			if !push(l.result(ctx, req, a, here)) {
				return
			}
		}
	}
}

func (l *authorizationList) result(ctx context.Context, req list.ListRequest, a servicestageapi.Authorization, here place) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = a.Name
	var common authorizationModel
	common.record(a, here)
	var diags diag.Diagnostics
	diags.Append(result.Identity.Set(ctx, common.identity())...)
	if req.IncludeResource {
		diags.Append(result.Resource.Set(ctx, l.model(a, here))...)
	}
	result.Diagnostics = diags
	return result
}
