// Package pasted reads values as people write them down: copied with whitespace, quotes or a byte order mark, kept in base64, or
// not the value at all but the path, the variable or the placeholder that stood for it. What is meant is taken where that is
// certain, and named where it is not. No error of this package contains a part of a value.
package pasted

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line reads an id, a name, a key or a token of one line. It takes away what copying adds around it: whitespace, a byte order
// mark, quotes. The error completes "client_secret: ".
func Line(text string) (string, error) {
	text = trim(text)
	if err := mistaken(text); err != nil {
		return "", err
	}
	text = trim(unquoted(text))
	if text == "" {
		return "", errors.New("it is empty")
	}
	if err := mistaken(text); err != nil {
		return "", err
	}
	if err := OneWord(text); err != nil {
		return "", err
	}
	return text, nil
}

// OneWord refuses what no value of one line has inside: a line break, whitespace, anything that is not printable ASCII.
func OneWord(text string) error {
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			return errors.New("it has a line break inside; paste it as one line")
		case unicode.IsSpace(r):
			return errors.New("it has whitespace inside; it was probably pasted together with something else")
		case r > unicode.MaxASCII || !unicode.IsPrint(r):
			return errors.New("it has a character that is not printable ASCII; copy it again from the console")
		}
	}
	return nil
}

// File reads the content of a file, PEM or JSON: without a byte order mark, out of quotes, out of base64. Anything else is
// returned as it is, for whoever reads the format to refuse.
func File(text string) (string, error) {
	text = trim(text)
	if err := mistaken(text); err != nil {
		return "", err
	}
	text = trim(unquoted(text))
	if decoded, ok := fromBase64(text); ok {
		return decoded, nil
	}
	if text == "" {
		return "", errors.New("it is empty")
	}
	return text, mistaken(text)
}

// IsFile reports whether text, as File returns it, begins like a PEM or JSON file.
func IsFile(text string) bool {
	return strings.HasPrefix(text, "-----BEGIN") || strings.HasPrefix(text, "{")
}

// trim takes away whitespace and byte order marks around a text.
func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' })
}

// unquoted takes a text out of its quotes: those of JSON, with their escapes, or plain ones.
func unquoted(text string) string {
	if len(text) < 2 || text[0] != text[len(text)-1] || !strings.ContainsRune("\"'`", rune(text[0])) {
		return text
	}
	var inner string
	if text[0] == '"' && json.Unmarshal([]byte(text), &inner) == nil {
		return inner
	}
	return text[1 : len(text)-1]
}

// fromBase64 decodes what is certainly the base64 of a PEM or JSON file.
func fromBase64(text string) (string, bool) {
	compact := strings.Join(strings.Fields(text), "")
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		decoded, err := encoding.DecodeString(compact)
		if inner := trim(string(decoded)); err == nil && utf8.Valid(decoded) && IsFile(inner) {
			return inner, true
		}
	}
	return "", false
}

// mistake is something that people put in the place of a value.
type mistake struct {
	form *regexp.Regexp
	says string
}

var mistakes = []mistake{
	{regexp.MustCompile(`^[*•]+$`), "it is a row of asterisks: a masked value was copied, not the value"},
	{regexp.MustCompile(`^[xX]{3,}$`), "it is a placeholder, not the value"},
	{regexp.MustCompile(`(?i)^[[(<]?\s*(redacted|masked|hidden|sensitive( value)?|known after apply|placeholder|change[-_ ]?me|undefined|null|nil)\s*[])>]?$`), "it is a placeholder, not the value"},
	{regexp.MustCompile(`(?i)^<?(your|my)[-_ ](client|app|api|access|secret|service|private|key|token|id|account|password)([-_ ].*)?>?$`), "it is a placeholder, not the value"},
	{regexp.MustCompile(`^<[^<>]*>$`), "it is a placeholder in angle brackets, not the value"},
	{regexp.MustCompile(`^(\$\{\{?[^}]*\}?\}|\$\([^)]*\)|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|\{\{.*\}\}|\(\(.*\)\)|\$\[.*\])$`), "it is a variable that was not replaced by its value"},
	{regexp.MustCompile(`^(export\s+)?[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\s*=`), "it is an assignment, NAME=value; give the value alone"},
	{regexp.MustCompile(`^(file://|~[/\\]|\.{1,2}[/\\]|[A-Za-z]:[/\\]|/(etc|home|Users|var|tmp|run|opt|root|mnt|srv|secrets?|workspace|github)/)\S*$`), isPath},
	{regexp.MustCompile(`(?i)^[\w./\\ -]+\.(pem|json|key|p8|p12|pfx|crt|cer|der|txt)$`), isPath},
}

const isPath = "it is the path of a file; give the file's content, such as file(\"…\")"

// mistaken names what stands in the place of a value; nil for what may be a value.
func mistaken(text string) error {
	for _, m := range mistakes {
		if m.form.MatchString(text) {
			return errors.New(m.says)
		}
	}
	return nil
}
