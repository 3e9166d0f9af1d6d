package explain

import (
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	// guides is where the registry shows the guides; every address that a diagnostic prints begins with it.
	guides = "https://registry.terraform.io/providers/storeauth/storeauth/latest/docs/guides/"
	// symptoms is the guide that is generated from the catalogues.
	symptoms = "troubleshooting"
)

// Verdict is what an answer settles about a credential.
type Verdict string

// The verdicts, as people see them: two values of an attribute, or an error, which settles nothing.
const (
	Rejected Verdict = "rejected"
	Denied   Verdict = "denied"
	Failed   Verdict = "error"
)

// Answer is what a person sees and searches for.
type Answer struct {
	Verdict Verdict
	// HTTP is the answer's status; 0 where it may be any, or where no answer came.
	HTTP int
	// Code and Words are exact. "…" stands for a part that differs each time.
	Code, Words string
	// Ours says that the words are this provider's, because the vendor said nothing.
	Ours bool
}

// Says is an answer in a vendor's own code and words, either of which may be empty.
func Says(verdict Verdict, status int, code, words string) Answer {
	return Answer{Verdict: verdict, HTTP: status, Code: code, Words: words}
}

// Notes is what this provider says where the vendor said nothing.
func Notes(verdict Verdict, words string) Answer {
	return Answer{Verdict: verdict, Words: words, Ours: true}
}

// Cause is what one or several symptoms most likely mean.
type Cause struct {
	// Title names it in words of letters and digits with single spaces between them. The heading on the page of all symptoms is made of
	// it, and so is the address of that heading: other characters become different addresses on different sites.
	Title string
	// Symptoms are the vendor's codes, or the client's names for what the code does not tell.
	Symptoms []string
	// Answers show the symptoms.
	Answers []Answer
	// Likely is the likely cause, Remedy what to do and where, console path included. Both are whole sentences.
	Likely, Remedy string
}

// Catalogue holds one vendor's causes.
type Catalogue struct {
	// Name begins the headings of the vendor's symptoms: "Galaxy".
	Name string
	// Guide is the name of the vendor's guide.
	Guide string
	// Causes are in the order in which a reader meets them.
	Causes []Cause
}

// Find returns the vendor's cause for a symptom.
func (c Catalogue) Find(symptom string) (Cause, bool) { return find(c.Causes, symptom) }

// Heading is the heading of one of the vendor's causes on the page of all symptoms.
func (c Catalogue) Heading(cause Cause) string { return c.Name + " " + cause.Title }

func (c Catalogue) page() string { return guides + c.Guide }

// Section is the address of a section of the vendor's guide, by its heading.
func (c Catalogue) Section(heading string) string { return c.page() + "#" + Anchor(heading) }

// Symptom is the address of what the page of all symptoms says about one of the vendor's.
func (c Catalogue) Symptom(symptom string) string {
	if cause, known := c.Find(symptom); known {
		return addressOf(c.Heading(cause))
	}
	return c.page()
}

// explanation returns what err most likely means, by the vendor's own table, then by what all vendors have in common, and the
// address of more. What nobody knows leads to the vendor's guide.
func (c Catalogue) explanation(err *vendorhttp.Error) (Cause, string) {
	if cause, ok := c.Find(err.Symptom); ok {
		return cause, addressOf(c.Heading(cause))
	}
	if cause, ok := find(bySymptom, err.Symptom); ok {
		return cause, addressOf(cause.Title)
	}
	if cause, ok := byKind[err.Kind]; ok {
		return cause, addressOf(cause.Title)
	}
	if err.Kind == vendorhttp.KindUnexpected {
		return unknown, c.page()
	}
	return Cause{}, c.page()
}

func find(causes []Cause, symptom string) (Cause, bool) {
	i := slices.IndexFunc(causes, func(c Cause) bool { return symptom != "" && slices.Contains(c.Symptoms, symptom) })
	if i < 0 {
		return Cause{}, false
	}
	return causes[i], true
}

func addressOf(heading string) string { return guides + symptoms + "#" + Anchor(heading) }

// Anchor is the part of an address that leads to a heading of plain words, as the registry and GitHub derive it.
func Anchor(heading string) string { return strings.ReplaceAll(strings.ToLower(heading), " ", "-") }
