package vendorhttp

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"sort"
	"strings"
)

const redacted = "[redacted]"

// shortestSecret keeps a one-letter "secret" from shredding every message it happens to occur in.
const shortestSecret = 4

// Redact cuts every secret out of text, as it is and as a query, JSON or base64 would carry it.
func Redact(text string, secrets ...string) string {
	if text == "" {
		return text
	}
	var forms []string
	for _, s := range secrets {
		if len(s) < shortestSecret {
			continue
		}
		forms = append(forms, formsOf(s)...)
	}
	// Longest first: a secret that contains another must go whole.
	sort.Slice(forms, func(i, j int) bool { return len(forms[i]) > len(forms[j]) })
	for _, form := range forms {
		text = strings.ReplaceAll(text, form, redacted)
	}
	return text
}

func formsOf(secret string) []string {
	quoted, _ := json.Marshal(secret) // a string always encodes
	forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), string(quoted[1 : len(quoted)-1])}
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		forms = append(forms, encoding.EncodeToString([]byte(secret)))
	}
	return forms
}

// clean makes everything that came from outside fit to be shown and kept: without the secrets, printable, and bounded.
func (e *Error) clean(secrets []string) *Error {
	for _, field := range []*string{&e.Code, &e.Message, &e.Note, &e.Reason, &e.RequestID} {
		*field = Printable(Redact(*field, secrets...))
	}
	return e
}
