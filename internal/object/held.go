package object

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Held is a kind of token that an ephemeral resource obtains when Terraform opens it and ends when Terraform closes it.
type Held struct {
	// Noun names the token in diagnostics: "Galaxy Store access token".
	Noun string
	// Left says in whole sentences what it means when a token could not be ended.
	Left string
	// Catalogue explains the vendor's refusals.
	Catalogue explain.Catalogue
	// Ledger ends what is still open when the provider ends, because Terraform skips the close of an ephemeral resource when
	// something that uses it fails.
	Ledger *vendorhttp.Ledger
}

// openedKey is where private data keeps the handle of an open token. The token itself never leaves the process.
const openedKey = "opened"

// HandOut hands result, the model with the token, to Terraform. Close ends the token later if endOnClose is set. Terraform
// never closes what failed to open, so HandOut ends the token itself when something is wrong by then.
func (h Held) HandOut(ctx context.Context, result any, endOnClose bool, end vendorhttp.Undo, resp *ephemeral.OpenResponse) {
	resp.Diagnostics.Append(resp.Result.Set(ctx, result)...)
	var handle string
	if endOnClose {
		handle = h.Ledger.Add(end)
		encoded, _ := json.Marshal(handle) // a string always encodes
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, openedKey, encoded)...)
	}
	if ctx.Err() != nil {
		resp.Diagnostics.AddError("Could not open the "+h.Noun, "Interrupted, so the token is not handed out.\n\nWhat to do: Run again.")
	}
	if resp.Diagnostics.HasError() {
		h.Ledger.Take(handle)
		h.End(ctx, end, &resp.Diagnostics)
	}
}

// Close ends the token that HandOut gave to this instance, if it is to be ended at all.
func (h Held) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	encoded, diags := req.Private.GetKey(ctx, openedKey)
	resp.Diagnostics.Append(diags...)
	var handle string
	if len(encoded) == 0 || json.Unmarshal(encoded, &handle) != nil {
		return
	}
	if end, ok := h.Ledger.Take(handle); ok {
		h.End(ctx, end, &resp.Diagnostics)
	}
}

// End ends a token, interrupted or not. One that could not be ended is a warning.
func (h Held) End(ctx context.Context, end vendorhttp.Undo, diags *diag.Diagnostics) {
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	if err := end(ctx); err != nil {
		diags.Append(h.Catalogue.Leftover("A "+h.Noun+" was left behind", h.Left, err))
	}
}
