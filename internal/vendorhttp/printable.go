package vendorhttp

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is how a text of somebody else is shown.
type form struct {
	// longest is how many characters are kept. The text's whole size follows where there were more.
	longest int
	// keeps tells what stays as it is beside what shows as itself.
	keeps func(rune) bool
}

var (
	// message is for a few lines of a terminal.
	message = form{longest: 300, keeps: func(rune) bool { return false }}
	// name is for a value on one line: a title, an address, a number.
	name = form{longest: 4096, keeps: spelling}
	// prose is for what an author wrote in lines. The longest that a vendor takes has 8,000 characters.
	prose = form{longest: 20_000, keeps: func(r rune) bool { return r == '\n' || r == '\t' || spelling(r) }}
)

// spelling tells characters that do nothing to a terminal and that names and texts are spelled with: the joiners of Persian, of
// Indian scripts and of emoji, and spaces other than the plain one.
func spelling(r rune) bool { return r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Zs, r) }

// Printable makes a text of somebody else fit for a terminal, a log and a state: on one line, of at most a few hundred
// characters, with every character that a terminal would obey shown as an escape. That is C0 and C1 controls, DEL, line and
// paragraph separators, marks that change the direction of writing, invisible characters, and bytes that are no UTF-8.
//
// CI runners obey commands in the output of a step: a line that begins with "::", and "##[" or "##vso[" anywhere. Terraform
// wraps long lines, so each word may come to begin one. A backslash takes the meaning away and leaves the text readable.
func Printable(text string) string { return message.show(text) }

func (f form) show(text string) string {
	var b strings.Builder
	shown, startsWord := 0, true
	for i := 0; i < len(text); {
		if shown == f.longest {
			return b.String() + fmt.Sprintf("… (%s bytes)", grouped(len(text)))
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		kept := visible(r) || f.keeps(r)
		switch rest := text[i:]; {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case !kept:
			b.WriteString(escaped(r))
		case startsWord && strings.HasPrefix(rest, "::"):
			b.WriteString(`\:`)
		case command.MatchString(rest[:min(len(rest), 64)]):
			b.WriteString(`#\`)
		default:
			b.WriteRune(r)
		}
		startsWord = unicode.IsSpace(r) || !visible(r)
		shown++
		i += size
	}
	return b.String()
}

// command begins what a CI runner obeys anywhere in a line: "##[error]", "##vso[…]", "##teamcity[…]".
var command = regexp.MustCompile(`^##[A-Za-z]*\[`)

// visible tells characters that show as themselves: letters, marks, digits, punctuation, symbols and the plain space. The
// soft hyphen, zero-width and direction marks (Cf), controls (Cc), private use and the separators are not among them.
func visible(r rune) bool { return unicode.IsPrint(r) }

func escaped(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r <= 0xff:
		return fmt.Sprintf(`\x%02x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// grouped writes a number with commas: 1,048,576.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}
