package agc

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

func appIDsAttribute() schema.SetAttribute {
	return schema.SetAttribute{
		ElementType: types.StringType, Optional: true,
		MarkdownDescription: "App IDs that the credential must see. An App ID is a number, from the app's page in the console; it is not the package name.",
		Validators:          []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(appID.Validator())},
	}
}

func rolesAttribute() schema.SetAttribute {
	return schema.SetAttribute{
		ElementType: types.StringType, Optional: true,
		Validators:          []validator.Set{setvalidator.NoNullValues()},
		MarkdownDescription: "Roles it was given in the console. Recorded only; the vendor's API does not tell them.",
	}
}

// verify asks the vendor about a credential and the apps declared with it; nil means that everything works. Nothing is left
// behind that could be ended: access tokens of this vendor end by themselves.
func (c *Config) verify(ctx context.Context, site types.String, declared types.Set, secret agcapi.Credential) error {
	client, err := c.client(site)
	if err != nil {
		return err
	}
	appIDs := make([]string, 0, len(declared.Elements()))
	for _, element := range declared.Elements() {
		if id, ok := element.(types.String); ok {
			appIDs = append(appIDs, appID.Read(id))
		}
	}
	slices.Sort(appIDs)
	return client.Verify(ctx, secret, appIDs)
}
