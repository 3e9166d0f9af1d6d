package vendorhttp

import (
	"errors"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
)

// CleanSecret trims the whitespace around a token of a vendor's and refuses what can never be part of one. It runs before a
// value comes near a header, because net/http's own refusal of a header prints the value. The error never does.
func CleanSecret(value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", errors.New("it is empty")
	}
	if err := pasted.OneWord(value); err != nil {
		return "", err
	}
	return value, nil
}
