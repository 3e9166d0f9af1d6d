// Package explain turns a vendor's refusal into a diagnostic that a person can act on: what was tried, what the vendor
// said in its own words, the likely cause, what to do and where to click. The causes are each vendor's catalogue; the
// form is the same for all.
package explain

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Detail explains err, in the order a reader needs it. An error that is not a vendor's is its own explanation.
func (c Catalogue) Detail(err error) string {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	switch {
	case !ok && errors.Is(err, context.Canceled):
		return "Interrupted.\n\nWhat to do: " + runAgain + "\n\nGuide: " + addressOf(interrupted.Title)
	case !ok:
		return err.Error()
	}
	cause, guide := c.explanation(e)
	paragraphs := []string{account(e)}
	for _, part := range []struct{ label, text string }{
		{"Likely cause: ", cause.Likely}, {"What may have happened: ", e.MayHave}, {"What to do: ", cause.Remedy}, {"Guide: ", guide},
	} {
		if part.text != "" {
			paragraphs = append(paragraphs, part.label+part.text)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// account tells what was tried, what the vendor said in its own words, and where to find it in the vendor's log.
func account(e *vendorhttp.Error) string {
	said := "The vendor said: "
	switch {
	case e.HTTPStatus == 0 && e.Kind == vendorhttp.KindMalformed:
		said = "No usable answer: "
	case e.HTTPStatus == 0:
		said = "No answer: "
	case e.Code+e.Message == "":
		said = "The vendor gave no message: "
	}
	lines := "Tried to " + e.Operation + " at " + e.Vendor + ".\n" + said + e.Words()
	if where := e.Where(); where != "" {
		lines += "\n" + where
	}
	return lines
}

// Leftover returns the warning for a clean-up that failed. left says in whole sentences what stays at the vendor and how
// to end it.
func (c Catalogue) Leftover(summary, left string, err error) diag.Diagnostic {
	detail := err.Error()
	if e, ok := errors.AsType[*vendorhttp.Error](err); ok {
		detail = account(e)
	}
	return diag.NewWarningDiagnostic(summary, left+"\n\n"+detail)
}

// Error returns the error diagnostic for err. A problem of the provider block keeps its own words.
func (c Catalogue) Error(summary string, err error) diag.Diagnostic {
	if problem, ok := errors.AsType[*Problem](err); ok {
		return diag.NewErrorDiagnostic(problem.Summary, problem.Detail)
	}
	return diag.NewErrorDiagnostic(summary, c.Detail(err))
}

// Warning is Error as a warning.
func (c Catalogue) Warning(summary string, err error) diag.Diagnostic {
	return diag.NewWarningDiagnostic(summary, c.Detail(err))
}
