package vendorhttp

import (
	"errors"
	"strings"
	"unicode"
)

// CleanSecret trims the whitespace that copying adds around a credential and refuses what can never be part of one: line
// breaks, inner whitespace, anything not printable. It runs before a value comes near a header, because net/http's
// own refusal of a header prints the value. The error never does.
func CleanSecret(value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", errors.New("it is empty")
	}
	for _, r := range value {
		switch {
		case r == '\n' || r == '\r':
			return "", errors.New("it has a line break inside; paste it as one line")
		case unicode.IsSpace(r):
			return "", errors.New("it has whitespace inside; it was probably pasted together with something else")
		case r > unicode.MaxASCII || !unicode.IsPrint(r):
			return "", errors.New("it has a character that is not printable ASCII; copy it again from the console")
		}
	}
	return value, nil
}
