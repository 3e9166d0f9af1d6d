package servicestage

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

const vendorStatuses = "`normal`, `overdue` (expired) or `unauthenticated` (the git host does not accept it any more); " +
	"`unrecognized` for a number that the vendor does not document."

// descriptions of the attributes that resources and data sources share.
var descriptions = map[string]string{
	"status":     "What the vendor says: " + vendorStatuses,
	"repo_host":  "API address of the git host.",
	"repo_home":  "Page of the user or group at the git host.",
	"repo_user":  "User at the git host. Another user alone is recorded and plans nothing.",
	"avatar_url": "Picture of that user.",
	"token_type": "How the authorization proves itself to the git host: `oauth`, `personal` or `password`.",
	"created_at": "When it was created, RFC 3339.",
	"updated_at": "When it was last changed or re-authorized, RFC 3339.",
	"region":     "Region of the provider block; null when the provider block has none.",
	"project_id": "Project it belongs to.",
}

const (
	nameDescription = "Name of the authorization, unique in the project: 4 to 63 letters, digits, `_`, `-` and `.`. It is what a build " +
		"refers to. Forces replacement."
	repoTypeDescription = "Git host: `github`, `gitlab`, `gitee`, `bitbucket` or `devcloud`. Which of them work this way depends on the " +
		"vendor's site; it refuses the others. Forces replacement."
	// onlyOneOfAName belongs to the description of every resource.
	onlyOneOfAName = "\n\nThe vendor allows a name once. So a replacement (another `repo_type`, `-replace`, a tainted resource) deletes first, and " +
		"`create_before_destroy` cannot work with it, whether it is set here or inherited from something that depends on the " +
		"authorization. A renamed resource needs a `moved` block: otherwise its authorization is deleted and created in no certain order."
)

// attributes are a resource's name, repo_type and computed attributes.
func attributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"name": schema.StringAttribute{
			Required: true, MarkdownDescription: nameDescription,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{settings.Validator(checkName)},
		},
		"repo_type": schema.StringAttribute{
			Required: true, MarkdownDescription: repoTypeDescription,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(unlessImported, "", "")},
			Validators:    []validator.String{stringvalidator.OneOf(repoTypes...)},
		},
	}
	for name, description := range descriptions {
		all[name] = schema.StringAttribute{
			Computed: true, MarkdownDescription: description,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	maps.Copy(all, more)
	return all
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":     identityschema.StringAttribute{OptionalForImport: true, Description: "Region. Default: the provider block's."},
		"project_id": identityschema.StringAttribute{OptionalForImport: true, Description: "Project id. Default: the provider block's."},
		"name":       identityschema.StringAttribute{RequiredForImport: true, Description: "Name of the authorization."},
	}}
}

// unlessImported replaces for another repo_type, but not in the first plan after an import: that one tells the difference.
func unlessImported(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = stageOf(ctx, req.Private, &resp.Diagnostics) == notImported
}

// howItChanges describes the update of a resource that is made of a secret.
func howItChanges(secret, argument string) string {
	return "ServiceStage can create, list and delete an authorization, not change one. So another " + secret + ", another `" + argument + "`, or an " +
		"authorization that expired, was withdrawn or was authorized another way in the console is an update that deletes and creates it again " +
		"under its name. Before that, the update proves the new " + secret + ": it creates an authorization under a temporary name " +
		"(`storeauth-proof-…`), asks the git host through it, and deletes it. A " + secret + " that the git host refuses is an error, and the " +
		"authorization stays as it is. Builds that start between the deletion and the creation fail."
}

// versionAttribute is the version of a secret that is sent, and never asked about.
func versionAttribute(secretArgument string) schema.Int64Attribute {
	attribute := credential.VersionAttribute(secretArgument)
	attribute.MarkdownDescription = fmt.Sprintf("Version of `%s`. Left out, the provider counts it: it starts at 1 and goes up by one when the "+
		"secret differs from the one last sent. If you set the version yourself, raise it whenever the secret is to be sent; another secret under "+
		"the same version is a warning, and not sent.", secretArgument)
	return attribute
}
