package credential

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Delete forgets the credential and says where it lives on: no vendor lets an API delete it.
func (l *Lifecycle[M, S]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	kind := l.kind.Kind()
	resp.Diagnostics.AddWarning(l.kind.subject(&state)+" still exists", fmt.Sprintf(
		"Terraform no longer watches it. The vendor has no API to delete it, so it keeps working for whoever holds its secret.\n\n"+
			"To end it, delete it in %s.", kind.Console))
}
