package agc

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// oneLine refuses what can never be an id or a token.
var oneLine = []validator.String{settings.Validator(settings.Secret)}

func appIDsAttribute() schema.SetAttribute {
	return schema.SetAttribute{
		ElementType: types.StringType, Optional: true,
		MarkdownDescription: "App IDs that the credential must see. An App ID is a number, from the app's page in the console; it is not the package name.",
		Validators:          []validator.Set{setvalidator.ValueStringsAre(oneLine...)},
	}
}

func rolesAttribute() schema.SetAttribute {
	return schema.SetAttribute{
		ElementType: types.StringType, Optional: true,
		MarkdownDescription: "Roles it was given in the console. Recorded only; the vendor's API does not tell them.",
	}
}

// allKnown reports whether nothing of what a verification needs is unknown.
func allKnown(appIDs types.Set, values ...types.String) bool {
	return !appIDs.IsUnknown() && !slices.ContainsFunc(appIDs.Elements(), attr.Value.IsUnknown) &&
		!slices.ContainsFunc(values, types.String.IsUnknown)
}

// verify asks the vendor about a credential and the apps declared with it. Nothing is left behind: access tokens of this
// vendor end by themselves, and cannot be ended.
func (c *Connection) verify(ctx context.Context, site types.String, declared types.Set, secret agcapi.Credential) (credential.Finding, error) {
	client, err := c.client(site)
	if err != nil {
		return credential.Finding{}, err
	}
	appIDs := make([]string, 0, len(declared.Elements()))
	for _, element := range declared.Elements() {
		if id, ok := element.(types.String); ok {
			appIDs = append(appIDs, id.ValueString())
		}
	}
	slices.Sort(appIDs)
	err = client.Verify(ctx, secret, appIDs)
	if _, settled := credential.Judge(err); settled {
		return credential.Finding{Refusal: err}, nil
	}
	return credential.Finding{}, err
}
