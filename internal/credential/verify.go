package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// verify asks the vendor and turns what it leaves behind into warnings. An answer that settles nothing is an error
// diagnostic.
func verify[M any](ctx context.Context, a Adopted[M], m *M, secret string) (Finding, diag.Diagnostics) {
	var diags diag.Diagnostics
	kind := a.Kind()
	finding, err := a.Verify(ctx, m, secret)
	for _, leftover := range finding.Leftovers {
		diags.Append(kind.Catalogue.Leftover("Verifying "+subject(a, m)+" left something behind", leftover.What, leftover.Err))
	}
	if err == nil {
		if _, settled := Judge(finding.Refusal); !settled {
			err = finding.Refusal
		}
	}
	if err != nil {
		diags.Append(kind.Catalogue.Error("Could not verify "+subject(a, m), err))
	}
	return finding, diags
}

// record writes what a verification found into the model.
func record(fields Fields, refusal error) {
	status, _ := Judge(refusal)
	*fields.Status, *fields.Reason = status.Value(), Reason(refusal)
}

// refused is the heading of every refusal: "Galaxy Store service account 0b6f… is rejected".
func refused[M any](a Adopted[M], m *M, refusal error) string {
	if status, _ := Judge(refusal); status == Denied {
		return subject(a, m) + " is denied something it declares"
	}
	return subject(a, m) + " is rejected"
}

// active reports whether a recorded status is Active.
func active(status types.String) bool { return status.ValueString() == string(Active) }
