package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// verifyAction is the one object that belongs to no vendor.
type verifyAction struct{ data *object.Data }

var _ action.ActionWithConfigure = (*verifyAction)(nil)

// newVerifyAction returns the action storeauth_verify.
func newVerifyAction() action.Action { return &verifyAction{} }

func (a *verifyAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_verify"
}

// blockNames are the vendors' objects in the provider block.
func blockNames() []string {
	names := make([]string, len(vendors.All))
	for i, vendor := range vendors.All {
		names[i] = vendor.Block.Name
	}
	return names
}

func (a *verifyAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	description := "Verifies every credential that the provider block or the environment holds, the entries of each `secrets` among them. It needs " +
		"no resource and no state, so `terraform apply -invoke=action.storeauth_verify.all` can be the first step of a release pipeline. It reports each " +
		"credential with its outcome, goes on past a refusal, and fails at the end when one was refused or could not be asked about. Nothing is " +
		"changed at the vendors, and nothing is left there."
	for _, vendor := range vendors.All {
		if vendor.OnlyNamed != "" {
			description += fmt.Sprintf("\n\n`%s` is verified only when it is named: %s", vendor.Block.Name, vendor.OnlyNamed)
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"vendors": schema.SetAttribute{
				ElementType: types.StringType, Optional: true,
				MarkdownDescription: "Objects of the provider block whose credentials are verified, of `" + strings.Join(blockNames(), "`, `") +
					"`. One that holds no credential is an error. Default: all that hold one.",
				Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(stringvalidator.OneOf(blockNames()...))},
			},
		},
	}
}

func (a *verifyAction) Configure(_ context.Context, req action.ConfigureRequest, _ *action.ConfigureResponse) {
	a.data, _ = req.ProviderData.(*object.Data)
}

func (a *verifyAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var named []string
	// Terraform hands over null where the action has no config block.
	if !req.Config.Raw.IsNull() {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("vendors"), &named)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	verified := 0
	for i, config := range a.data.Configs() {
		vendor, held := vendors.All[i], config.Credentials()
		asked := len(named) == 0 && vendor.OnlyNamed == "" || slices.Contains(named, vendor.Block.Name)
		switch {
		case asked && len(named) > 0 && len(held) == 0:
			resp.Diagnostics.AddError(vendor.Name+" is not configured", fmt.Sprintf("vendors names %[1]s, and neither %[1]s in the provider block nor the "+
				"environment holds a credential. Configure one, or leave %[1]s out.", vendor.Block.Name))
		case !asked && len(named) == 0 && len(held) > 0:
			progress(resp, fmt.Sprintf("%s is left out: %s Name %s in vendors to verify it.", vendor.Name, vendor.OnlyNamed, vendor.Block.Name))
		}
		if !asked {
			continue
		}
		for _, credential := range held {
			if ctx.Err() != nil {
				resp.Diagnostics.AddError("Interrupted", "Not every credential was verified, and nothing is known of the rest.\n\nWhat to do: Run again.")
				return
			}
			verified++
			progress(resp, credential.Report(ctx, vendor.Catalogue, &resp.Diagnostics))
		}
	}
	if verified == 0 && !resp.Diagnostics.HasError() {
		resp.Diagnostics.AddError("Nothing to verify", "The provider block and the environment hold no credential that was asked about. Configure one of "+
			strings.Join(blockNames(), ", ")+" in the provider block.")
	}
}

func progress(resp *action.InvokeResponse, message string) {
	resp.SendProgress(action.InvokeProgressEvent{Message: message})
}
