package object

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

// Config is a vendor's configuration, as the provider block gives it.
type Config interface {
	// Credentials are those that the provider block or the environment holds for this vendor; none where the vendor is not
	// configured.
	Credentials() []Credential
}

// Credential is one credential of the provider block.
type Credential struct {
	// Name names it in diagnostics: "Galaxy Store service account 0b6f…".
	Name string
	// Verify asks the vendor about the credential alone, without anything that a resource declares, and changes nothing there.
	Verify func(ctx context.Context) Verified
}

// Credentials are those that a vendor's settings hold by id.
func Credentials(values settings.Values, verify func(ctx context.Context, id types.String) Verified) []Credential {
	var all []Credential
	for _, id := range values.HeldIDs() {
		all = append(all, Credential{Name: values.Name(id), Verify: func(ctx context.Context) Verified { return verify(ctx, id) }})
	}
	return all
}

// Verified is what the vendor says of a credential.
type Verified struct {
	// For is what the vendor accepts the credential for, where it tells: "publishing".
	For string
	// Answer is nil for an accepted credential; else the refusal, or why the vendor could not be asked.
	Answer error
	// Leftovers are clean-ups that failed.
	Leftovers []credential.Leftover
	// Warnings are about the settings that say which credential this is.
	Warnings diag.Diagnostics
}

// FirstGranted verifies a credential of which nothing says what it is for. It asks for one purpose after another, until the vendor
// grants one or gives another answer than that this purpose is not granted. It returns the first refusal where it grants none.
func FirstGranted(purposes []string, ask func(purpose string) Verified) (first Verified) {
	for i, purpose := range purposes {
		asked := ask(purpose)
		asked.Leftovers = append(first.Leftovers, asked.Leftovers...)
		if status, conclusive := credential.Judge(asked.Answer); !conclusive || status != credential.Denied {
			if asked.Answer == nil {
				asked.For = purpose
			}
			return asked
		}
		if i == 0 {
			first = asked
		}
		first.Leftovers = asked.Leftovers
	}
	return first
}

// Report verifies the credential and tells the outcome in one line; everything but an accepted credential is an error diagnostic
// as well.
func (c Credential) Report(ctx context.Context, catalogue explain.Catalogue, diags *diag.Diagnostics) string {
	found := c.Verify(ctx)
	diags.Append(found.Warnings...)
	for _, leftover := range found.Leftovers {
		diags.Append(catalogue.Leftover("Verifying "+c.Name+" left something behind", leftover.What, leftover.Err))
	}
	status, conclusive := credential.Judge(found.Answer)
	switch {
	case !conclusive:
		diags.Append(catalogue.Error("Could not verify "+c.Name, found.Answer))
		return c.Name + " could not be verified: " + found.Answer.Error()
	case found.Answer != nil:
		diags.Append(catalogue.Error(c.Name+" is "+string(status), found.Answer))
		return c.Name + " is " + string(status) + ": " + credential.Reason(found.Answer).ValueString()
	case found.For != "":
		return c.Name + " is active, for " + found.For
	}
	return c.Name + " is active"
}
