package servicestage

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// taken is the error for a name that somebody else's authorization has. recorded says that this resource stands in the state
// already, as pending, so that an import must be made room for.
func taken(existing servicestageapi.Authorization, recorded bool) diag.Diagnostic {
	room := ""
	if recorded {
		room = "\n\nThe pending authorization in the state holds that address: take it out first (terraform state rm ADDRESS)."
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("name"), "The name "+existing.Name+" is taken at ServiceStage", fmt.Sprintf(
		"The project has an authorization of this name that this resource did not make: %s.%s%s\n\nOtherwise choose "+
			"another name, or delete it in %s.\n\nGuide: %s", describe(existing), importAs(existing), room, console, catalogue.Guide))
}

// failed reports why an authorization was not created.
func failed(name string, err error, recorded bool) diag.Diagnostic {
	if failure, ok := errors.AsType[*servicestageapi.CreateError](err); ok && failure.Existing != nil {
		return taken(*failure.Existing, recorded)
	}
	return catalogue.Error("Could not create ServiceStage authorization "+name, err)
}
