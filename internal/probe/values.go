package probe

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// shortestValue is the length below which a value would be found in other words by chance.
const shortestValue = 6

// values are the secrets and ids of one run and the placeholders that stand for them. A placeholder says what a value is and
// of which letters it is made, so that it matches only the same kind of value.
type values struct {
	forms []valueForm
	count map[string]int
}

type valueForm struct{ text, placeholder string }

func newValues() *values { return &values{count: map[string]int{}} }

func (v *values) clone() *values { return &values{slices.Clone(v.forms), maps.Clone(v.count)} }

// learn adds a value. The first of a name is <name>, the next ones are <name_2> and so on; form adds the kind of its letters.
func (v *values) learn(name, text string, form bool) {
	if len(text) < shortestValue || slices.ContainsFunc(v.forms, func(f valueForm) bool { return f.text == text }) {
		return
	}
	v.count[name]++
	placeholder := name
	if n := v.count[name]; n > 1 {
		placeholder += "_" + string(rune('0'+min(n, 9)))
	}
	if form {
		placeholder += ":" + letters(text)
	}
	placeholder = "<" + placeholder + ">"
	for _, written := range writings(text) {
		v.forms = append(v.forms, valueForm{written, placeholder})
	}
	// The lines of a key are secrets of their own, because a line may be shown without the others.
	if strings.Contains(text, "-----BEGIN") {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); len(line) >= 16 && !strings.HasPrefix(line, "-----") {
				v.forms = append(v.forms, valueForm{line, placeholder})
			}
		}
	}
	slices.SortStableFunc(v.forms, func(a, b valueForm) int { return len(b.text) - len(a.text) })
}

// writings are the ways in which an answer may repeat a value.
func writings(text string) []string {
	inJSON, _ := json.Marshal(text)
	all := []string{
		text, strings.Trim(string(inJSON), `"`), url.QueryEscape(text), url.PathEscape(text),
		base64.RawStdEncoding.EncodeToString([]byte(text)), base64.RawURLEncoding.EncodeToString([]byte(text)),
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// replace puts placeholders in the place of the known values.
func (v *values) replace(text string) string {
	for _, form := range v.forms {
		if form.text != "" {
			text = strings.ReplaceAll(text, form.text, form.placeholder)
		}
	}
	return text
}

var letterKinds = []struct {
	name string
	form *regexp.Regexp
}{
	{"hex", regexp.MustCompile(`^[0-9a-f]+$`)},
	{"alphanumeric", regexp.MustCompile(`^[0-9A-Za-z]+$`)},
	{"jwt", regexp.MustCompile(`^[\w-]+\.[\w-]+\.[\w-]+$`)},
	{"lwa", regexp.MustCompile(`^At[a-z]\|[\w-]+$`)},
	{"base64", regexp.MustCompile(`^[\w+/=-]+$`)},
}

// letters is the kind of letters that a value is made of, and for plain ones about how many: up to the next multiple of eight,
// because some vendors leave zeros out.
func letters(text string) string {
	for i, kind := range letterKinds {
		if kind.form.MatchString(text) {
			if i < plainKinds {
				return kind.name + strconv.Itoa((len(text)+7)/8*8)
			}
			return kind.name
		}
	}
	return "text"
}

// plainKinds is how many of the kinds have a length that is known.
const plainKinds = 2
