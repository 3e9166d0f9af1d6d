package main

import (
	"bytes"
	"fmt"
	"strings"
)

// steps are the tables of the page, in order.
var steps = []struct{ step, heading, about string }{
	{"plan", "Plan", "Nothing has changed, and the vendor answers at once. The median of three plans."},
	{"plan-100ms", "Plan, with a vendor 100 ms away", "Each call to the vendor takes 100 ms. Terraform has ten objects under way at a time. The median of three plans."},
	{"apply", "Apply", "All objects are new. Terraform writes the whole state after each of them, so its own share grows with the square of the objects."},
	{"destroy", "Destroy", "The refresh and the plan before it are part of it."},
}

// page is the whole result in Markdown, with the plot of that file name.
func (m measurements) page(plot string) []byte {
	var page bytes.Buffer
	fmt.Fprintf(&page, "<!-- Written by `make bench`. -->\n\n# What many objects cost\n\nMeasured on: %s.\n", strings.Join(m.machine, "; "))
	for _, started := range m.of("storeauth", start) {
		fmt.Fprintf(&page, "Until the command line has the provider's schema: %.3f s.\n", started.wall)
	}
	if m.binary > 0 {
		fmt.Fprintf(&page, "The provider's binary: %.1f MiB.\n", float64(m.binary)/(1<<20))
	}
	fmt.Fprintf(&page, "\n`terraform_data` is built into Terraform and shows what the command line itself costs.\n\n![Time and memory of plans](%s)\n", plot)
	if rows := m.targets(); len(rows) > 0 {
		fmt.Fprintf(&page, "\n## Targets\n\n| what | measured | target | holds |\n|---|---:|---:|---|\n%s\n", strings.Join(rows, "\n"))
	}
	for _, step := range steps {
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n| objects | of | time | processor | of it the provider | the provider's memory | calls for each object |\n|---|---:|---:|---:|---:|---:|---:|\n",
			step.heading, step.about)
		for _, kind := range m.kinds() {
			for _, one := range m.of(kind, step.step) {
				fmt.Fprintf(&page, "| `%s` | %d | %.2f s | %.2f s | %.2f s | %.0f MiB | %s |\n", kind, one.objects, one.wall, one.processor, one.provider,
					one.memory, callsEach(one))
			}
		}
	}
	return page.Bytes()
}

// callsEach is the number of calls for each object; of calls that all objects share, their number.
func callsEach(one measurement) string {
	switch each := one.calls / float64(one.objects); {
	case one.calls == 0:
		return "none"
	case one.objects > 1 && each < 1:
		return fmt.Sprintf("%.0f in all", one.calls)
	default:
		return fmt.Sprintf("%.3g", each)
	}
}
