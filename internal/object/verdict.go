package object

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

// Verdict is the answer of a data source that validates a token. The data source's model embeds it.
type Verdict struct {
	Valid  types.Bool   `tfsdk:"valid"`
	Status types.String `tfsdk:"status"`
	Reason types.String `tfsdk:"reason"`
}

// Conclude records the vendor's answer about a token, nil for a good one. It is false when the answer is no verdict; the
// data source then fails with it.
func (v *Verdict) Conclude(answer error) bool {
	status, conclusive := credential.Judge(answer)
	v.Valid = types.BoolValue(status == credential.Active)
	v.Status, v.Reason = status.Value(), credential.Reason(answer)
	return conclusive
}

// WithVerdict adds the schema of a Verdict to a data source's own attributes. valid says what a valid token is.
func WithVerdict(valid string, own map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"valid": schema.BoolAttribute{Computed: true, MarkdownDescription: valid},
		"status": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "`active`, `rejected` (the token or the credential is refused) or `denied` (it is good and lacks a permission).",
		},
		"reason": schema.StringAttribute{
			Computed: true, MarkdownDescription: "The vendor's code and words when the token is not valid, else null.",
		},
	}
	maps.Copy(all, own)
	return all
}
