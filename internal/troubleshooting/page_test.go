package troubleshooting_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/troubleshooting"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

func TestTheGuideEqualsTheCatalogues(t *testing.T) {
	t.Parallel()
	got, err := os.ReadFile("../../docs/guides/troubleshooting.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != troubleshooting.Page() {
		t.Error("docs/guides/troubleshooting.md is not what the catalogues say; run make generate")
	}
}

// plain is a heading of which every site derives the same address.
var plain = regexp.MustCompile(`^[A-Za-z0-9]+( [A-Za-z0-9]+)*$`)

var heading = regexp.MustCompile(`(?m)^##+ (.*)$`)

func TestEveryHeadingHasAnAddressOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(troubleshooting.Page(), -1) {
		if !plain.MatchString(found[1]) {
			t.Errorf("the heading %q has other characters than letters, digits and single spaces", found[1])
		}
		if anchor := explain.Anchor(found[1]); seen[anchor] {
			t.Errorf("two headings have the address #%s", anchor)
		} else {
			seen[anchor] = true
		}
	}
}

// guideLine is the last line of a diagnostic.
var guideLine = regexp.MustCompile(`\n\nGuide: (\S+)$`)

// What a diagnostic prints must be on the page, for every symptom, under a heading that makes this very address.
func TestEveryDiagnosticLeadsToItsOwnEntry(t *testing.T) {
	t.Parallel()
	const page = "https://registry.terraform.io/providers/storeauth/storeauth/latest/docs/guides/troubleshooting#"
	entries := map[string]string{}
	text := troubleshooting.Page()
	at := heading.FindAllStringSubmatchIndex(text, -1)
	for i, found := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		entries[page+strings.ToLower(strings.ReplaceAll(text[found[2]:found[3]], " ", "-"))] = text[found[1]:end]
	}
	for _, vendor := range vendors.All {
		causes := map[string]explain.Cause{}
		for _, cause := range append(explain.Common(), vendor.Catalogue.Causes...) {
			for _, symptom := range cause.Symptoms {
				causes[symptom] = cause
			}
		}
		for symptom, cause := range causes {
			detail := vendor.Catalogue.Detail(&vendorhttp.Error{Vendor: vendor.Name, Operation: "look", Symptom: symptom, Code: symptom})
			line := guideLine.FindStringSubmatch(detail)
			if line == nil {
				t.Errorf("%s, %s: no guide at the end of\n%s", vendor.Name, symptom, detail)
				continue
			}
			if entry := entries[line[1]]; !strings.Contains(entry, cause.Likely) || !strings.Contains(entry, cause.Remedy) {
				t.Errorf("%s, %s leads to %s, which says: %q", vendor.Name, symptom, line[1], entry)
			}
		}
	}
}

func TestEveryEntryCanBeSearchedFor(t *testing.T) {
	t.Parallel()
	all := explain.Common()
	for _, vendor := range vendors.All {
		all = append(all, vendor.Catalogue.Causes...)
	}
	for _, cause := range all {
		if len(cause.Answers) == 0 || cause.Likely == "" || cause.Remedy == "" {
			t.Errorf("%q is not complete", cause.Title)
		}
		for _, answer := range cause.Answers {
			for _, text := range []string{answer.Code, answer.Words} {
				if !strings.Contains(troubleshooting.Page(), text) {
					t.Errorf("the page does not have %q", text)
				}
			}
		}
	}
}
