package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Delete forgets the credential and says how a person ends it: no vendor lets an API delete it. A replacement, or a resource
// under another address, may have adopted the same credential, so the words must be true for it, too.
func (l *Lifecycle[M, S]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	kind, subject, fields := l.kind.Kind(), l.kind.subject(&state), l.kind.Fields(&state)
	const otherwise = "If another resource adopts it, such as a replacement or a renamed address, leave it as it is. Otherwise, "
	if fields.Status.ValueString() == string(Rejected) {
		resp.Diagnostics.AddWarning(subject+" is not watched any more", "The vendor refused it when it was last asked ("+
			fields.Reason.ValueString()+"), so it may be gone already. The vendor has no API to delete it.\n\n"+
			otherwise+"if it is still there, "+kind.End+".")
		return
	}
	resp.Diagnostics.AddWarning(subject+" still exists", "This resource does not watch it any more. The vendor has no API to delete "+
		"it, so it keeps working for whoever holds its secret.\n\n"+otherwise+kind.End+".")
}
