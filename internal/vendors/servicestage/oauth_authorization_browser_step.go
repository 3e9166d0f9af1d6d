package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
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

// waiting is the warning that an authorization needs a person, with the address to open. fresh says that an apply has just got
// the address: Terraform shows one warning of each heading only, and the plan's came before.
func waiting(m *oauthAuthorizationModel, became fate, fresh bool) diag.Diagnostic {
	summary := needsAPerson(m)
	if fresh {
		summary += " (with a fresh address)"
	}
	text := fates[became]
	if m.pending() {
		text += "Nothing is made at the vendor until then. To go on:\n\n"
	} else {
		text += consequence(&m.authorizationModel) + " A plan with an unused callback replaces it. To go on:\n\n"
	}
	if url := m.AuthorizeURL.ValueString(); url != "" {
		text += "1. Open " + url + "\n"
	} else {
		text += "1. Apply once to get an address in authorize_url, and open it.\n"
	}
	text += "2. Sign in to " + m.RepoType.ValueString() + ", allow the access, and sign in to Huawei Cloud.\n" +
		"3. The console says that creating the authorization failed. That is expected: copy the address bar.\n" +
		"4. Apply with it in callback_url_wo, soon: its code is good for one use and a short time.\n\nGuide: " + catalogue.Section("Authorize by OAuth")
	return diag.NewWarningDiagnostic(summary, text)
}

func needsAPerson(m *oauthAuthorizationModel) string {
	return heading(m) + conditions[m.Status.ValueString()]
}

// heading begins a warning. Of warnings with one heading Terraform shows the first, and two regions may have the same name.
func heading(m *oauthAuthorizationModel) string {
	in := ""
	if region := m.Region.ValueString(); region != "" {
		in = " in " + region
	}
	return "ServiceStage authorization " + m.Name.ValueString() + in + " "
}

// toBeReplaced is what a plan says of an authorization that drifted and for which there is an unused callback.
func toBeReplaced(m *oauthAuthorizationModel) diag.Diagnostic {
	return diag.NewWarningDiagnostic(needsAPerson(m), consequence(&m.authorizationModel)+" Apply deletes it and exchanges the callback in the "+
		"configuration. If that one is refused, the authorization is pending."+anotherOne(m))
}

// stillWaiting is what a plan says of an authorization for which there is nothing to send.
func stillWaiting(m *oauthAuthorizationModel, given, unsettled bool) diag.Diagnostic {
	switch {
	case unsettled:
		return diag.NewWarningDiagnostic("It is not known whether ServiceStage authorization "+m.Name.ValueString()+" was created",
			"The answer to its creation was lost, and no list could be read since. The next refresh tells whether it exists. Do not go through a "+
				"browser step before that.")
	case given:
		return waiting(m, usedBefore, false)
	}
	return waiting(m, unsent, false)
}

// toBeExchanged is what a plan says of a pending authorization and its callback.
func toBeExchanged(m *oauthAuthorizationModel) diag.Diagnostic {
	return diag.NewWarningDiagnostic(heading(m)+"waits for its callback to be exchanged",
		"Apply exchanges the callback in the configuration."+anotherOne(m))
}

// anotherOne says where a callback comes from when the one in the configuration has grown too old.
func anotherOne(m *oauthAuthorizationModel) string {
	if url := m.AuthorizeURL.ValueString(); url != "" {
		return " If the callback has grown too old, open " + url + " for another one."
	}
	return ""
}

// needless is what a plan says of an unused callback of an authorization that works. A provider does not learn whether the plan
// replaces it at a user's wish.
func needless(name string) diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("callback_url_wo"), "ServiceStage authorization "+name+" works and needs no callback",
		"An apply with -replace exchanges the callback and authorizes anew; every other apply leaves it alone. For a callback to go with -replace, open "+
			"an address of the data source storeauth_servicestage_oauth_redirect. Otherwise take the callback out of the configuration.")
}

// comesTooLate refuses a plan that would have to decide now whether a callback of the future replaces an authorization. Terraform
// lets no apply replace what the plan did not.
func comesTooLate(m *oauthAuthorizationModel) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("callback_url_wo"), "The callback of ServiceStage authorization "+m.Name.ValueString()+
		" is not known yet", consequence(&m.authorizationModel)+" A new callback replaces it, and a used one must not; whether this one is used is known "+
		"only after apply. Apply what the callback comes from first (-target), or give the callback as a value that is known at plan, such as a variable.")
}

// offerAddress sets authorize_url to a fresh address when the authorization waits, to null when it works. A failure is a
// warning, and an earlier address stays: the authorization is what it is without one. It reports whether the address is fresh.
func offerAddress(ctx context.Context, client *servicestageapi.Client, m *oauthAuthorizationModel, diags *diag.Diagnostics) (fresh bool) {
	if !m.waits() {
		m.AuthorizeURL = types.StringNull()
		return false
	}
	url, err := client.Redirect(ctx, m.RepoType.ValueString(), m.Tag.ValueString())
	if err != nil {
		diags.Append(catalogue.Warning("No address for the browser step of ServiceStage authorization "+m.Name.ValueString(), err))
		if m.AuthorizeURL.IsUnknown() {
			m.AuthorizeURL = types.StringNull()
		}
		return false
	}
	m.AuthorizeURL = types.StringValue(url)
	return true
}
