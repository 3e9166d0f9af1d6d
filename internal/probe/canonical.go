package probe

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Answers are kept and compared in one form. By an allow-list it keeps what a vendor says (codes, words, kinds of values and
// the shape of JSON), and puts a placeholder in the place of everything else.

// codeMembers are the members of JSON whose value is one of the vendor's own words or numbers.
var codeMembers = memberSet("code", "error", "errorCode", "rtnCode", "resultCode", "httpStatus", "from", "ok",
	"ret", "tokenType", "scope", "expiresIn", "status", "iss")

// wordMembers are the members whose value is a sentence of the vendor's.
var wordMembers = memberSet("message", "msg", "errorMsg", "errorMessage", "errorDesc", "errorDescription", "rtnDesc",
	"resultMessage", "resultMsg")

// requestIDMembers are told apart by their names only, because their form differs from host to host.
var requestIDMembers = memberSet("requestId", "traceId", "errorIndex")

// statusWords are the names of statuses, which are nobody's secret, whatever member they stand in.
var statusWords = func() map[string]bool {
	words := map[string]bool{}
	for status := 100; status < 600; status++ {
		words[http.StatusText(status)] = true
	}
	return words
}()

func memberSet(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[plainName(name)] = true
	}
	return set
}

// plainName is a member's name without case and separators: error_code, errorCode and ErrorCode are the same.
func plainName(name string) string { return separators.Replace(strings.ToLower(name)) }

var separators = strings.NewReplacer("_", "", "-", "")

var (
	memberForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.$-]{0,40}$`)
	codeForm   = regexp.MustCompile(`^[A-Za-z0-9_.: /-]{1,64}$`)
)

// canonicalBody is a body in the form that is compared.
func (v *values) canonicalBody(body []byte) string {
	if parsed, ok := parseJSON(body); ok {
		return encodeJSON(v.canonical("", parsed))
	}
	const longest = 600
	text := v.words(string(body))
	if len(text) > longest {
		text = text[:longest] + "…"
	}
	return strings.ToValidUTF8(text, "?")
}

// parseJSON reads an object or a list, and nothing after it.
func parseJSON(body []byte) (any, bool) {
	trimmed := bytes.TrimSpace(body)
	if len(trimmed) == 0 || trimmed[0] != '{' && trimmed[0] != '[' {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(trimmed))
	decoder.UseNumber()
	var parsed any
	if decoder.Decode(&parsed) != nil {
		return nil, false
	}
	_, err := decoder.Token()
	return parsed, err == io.EOF
}

func encodeJSON(value any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	// The value was made from JSON, so it has a JSON form.
	_ = encoder.Encode(value)
	return strings.TrimSuffix(b.String(), "\n")
}

// canonical is a value of the member with this name.
func (v *values) canonical(name string, value any) any {
	plain := plainName(name)
	switch value := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(value))
		for member, inner := range value {
			key := member
			if !memberForm.MatchString(key) || v.words(key) != key {
				key = "<member>"
			}
			out[key] = v.canonical(member, inner)
		}
		return out
	case []any:
		return v.canonicalList(name, value)
	case json.Number:
		if codeMembers[plain] {
			return value
		}
		return "<number>"
	case string:
		return v.canonicalText(plain, value)
	}
	return value
}

// canonicalList is each kind of element once: how many there are belongs to the account, and not to the vendor.
func (v *values) canonicalList(name string, list []any) []any {
	kinds := []string{}
	byKind := map[string]any{}
	for _, element := range list {
		canonical := v.canonical(name, element)
		kind := encodeJSON(canonical)
		if _, seen := byKind[kind]; !seen {
			kinds = append(kinds, kind)
			byKind[kind] = canonical
		}
	}
	slices.Sort(kinds)
	out := make([]any, 0, len(kinds))
	for _, kind := range kinds {
		out = append(out, byKind[kind])
	}
	return out
}

func (v *values) canonicalText(plain, text string) any {
	if inner, ok := parseJSON([]byte(text)); ok {
		return "<JSON>" + encodeJSON(v.canonical("", inner))
	}
	replaced := v.replace(text)
	switch {
	case text == "":
		return ""
	case requestIDMembers[plain]:
		return "<request_id>"
	case statusWords[text]:
		return text
	case codeMembers[plain] && replaced == text && codeForm.MatchString(text) && !longID.MatchString(text):
		return text
	case codeMembers[plain] || wordMembers[plain]:
		return v.words(text)
	case placeholderOnly.MatchString(replaced):
		return replaced
	}
	return kindOf(text)
}

var placeholderOnly = regexp.MustCompile(`^` + placeholder.String() + `$`)

var textKinds = []struct {
	name string
	form *regexp.Regexp
}{
	{"uuid", regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)},
	{"digits", regexp.MustCompile(`^[0-9]+$`)},
	{"time", regexp.MustCompile(`^[0-9]{4}-?[0-9]{2}-?[0-9]{2}([T ][0-9:]+.*)?$`)},
	{"hex", regexp.MustCompile(`^[0-9a-f]{16,}$`)},
	{"url", regexp.MustCompile(`^https?://`)},
	{"email", regexp.MustCompile(`^[^@\s]+@[^@\s]+$`)},
}

// kindOf is what stands for a text that is not the vendor's.
func kindOf(text string) string {
	for _, kind := range textKinds {
		if kind.form.MatchString(text) {
			return "<" + kind.name + ">"
		}
	}
	return "<text>"
}
