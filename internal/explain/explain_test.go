package explain_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const guides = "https://registry.terraform.io/providers/storeauth/storeauth/latest/docs/guides/"

var catalogue = explain.Catalogue{Name: "Shop", Guide: "shop", Causes: []explain.Cause{
	{Title: "account gone", Symptoms: []string{"E1"}, Likely: "The account is gone.", Remedy: "Make a new one in Console > Accounts."},
}}

func TestDetailTellsInTheOrderAReaderNeeds(t *testing.T) {
	t.Parallel()
	detail := catalogue.Detail(&vendorhttp.Error{
		Vendor: "Shop", Operation: "mint a token", Kind: vendorhttp.KindRejected, Symptom: "E1", Code: "E1", Message: "no such account",
		HTTPStatus: 401, RequestID: "r-7", Attempts: 1,
	})
	at := 0
	for _, part := range []string{"Tried to mint a token at Shop", "The vendor said: E1: no such account", "HTTP 401 Unauthorized, request id r-7",
		"The account is gone.", "Console > Accounts", "Guide: " + guides + "troubleshooting#shop-account-gone"} {
		next := strings.Index(detail, part)
		if next < at {
			t.Errorf("%q is missing or out of order in:\n%s", part, detail)
		}
		at = next
	}
}

func TestUnknownCodeIsShownRawAndGetsNoInventedCause(t *testing.T) {
	t.Parallel()
	for kind, says := range map[vendorhttp.Kind]string{
		vendorhttp.KindUnexpected: "does not know this answer", vendorhttp.KindUnavailable: "has a problem",
		vendorhttp.KindMalformed: "Something other than the vendor's API", vendorhttp.KindThrottled: "Too many calls",
	} {
		detail := catalogue.Detail(&vendorhttp.Error{Vendor: "Shop", Operation: "look", Kind: kind, Symptom: "E99", Code: "E99", Message: "new", HTTPStatus: 400})
		if !strings.Contains(detail, "E99: new") || !strings.Contains(detail, says) {
			t.Errorf("%s:\n%s", kind, detail)
		}
	}
	silent := catalogue.Detail(&vendorhttp.Error{Vendor: "Shop", Operation: "look", Kind: vendorhttp.KindUnavailable, Note: "no answer within 30s"})
	if !strings.Contains(silent, "No answer: no answer within 30s") || strings.Contains(silent, "The vendor said") {
		t.Errorf("a lost answer:\n%s", silent)
	}
}

func TestAnswerThatCouldNotBeUsedIsNotCalledNone(t *testing.T) {
	t.Parallel()
	detail := catalogue.Detail(&vendorhttp.Error{Vendor: "Shop", Operation: "look", Kind: vendorhttp.KindMalformed, Note: "the answer is larger than 4 MiB"})
	if !strings.Contains(detail, "No usable answer: the answer is larger than 4 MiB") {
		t.Errorf("an oversized answer:\n%s", detail)
	}
}

func TestProblemOfTheProviderBlockKeepsItsOwnWords(t *testing.T) {
	t.Parallel()
	d := catalogue.Error("Could not look", &explain.Problem{Summary: "Missing Shop settings", Detail: "Set shop.key."})
	if d.Summary() != "Missing Shop settings" || d.Detail() != "Set shop.key." {
		t.Errorf("%s: %s", d.Summary(), d.Detail())
	}
	if d := catalogue.Error("Could not look", errors.New("plain")); d.Summary() != "Could not look" || d.Detail() != "plain" {
		t.Errorf("%s: %s", d.Summary(), d.Detail())
	}
}

func TestGuideLeadsToTheSymptom(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		page string
	}{
		{&vendorhttp.Error{Kind: vendorhttp.KindRejected, Symptom: "E1"}, "troubleshooting#shop-account-gone"},
		{&vendorhttp.Error{Kind: vendorhttp.KindUnavailable, Symptom: vendorhttp.SymptomProxyRefused}, "troubleshooting#proxy-refused"},
		{&vendorhttp.Error{Kind: vendorhttp.KindThrottled, HTTPStatus: 429}, "troubleshooting#too-many-calls"},
		{&vendorhttp.Error{Kind: vendorhttp.KindMalformed, HTTPStatus: 200}, "troubleshooting#answer-of-something-else"},
		{context.Canceled, "troubleshooting#interrupted"},
		// What no table knows has no entry.
		{&vendorhttp.Error{Kind: vendorhttp.KindUnexpected, Symptom: "E99", Code: "E99"}, "shop"},
		{&vendorhttp.Error{Kind: vendorhttp.KindRejected, Symptom: "E99", Code: "E99"}, "shop"},
	} {
		if detail := catalogue.Detail(c.err); !strings.HasSuffix(detail, "\n\nGuide: "+guides+c.page) {
			t.Errorf("%v should lead to %s:\n%s", c.err, c.page, detail)
		}
	}
}
