package provider_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
)

func TestSharedExamples(t *testing.T) {
	acctest.SharedExamples(t, "provider", "quickstart", "actions/storeauth_verify")
}
