package servicestage

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// resourceTypes are the resources by token type.
var resourceTypes = map[string]string{
	servicestageapi.TokenTypeOAuth:    "storeauth_servicestage_oauth_authorization",
	servicestageapi.TokenTypePersonal: "storeauth_servicestage_token_authorization",
	servicestageapi.TokenTypePassword: "storeauth_servicestage_password_authorization",
}

// importAuthorization takes an authorization's name, or its identity, and makes sure that it exists and is of the token type
// that the resource is for. The read that follows fills in the rest from the same list.
func (c *Config) importAuthorization(ctx context.Context, tokenType string, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	wanted := identityModel{Name: types.StringValue(strings.TrimSpace(req.ID))}
	if req.ID == "" && req.Identity != nil {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &wanted)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	name := wanted.Name.ValueString()
	summary := "Could not import ServiceStage authorization " + name
	client, here, err := c.reach(ctx, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	if other := here.differs(place{wanted.Region, wanted.ProjectID}); other != nil {
		resp.Diagnostics.AddError(summary, fmt.Sprintf("The identity to import belongs to %s %s, and the provider block is configured for %s %s. Import it "+
			"with a provider for %[2]s, which may have an alias, or correct the identity.", other.name, other.recorded, other.name, other.actual))
		return
	}
	found, exists, err := client.Find(ctx, name)
	switch {
	case err != nil:
		resp.Diagnostics.Append(catalogue.Error(summary, err))
	case !exists:
		listed, _ := client.List(ctx)
		resp.Diagnostics.AddError(summary, fmt.Sprintf("Project %s has no authorization of this name. %s\n\nThe id to import is the "+
			"name alone, as the console shows it.", here.ProjectID.ValueString(), namesOf(listed)))
	case found.TokenType != tokenType && found.TokenType != "":
		resp.Diagnostics.AddError(summary, fmt.Sprintf("It is an authorization of token type %q, and this resource is for %q.%s",
			found.TokenType, tokenType, importAs(found)))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	stage := justImported
	if req.ID == "" {
		stage = firstPlan // only an import block has an identity
	}
	setStage(ctx, resp.Private, stage, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("name"), name)...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, identityModel{Region: here.Region, ProjectID: here.ProjectID, Name: types.StringValue(name)})...)
	}
}

func namesOf(listed []servicestageapi.Authorization) string {
	if len(listed) == 0 {
		return "It has none at all."
	}
	const most = 20
	names := make([]string, 0, most)
	for _, a := range listed[:min(len(listed), most)] {
		names = append(names, a.Name)
	}
	more := ""
	if len(listed) > most {
		more = fmt.Sprintf(" and %d more", len(listed)-most)
	}
	return "It has " + strings.Join(names, ", ") + more + "."
}

// importAs tells how to bring an existing authorization under management; empty for a token type without a resource.
func importAs(existing servicestageapi.Authorization) string {
	kind, ok := resourceTypes[existing.TokenType]
	if !ok {
		return ""
	}
	return fmt.Sprintf("\n\nTo manage it, declare a %s with this name and import it:\n\n  terraform import %s.ADDRESS %s",
		kind, kind, existing.Name)
}

// describe tells what an existing authorization is.
func describe(a servicestageapi.Authorization) string {
	text := fmt.Sprintf("%s, token type %s, status %s", a.RepoType, a.TokenType, a.Status)
	if a.RepoUser != "" {
		text += ", user " + a.RepoUser
	}
	if !a.CreatedAt.IsZero() {
		text += ", created " + timestamp(a.CreatedAt).ValueString()
	}
	return text
}
