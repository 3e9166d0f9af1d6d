package servicestage

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// failing are the vendor's statuses of an authorization that does not work.
var failing = map[string]bool{servicestageapi.StatusOverdue: true, servicestageapi.StatusUnauthenticated: true}

// drifted reports whether an authorization stopped working, or works another way than declared. A status that nobody
// documents is no proof of either.
func drifted(m *authorizationModel, tokenType string) bool {
	return failing[m.Status.ValueString()] || !m.TokenType.IsNull() && m.TokenType.ValueString() != tokenType
}

// consequence says what an authorization that drifted means for those who use it. One that somebody authorized another way may
// work.
func consequence(m *authorizationModel) string {
	says := fmt.Sprintf("The vendor says: status %s, token type %s, user %s. ", m.Status.ValueString(), m.TokenType.ValueString(), m.RepoUser.ValueString())
	switch {
	case failing[m.Status.ValueString()]:
		return says + "What builds with it fails."
	case m.Status.ValueString() == servicestageapi.StatusUnrecognized:
		return says + "Nobody knows whether what builds with it fails. Look at it in " + console + "."
	}
	return says + "Somebody authorized it another way in the console, and it may work."
}

// differs is the error for an import whose authorization is another one than declared. The first plan after an import replaces
// nothing, and to record what the vendor does not have would be false.
func differs(name, argument string, declared, reported types.String) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(argument), "The imported ServiceStage authorization "+name+" is another one", fmt.Sprintf(
		"%s is %s in the configuration, and %s at the vendor. Write what the vendor has. To replace the authorization, change %[1]s "+
			"once the import is applied.", argument, quoted(declared), quoted(reported)))
}

func quoted(value types.String) string {
	if value.IsNull() {
		return "left out"
	}
	return fmt.Sprintf("%q", value.ValueString())
}
