package servicestage

import (
	"context"
	"errors"
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

// taken is the error for a name that an authorization has already. Nobody can know whose that authorization is: the
// vendor does not say who made it, and Terraform does not say what a creation replaces. more are further paragraphs.
func taken(existing servicestageapi.Authorization, more ...string) diag.Diagnostic {
	paragraphs := []string{
		"The project has an authorization of this name: " + describe(existing) + ".",
		renamed, replacedFirst, "If it was made elsewhere, manage it here." + importAs(existing),
	}
	paragraphs = append(append(paragraphs, more...), "Otherwise choose another name, or delete it in "+console+".", "Guide: "+catalogue.Symptom(servicestageapi.SymptomNameTaken))
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
func (c *Config) foresee(ctx context.Context, tokenType string, planned types.String, diags *diag.Diagnostics) {
	name := planned.ValueString()
	if settings.HasValue(planned) && c.seen.creation(name) {
		diags.Append(unordered(name))
		return
	}
	if !c.verifyDuringPlan || !c.settings.AllKnown() {
		return
	}
	inState, replaced := c.seen.of(tokenType, name)
	client, _, err := c.reach(ctx, diags)
	var existing servicestageapi.Authorization
	var exists bool
	if err == nil {
		// A name that is not known yet is none, and the question proves the credential all the same.
		existing, exists, err = client.Find(ctx, name)
	}
	if err == nil && exists && !inState && !replaced {
		// Another tool may have deleted it since the list was read.
		existing, exists, err = client.FindNow(ctx, name)
	}
	switch {
	case err != nil:
		diags.Append(catalogue.Error("Could not plan ServiceStage authorization "+name, err))
	case !exists || replaced:
	case inState:
		diags.Append(diag.NewWarningDiagnostic("ServiceStage authorization "+name+" is deleted and created again",
			"The state has an authorization of this name, which is tainted. "+underItsName))
	case existing.TokenType != "" && existing.TokenType != tokenType:
		diags.Append(taken(existing))
	default:
		diags.Append(maybeTaken(existing))
	}
}

// forget takes note of a planned deletion.
func (c *Config) forget(name string, diags *diag.Diagnostics) {
	if c.seen.deletion(name) {
		diags.Append(unordered(name))
	}
}

const underItsName = "It is deleted first and then created again. What builds with it fails in between, and nothing proves the new one before.\n\n" +
	"With create_before_destroy, set on it or on something that depends on it, the apply fails and changes nothing: the vendor allows a name " +
	"once. Set create_before_destroy = false there, or give the new authorization another name."

// replacedUnderItsName is the warning of a replacement that only deleting first makes possible.
func replacedUnderItsName(name string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("ServiceStage authorization "+name+" is replaced under its own name", underItsName)
}

// maybeTaken is taken as a warning. An authorization of the same token type may be the resource's own: one that is tainted and
// planned without a refresh, or one that create_before_destroy keeps while its successor is planned once more in apply. An error
// there would leave Terraform with a deposed object, and only the creation's error leaves the state as it was.
func maybeTaken(existing servicestageapi.Authorization) diag.Diagnostic {
	told := taken(existing, "If it is not this resource's own, the apply fails and changes nothing.")
	return diag.NewWarningDiagnostic(told.Summary(), told.Detail())
}

// unordered is the error of a plan that deletes a name and creates it at another address.
func unordered(name string) diag.Diagnostic {
	return diag.NewErrorDiagnostic("ServiceStage authorization "+name+" is deleted and created by one plan", "Two resources have the name: one is to "+
		"be deleted and one to be created. Terraform does that in no certain order, so the creation may find the name taken, and nothing is left "+
		"when the deletion comes last.\n\n"+renamed+"\n\nIf it is to become an authorization of another kind, remove the one resource first, and add "+
		"the other one in a second apply. If Terraform calls the one to be deleted a deposed object, take it out of the state (terraform state rm "+
		"ADDRESS) and import it again.")
}
