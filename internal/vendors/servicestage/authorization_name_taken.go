package servicestage

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

const (
	renamed = "If the resource was renamed or moved in the configuration, that authorization is its own: add a moved block from the former " +
		"address, and nothing is deleted or created."
	replacedFirst = "If the resource is being replaced and create_before_destroy is set, on it or on something that depends on it, that " +
		"authorization is the one to be replaced. The vendor allows a name once, so a name and create_before_destroy exclude each other: set " +
		"create_before_destroy = false there, or give the new authorization another name."
	makeRoom = "The pending authorization in the state holds the address: take it out first (terraform state rm ADDRESS)."
)

// taken is the error for a name that an authorization has already. Whose that one is cannot be known: the vendor does not say
// who made it, and Terraform does not say what a creation replaces. more are further paragraphs.
func taken(existing servicestageapi.Authorization, more ...string) diag.Diagnostic {
	paragraphs := []string{
		"The project has an authorization of this name: " + describe(existing) + ".",
		renamed, replacedFirst, "If it was made elsewhere, manage it here." + importAs(existing),
	}
	paragraphs = append(append(paragraphs, more...), "Otherwise choose another name, or delete it in "+console+".", "Guide: "+catalogue.Guide)
	return diag.NewAttributeErrorDiagnostic(path.Root("name"), "The name "+existing.Name+" is taken at ServiceStage", strings.Join(paragraphs, "\n\n"))
}

// failed reports why an authorization was not created. more are further paragraphs.
func failed(name string, err error, more ...string) diag.Diagnostic {
	if failure, ok := errors.AsType[*servicestageapi.CreateError](err); ok && failure.Existing != nil {
		return taken(*failure.Existing, more...)
	}
	told := catalogue.Error("Could not create ServiceStage authorization "+name, err)
	return diag.NewErrorDiagnostic(told.Summary(), strings.Join(append([]string{told.Detail()}, more...), "\n\n"))
}

// foresee asks the vendor before a creation is planned, so that a credential that is refused, a region that is mistyped or a name
// that is taken is found here, and not by an apply that has done half of its work.
func (c *Config) foresee(ctx context.Context, tokenType string, name types.String, diags *diag.Diagnostics) {
	if !c.verifyDuringPlan || !c.settings.AllKnown() {
		return
	}
	client, _, err := c.reach(ctx, diags)
	var existing servicestageapi.Authorization
	var exists bool
	if err == nil {
		// A name that is not known yet is none, and the question proves the credential all the same.
		existing, exists, err = client.Find(ctx, name.ValueString())
	}
	seen := c.seen.of(tokenType, name.ValueString())
	if exists && seen == neverSeen && err == nil {
		// Another tool may have deleted it since the list was read.
		existing, exists, err = client.FindNow(ctx, name.ValueString())
	}
	switch {
	case err != nil:
		diags.Append(catalogue.Error("Could not plan ServiceStage authorization "+name.ValueString(), err))
	case exists && settings.HasValue(name):
		diags.Append(inUse(existing, seen))
	}
}

// inUse is what a plan says of a creation whose name an authorization has.
func inUse(existing servicestageapi.Authorization, seen sighting) diag.Diagnostic {
	const order = "What builds with it fails in between, and nothing proves the new one before."
	switch seen {
	case planned:
		return diag.NewWarningDiagnostic("ServiceStage authorization "+existing.Name+" is replaced under its own name",
			"It is deleted first and then created again. "+order+"\n\nWith create_before_destroy, set on it or on something that depends on it, "+
				"the apply fails: the vendor allows a name once. Set create_before_destroy = false there, or give the new authorization "+
				"another name.")
	case refreshed:
		return diag.NewWarningDiagnostic("ServiceStage authorization "+existing.Name+" is deleted and created again", fmt.Sprintf(
			"The state has an authorization of this name. If the resource is tainted, it is deleted first and then created again. %s\n\n%s "+
				"Without it, Terraform deletes and creates in no certain order, and the creation may find the name taken.", order, renamed))
	}
	return taken(existing, "A plan with -refresh=false does not know a tainted resource: plan with a refresh.")
}
