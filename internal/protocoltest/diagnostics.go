package protocoltest

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Diagnostics are what a call told, heading and detail together.
type Diagnostics struct {
	Errors, Warnings []string
}

// Words are all diagnostics in one text.
func (d Diagnostics) Words() string {
	return strings.Join(append(append([]string{}, d.Errors...), d.Warnings...), "\n\n")
}

func (d *Diagnostics) add(more Diagnostics) {
	d.Errors, d.Warnings = append(d.Errors, more.Errors...), append(d.Warnings, more.Warnings...)
}

func tell(diagnostics []*tfprotov6.Diagnostic) (told Diagnostics) {
	for _, d := range diagnostics {
		words := strings.TrimSpace(d.Summary + "\n" + d.Detail)
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			told.Errors = append(told.Errors, words)
		} else {
			told.Warnings = append(told.Warnings, words)
		}
	}
	return told
}
