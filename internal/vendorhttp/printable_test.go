package vendorhttp_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestPrintableShowsWhatATerminalWouldObey(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"AUTH_REQUIRE: 未找到 “account”":      "AUTH_REQUIRE: 未找到 “account”",
		"a\x1b[31mred\x1b[0m":              `a\x1b[31mred\x1b[0m`,
		"one\ntwo\r\nthree\tfour":          `one\ntwo\r\nthree\tfour`,
		"\u009b31m":                        `\x9b31m`,
		"\xff\xfeA":                        `\xff\xfeA`,
		"user\u202etxt.exe":                `user\u202etxt.exe`,
		"zero\u200bwidth\u2028line\ufeff":  `zero\u200bwidth\u2028line\ufeff`,
		"::error::stolen":                  `\::error::stolen`,
		"see ::add-mask::x":                `see \::add-mask::x`,
		"x\n::error::stolen":               `x\n\::error::stolen`,
		"scope appstore::apps:readwrite":   "scope appstore::apps:readwrite",
		"##[error]no ##vso[task.complete]": `#\#[error]no #\#vso[task.complete]`,
		"":                                 "",
	} {
		if got := vendorhttp.Printable(text); got != want {
			t.Errorf("%q: %q, expected %q", text, got, want)
		}
	}
}

func TestPrintableIsBounded(t *testing.T) {
	t.Parallel()
	got := vendorhttp.Printable(strings.Repeat("é", 1<<19))
	if !strings.HasSuffix(got, "… (1,048,576 bytes)") || utf8.RuneCountInString(got) > 330 {
		t.Errorf("%d characters, ending in %q", utf8.RuneCountInString(got), got[len(got)-30:])
	}
	if whole := strings.Repeat("a", 300); vendorhttp.Printable(whole) != whole {
		t.Error("a text of the longest length was cut")
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add("::error::\x1b[2J\u202e##[group]")
	f.Fuzz(func(t *testing.T, text string) {
		got := vendorhttp.Printable(text)
		if strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) }) || !utf8.ValidString(got) {
			t.Errorf("%q is not printable", got)
		}
		if strings.HasPrefix(got, "::") || strings.Contains(got, " ::") || strings.Contains(got, "##[") || len(got) > 4000 {
			t.Errorf("%q would be obeyed", got)
		}
	})
}
