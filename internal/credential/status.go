package credential

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Status is what the vendor thinks of a credential. There is no status for "could not be asked": that is an error.
type Status string

const (
	// Active means that the vendor accepted the credential and everything declared works.
	Active Status = "active"
	// Rejected means that the vendor refused the credential itself.
	Rejected Status = "rejected"
	// Denied means that the credential is good and something declared is not granted.
	Denied Status = "denied"
)

// Value returns the status as a Terraform string.
func (s Status) Value() types.String { return types.StringValue(string(s)) }

// Judge tells what err, nil for success, says about a credential. It is false when err is no verdict.
func Judge(err error) (Status, bool) {
	if err == nil {
		return Active, true
	}
	switch vendorhttp.KindOf(err) {
	case vendorhttp.KindRejected:
		return Rejected, true
	case vendorhttp.KindDenied:
		return Denied, true
	}
	return "", false
}

// Reason returns the vendor's code and words of a refusal, and null for nil.
func Reason(refusal error) types.String {
	if refusal == nil {
		return types.StringNull()
	}
	if e, ok := errors.AsType[*vendorhttp.Error](refusal); ok {
		return types.StringValue(e.Words())
	}
	return types.StringValue(refusal.Error())
}
