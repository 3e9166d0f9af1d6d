package probe

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

// List writes every probe of a vendor with what it sends, what it cannot change, what it settles and what it costs.
func List(w io.Writer, suite Suite) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", suite.Vendor)
	for line := range strings.Lines(suite.Notes) {
		fmt.Fprintf(&b, "  %s\n", strings.TrimSpace(line))
	}
	if suite.Gate != "" {
		fmt.Fprintf(&b, "  %s is asked before all others that need the credential, even when it is not named; if it is refused, they are not asked.\n", suite.Gate)
	}
	for _, p := range suite.Probes {
		fmt.Fprintf(&b, "\n  %s  %s  %s\n", p.ID, p.Level, p.Asks)
		for _, line := range p.Sends {
			fmt.Fprintf(&b, "    sends          %s\n", line)
		}
		if p.Ask == nil {
			fmt.Fprintf(&b, "    do it yourself %s\n", p.Instructions)
		}
		fmt.Fprintf(&b, "    cannot change  %s\n", p.Cannot)
		fmt.Fprintf(&b, "    settles        %s\n", cmp.Or(strings.Join(p.Behaviours, ", "), "no behaviour"))
		fmt.Fprintf(&b, "    costs          %s\n", p.costs())
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

func (p Probe) costs() string {
	text := fmt.Sprintf("%d failed authentications of a real credential", p.FailedLogins)
	if p.FailedLogins == 1 {
		text = "1 failed authentication of a real credential"
	}
	if p.BadSignatures > 0 {
		text += fmt.Sprintf(", of which bad signatures: %d", p.BadSignatures)
	}
	return text
}

// Show writes the table for people.
func (r *Report) Show(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s at %s\n\n", r.File.Vendor, r.File.Endpoint)
	table := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
	for _, p := range r.File.Probes {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", p.ID, p.Verdict, strings.Join(p.Behaviours, ", "), p.Says)
	}
	// A strings.Builder takes everything.
	_ = table.Flush()
	for _, p := range r.File.Probes {
		if detail := r.details[p.ID]; detail != "" {
			fmt.Fprintf(&b, "\n  %s differs\n%s", p.ID, detail)
		}
	}
	b.WriteString("\n")
	for _, verdict := range evidence.Verdicts {
		fmt.Fprintf(&b, "%s %d  ", verdict, r.File.Summary[verdict])
	}
	b.WriteString("\n")
	for _, what := range r.Left {
		fmt.Fprintf(&b, "Left at the vendor, because its revocation was not answered: %s.\n", what)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
