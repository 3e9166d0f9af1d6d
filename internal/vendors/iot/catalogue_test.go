package iot

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// TestEveryCodeOfTheRefreshPageHasACauseOfItsOwn holds the vendor's table of errors of "Refreshing a Token", and what can go
// wrong on the way there.
func TestEveryCodeOfTheRefreshPageHasACauseOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, symptom := range []string{
		"100449", "102202", "50400", "100208", "50252", // the vendor's table
		"100247", "100203", "100217", "1010005", "1010009", "100025", "100022", "100501",
		iotapi.SymptomRefreshRefused, iotapi.SymptomLoginLost, iotapi.SymptomOvertaken, iotapi.SymptomNoLogout,
		vendorhttp.SymptomUnknownAuthority, vendorhttp.SymptomWrongName, vendorhttp.SymptomExpiredCertificate, vendorhttp.SymptomInvalidCertificate,
		iotapi.SymptomNoClientCertificate, iotapi.SymptomClientCertificateRefused, vendorhttp.SymptomNotTLS,
	} {
		cause, ok := catalogue.Find(symptom)
		if !ok || cause.Likely == "" || cause.Remedy == "" {
			t.Errorf("%s has no cause or no remedy", symptom)
			continue
		}
		for _, text := range []string{cause.Likely, cause.Remedy} {
			if other, taken := seen[text]; taken {
				t.Errorf("%s says the same as %s: %s", symptom, other, text)
			}
			seen[text] = symptom
		}
	}
	if want := len(seen) / 2; len(catalogue.Causes) != want {
		t.Errorf("the catalogue has %d causes, the test knows %d", len(catalogue.Causes), want)
	}
}
