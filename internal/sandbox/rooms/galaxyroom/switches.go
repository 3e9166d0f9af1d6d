package galaxyroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	envelopeError  = "error"
	envelopeResult = "result"
)

// switches are explained where they are declared.
type switches struct {
	InvalidateOlder, RefusalsIn200, BareOKFalse, SpacedAccountMessage bool
	SellerEnvelope                                                    string
	NumericFields                                                     bool
}

func declareSwitches(s *switches) []harness.Switch {
	return []harness.Switch{
		harness.Flag("invalidate_older", &s.InvalidateOlder, "A new token ends the account's earlier ones."),
		harness.Flag("refusals_in_200", &s.RefusalsIn200, "A refusal of an /auth call keeps its body but comes with status 200."),
		harness.Flag("bare_ok_false", &s.BareOKFalse, `Every /auth call answers 200 {"ok":false} and does nothing.`),
		harness.Flag("spaced_account_message", &s.SpacedAccountMessage,
			`The message about an unknown account says "service account", as the documentation spells it.`),
		harness.Choice("seller_envelope", &s.SellerEnvelope,
			"Whether the seller API's refusals have errorCode and errorMsg, or resultCode and resultMessage.", envelopeError, envelopeResult),
		harness.Flag("numeric_fields", &s.NumericFields, "Ids, prices and versions are JSON numbers, as in the documentation's type column."),
	}
}
