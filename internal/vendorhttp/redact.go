package vendorhttp

import (
	"net/url"
	"sort"
	"strings"
)

const redacted = "[redacted]"

// shortestSecret keeps a one-letter "secret" from shredding every message it happens to occur in.
const shortestSecret = 4

// Redact cuts every secret out of text, in the form it was given and as a query would carry it.
func Redact(text string, secrets ...string) string {
	if text == "" {
		return text
	}
	forms := make([]string, 0, 2*len(secrets))
	for _, s := range secrets {
		if len(s) < shortestSecret {
			continue
		}
		forms = append(forms, s)
		if escaped := url.QueryEscape(s); escaped != s {
			forms = append(forms, escaped)
		}
	}
	// Longest first: a secret that contains another must go whole.
	sort.Slice(forms, func(i, j int) bool { return len(forms[i]) > len(forms[j]) })
	for _, form := range forms {
		text = strings.ReplaceAll(text, form, redacted)
	}
	return text
}

func (e *Error) redact(secrets []string) *Error {
	for _, field := range []*string{&e.Code, &e.Message, &e.Note, &e.Reason, &e.RequestID} {
		*field = Redact(*field, secrets...)
	}
	return e
}
