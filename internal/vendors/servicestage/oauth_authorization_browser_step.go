package servicestage

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// conditions say why an authorization needs a person.
var conditions = map[string]string{
	statusPending:                         "waits for its browser step",
	servicestageapi.StatusOverdue:         "is overdue: it expired",
	servicestageapi.StatusUnauthenticated: "is unauthenticated: the git host does not accept it any more",
	servicestageapi.StatusUnrecognized:    "has a status that the vendor does not document",
	servicestageapi.StatusNormal:          "does not authorize by OAuth any more: somebody re-authorized it another way in the console",
}

// waiting is the warning that an authorization needs a person, with the address to open. spent says that the callback in the
// configuration was used before, fresh that an apply has just got the address: Terraform shows one warning of each
// heading only, and the plan's came before.
func waiting(m *oauthAuthorizationModel, spent, fresh bool) diag.Diagnostic {
	heading := "ServiceStage authorization " + m.Name.ValueString() + " " + conditions[m.Status.ValueString()]
	if fresh {
		heading += " (with a fresh address)"
	}
	text := ""
	if spent {
		text = "The callback in the configuration was used before and is not sent again: a code is good for one use.\n\n"
	}
	if m.pending() {
		text += "Nothing is made at the vendor until then. To go on:\n\n"
	} else {
		text += fmt.Sprintf("Whatever builds with it fails (token type %s, user %s). A plan with an unused callback replaces it. To go on:\n\n",
			m.TokenType.ValueString(), m.RepoUser.ValueString())
	}
	if url := m.AuthorizeURL.ValueString(); url != "" {
		text += "1. Open " + url + "\n"
	} else {
		text += "1. Apply once to get an address in authorize_url, and open it.\n"
	}
	text += "2. Sign in to " + m.RepoType.ValueString() + ", allow the access, and sign in to Huawei Cloud.\n" +
		"3. The console says that creating the authorization failed. That is expected: copy the address bar.\n" +
		"4. Apply with it in callback_url_wo, soon: its code is good for one use and a short time.\n\nGuide: " + catalogue.Guide
	return diag.NewWarningDiagnostic(heading, text)
}

// offerAddress sets authorize_url to a fresh address when the authorization waits, to null when it works. A failure is a
// warning, and an earlier address stays: the authorization is what it is without one.
func offerAddress(ctx context.Context, client *servicestageapi.Client, m *oauthAuthorizationModel, diags *diag.Diagnostics) {
	if !m.waits() {
		m.AuthorizeURL = types.StringNull()
		return
	}
	url, err := client.Redirect(ctx, m.RepoType.ValueString(), m.Tag.ValueString())
	if err != nil {
		diags.Append(catalogue.Warning("No address for the browser step of ServiceStage authorization "+m.Name.ValueString(), err))
		if m.AuthorizeURL.IsUnknown() {
			m.AuthorizeURL = types.StringNull()
		}
		return
	}
	m.AuthorizeURL = types.StringValue(url)
}
