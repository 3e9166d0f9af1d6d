package vendorhttp

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"sort"
	"strings"
)

const redacted = "[redacted]"

// shortestSecret keeps a one-letter "secret" from shredding every message it happens to occur in.
const shortestSecret = 4

// Redact cuts every secret out of text, as it is and in every encoding of formsOf.
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

// formsOf returns a secret in the encodings that something on the way may repeat it in: of a query, a path, JSON, HTML, hex and
// base64. A base64 of more than the secret holds it in one of three ways, by where it begins; what is left of a letter that it
// shares with its neighbour is no secret.
func formsOf(secret string) []string {
	quoted, _ := json.Marshal(secret) // a string always encodes
	inner := string(quoted[1 : len(quoted)-1])
	digits := hex.EncodeToString([]byte(secret))
	forms := []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), lowerEscapes(url.QueryEscape(secret)), lowerEscapes(url.PathEscape(secret)),
		inner, strings.ReplaceAll(inner, "/", `\/`), plainJSON(secret), html.EscapeString(secret), digits, strings.ToUpper(digits),
	}
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		forms = append(forms, encoding.EncodeToString([]byte(secret)))
		for before := range 3 {
			encoded := encoding.EncodeToString([]byte(strings.Repeat("\x00", before) + secret))
			// The first letters hold bits of what stands before, the last one may hold bits of what follows.
			whole := encoded[(before*8+5)/6 : (before+len(secret))*8/6]
			if len(whole) >= shortestPiece {
				forms = append(forms, whole)
			}
		}
	}
	return forms
}

// shortestPiece keeps a few letters of base64 from being taken for a secret.
const shortestPiece = 8

// plainJSON is the JSON of an encoder that leaves <, > and & as they are, as most do.
func plainJSON(secret string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(secret)
}

var percentEscape = regexp.MustCompile(`%[0-9A-F]{2}`)

func lowerEscapes(text string) string {
	return percentEscape.ReplaceAllStringFunc(text, strings.ToLower)
}

// clean makes everything that came from outside fit to be shown and kept: without the secrets, printable, and bounded.
func (e *Error) clean(secrets []string) *Error {
	for _, field := range []*string{&e.Code, &e.Message, &e.Note, &e.Reason, &e.RequestID} {
		*field = Printable(Redact(*field, secrets...))
	}
	return e
}
