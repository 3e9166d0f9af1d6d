// Package troubleshooting writes the guide of that name: every symptom of the vendors' catalogues, with the words to search for.
package troubleshooting

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

const introduction = `---
page_title: "Troubleshooting: what a refusal means and what to do"
description: |-
  Every refusal that the provider knows, by the vendor's exact words and codes, with its likely cause and what to do.
---

# Troubleshooting

Search this page for the code or the words that Terraform shows after "The vendor said:". The last line
of such a message, "Guide:", leads to the entry on this page. An answer that is not here has no known
cause: the message then shows what the vendor said, and leads to the vendor's guide.

| status | what it means |
|---|---|
| ` + "`rejected`" + ` | The vendor refuses the credential or the token itself. |
| ` + "`denied`" + ` | The credential is good and may not do what was asked. |
| error | The answer settles nothing about the credential. The state stays as it was, and nothing is replaced. |

The first two are the ` + "`status`" + ` of a resource whose credential is verified, and of a token validation. An
action, a data source or a token that is obtained shows them as an error. "…" stands for what differs
each time. Where the words come from, and which of them are assumed, is in
[BEHAVIOURS.md](https://github.com/storeauth/terraform-provider-storeauth/blob/main/internal/sandbox/BEHAVIOURS.md).

`

// section is the entries of one vendor, or those of all.
type section struct {
	heading, about string
	// speaker is who says what the entries of the section are found by.
	speaker string
	entries []entry
}

// entry is a cause under its heading.
type entry struct {
	heading string
	explain.Cause
}

func sections() []section {
	shared := section{heading: "The way to every vendor", speaker: "what Terraform shows",
		about: "These are not about one vendor. Where a vendor has an entry of its own for the same words, the message leads there."}
	for _, cause := range explain.Common() {
		shared.entries = append(shared.entries, entry{cause.Title, cause})
	}
	var all []section
	for _, vendor := range vendors.All {
		s := section{heading: vendor.Name, speaker: "what " + vendor.Name + " says",
			about: fmt.Sprintf("[The guide](%s.md) says where the credentials come from, and what is verified how.", vendor.Catalogue.Guide)}
		for _, cause := range vendor.Catalogue.Causes {
			s.entries = append(s.entries, entry{vendor.Catalogue.Heading(cause), cause})
		}
		all = append(all, s)
	}
	return append(all, shared)
}

// Page returns the guide as Markdown.
func Page() string {
	var page strings.Builder
	page.WriteString(introduction)
	all := sections()
	for _, s := range all {
		fmt.Fprintf(&page, "- %s\n", link(s.heading))
	}
	for _, s := range all {
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n| %s | entry |\n|---|---|\n", s.heading, s.about, s.speaker)
		for _, e := range s.entries {
			fmt.Fprintf(&page, "| %s | %s |\n", strings.ReplaceAll(words(e.Answers), "|", `\|`), link(e.heading))
		}
		for _, e := range s.entries {
			page.WriteString("\n" + e.markdown())
		}
	}
	return page.String()
}

// words are what the answers are found by, each once.
func words(answers []explain.Answer) string {
	var all []string
	seen := map[string]bool{}
	for _, a := range answers {
		if text := spoken(a); !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return strings.Join(all, ", ")
}

// spoken is an answer's code and words, or its status where it has neither.
func spoken(a explain.Answer) string {
	switch {
	case a.Code == "" && a.Words == "":
		return "HTTP " + status(a.HTTP)
	case a.Code == "":
		return code(a.Words)
	case a.Words == "":
		return code(a.Code)
	}
	return code(a.Code) + " " + code(a.Words)
}

func code(text string) string { return "`" + text + "`" }

func status(number int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", number, http.StatusText(number)))
}

func link(heading string) string { return fmt.Sprintf("[%s](#%s)", heading, explain.Anchor(heading)) }

func (e entry) markdown() string {
	var text strings.Builder
	fmt.Fprintf(&text, "### %s\n\n", e.heading)
	for _, a := range e.Answers {
		text.WriteString("- " + spoken(a))
		if a.HTTP != 0 && a.Code+a.Words != "" {
			fmt.Fprintf(&text, ", HTTP %s", status(a.HTTP))
		}
		verdict := code(string(a.Verdict))
		if a.Verdict == explain.Failed {
			verdict = string(a.Verdict)
		}
		if a.Ours {
			verdict += ", in this provider's words"
		}
		fmt.Fprintf(&text, ": %s\n", verdict)
	}
	fmt.Fprintf(&text, "\n**Likely cause:** %s\n\n**What to do:** %s\n", prose(e.Likely), prose(e.Remedy))
	return text.String()
}

// prose keeps characters of a sentence from being read as Markdown.
func prose(text string) string { return strings.NewReplacer("<", "&lt;", "*", `\*`).Replace(text) }
