package object

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

// ImportID imports what one id names, by that id or by the identity that holds it. The argument of the same name would accept
// the id, and the state has it in the vendor's spelling.
func ImportID(ctx context.Context, name string, form settings.Form, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id := types.StringValue(req.ID)
	if req.ID == "" && req.Identity != nil {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(name), &id)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	text, err := form(id.ValueString())
	if err != nil && !settings.IsDoubt(err) {
		resp.Diagnostics.AddError("Invalid import id", "The import id is "+name+": "+err.Error()+".")
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), text)...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root(name), text)...)
	}
}
