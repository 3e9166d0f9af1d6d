package agc

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// TestEveryKnownRefusalHasACauseAndARemedy lists what the documentation and people's reports name. Refusals of the credential must also
// be told apart, and say where to click.
func TestEveryKnownRefusalHasACauseAndARemedy(t *testing.T) {
	t.Parallel()
	ofTheCredential := []string{
		agcapi.SymptomUnknownClient, agcapi.SymptomWrongSecret, agcapi.SymptomWrongKind, agcapi.SymptomTokenRefused, agcapi.SymptomAssertionRefused,
		agcapi.SymptomForbidden, agcapi.SymptomAccountForbidden, agcapi.SymptomProjectAccount, agcapi.SymptomPermissionService,
		agcapi.SymptomMintForbidden, agcapi.SymptomSuspended, agcapi.SymptomAppForbidden, agcapi.SymptomAppNotVisible, agcapi.SymptomNotAnAppID,
	}
	seen := map[string]string{}
	for _, symptom := range ofTheCredential {
		cause, _ := catalogue.Find(symptom)
		if cause.Likely == "" || !strings.Contains(cause.Remedy, "AppGallery Connect") {
			t.Errorf("%s has no cause, or a remedy without a place: %q", symptom, cause.Remedy)
		}
		for _, text := range []string{cause.Likely, cause.Remedy} {
			if other, taken := seen[text]; taken {
				t.Errorf("%s says the same as %s: %s", symptom, other, text)
			}
			seen[text] = symptom
		}
	}
	others := strings.Fields("641 642 643 644 645 646 647 648 649 650 651 652 653 654 655 656 657 658 659 660 662 664 665 666 667 668 670 672 673 675 677 678 " +
		"685 688 690 691 692 697 699 700 701 702 703 704 705 706 707 717 718 719 722 723 727 729 733 734 735 736 741")
	for i := range others {
		others[i] = "204144" + others[i]
	}
	for _, symptom := range append(others, "999002", "50010028", "invalid_client", agcapi.SymptomInconsistent, agcapi.SymptomClock,
		agcapi.SymptomGateway502, agcapi.SymptomStatus490) {
		if cause, _ := catalogue.Find(symptom); cause.Likely == "" || cause.Remedy == "" {
			t.Errorf("%s has no cause or no remedy", symptom)
		}
	}
}
