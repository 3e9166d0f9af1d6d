package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// verify asks the vendor and turns what the verification leaves behind into warnings. An answer that is no verdict becomes
// an error diagnostic.
func (k kind[M, S]) verify(ctx context.Context, m *M, secret S) (Finding[M], diag.Diagnostics) {
	var diags diag.Diagnostics
	catalogue := k.Kind().Catalogue
	finding, err := k.Verify(ctx, m, secret)
	for _, leftover := range finding.Leftovers {
		diags.Append(catalogue.Leftover("Verifying "+k.subject(m)+" left something behind", leftover.What, leftover.Err))
	}
	if err == nil {
		if _, conclusive := Judge(finding.Refusal); !conclusive {
			err = finding.Refusal
		}
	}
	if err != nil {
		diags.Append(catalogue.Error("Could not verify "+k.subject(m), err))
	}
	return finding, diags
}

// waysOut are how to get rid of an object in state that cannot be verified any more.
const waysOut = "To destroy it or to stop managing it without asking the vendor, use `terraform destroy -refresh=false` or a `removed` block."

// verifyAdopted is verify for an object in state. An error names the ways out.
func (k kind[M, S]) verifyAdopted(ctx context.Context, m *M, secret S) (Finding[M], diag.Diagnostics) {
	finding, diags := k.verify(ctx, m, secret)
	for i, d := range diags {
		if d.Severity() == diag.SeverityError {
			diags[i] = diag.NewErrorDiagnostic(d.Summary(), d.Detail()+"\n\n"+waysOut)
		}
	}
	return finding, diags
}

// refused is the heading of every refusal: "Galaxy Store service account 0b6f… is rejected".
func (k kind[M, S]) refused(m *M, refusal error) string {
	if status, _ := Judge(refusal); status == Denied {
		return k.subject(m) + " is denied: it lacks something the configuration declares"
	}
	return k.subject(m) + " is rejected"
}

// active reports whether a recorded status is Active.
func active(status types.String) bool { return status.ValueString() == string(Active) }
