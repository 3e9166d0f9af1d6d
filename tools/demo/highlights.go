package main

import (
	"regexp"
	"strings"
)

// Terraform and OpenTofu draw a diagnostic as a box that opens and closes with
// these, unless they are told to leave colors out: then nothing marks its end.
const (
	boxOpens  = "╷"
	boxCloses = "╵"
)

var color = regexp.MustCompile("\x1b\\[[0-9;]*m")

// plain is a text without colours.
func plain(text string) string { return color.ReplaceAllString(text, "") }

// ofTheDemo is the warning the demo itself causes by the way it installs the provider.
const ofTheDemo = "Provider development overrides are in effect"

// telling matches the lines outside boxes that carry news.
var telling = regexp.MustCompile(`^(No changes\.|Plan: |Apply complete!|Destroy complete!)` +
	`|^list\.` +
	`|: (Creation|Modifications|Destruction|Read) complete` +
	`|^\s+(~ status|[~-] reason)\s+= ".*" -> (".*"|null)`)

// highlights picks from a command's output what a reader of the demo needs:
// every diagnostic in full, the lines with news, and the outputs of an apply. Colours stay.
func highlights(output string) []string {
	var kept []string
	inOutputs := false
	for _, part := range split(output) {
		if part.diagnostic {
			kept = append(kept, part.lines...)
			continue
		}
		for _, line := range part.lines {
			said := plain(line)
			inOutputs = inOutputs || said == "Outputs:"
			switch {
			case inOutputs && strings.TrimSpace(said) != "":
				kept = append(kept, line)
			case telling.MatchString(said):
				kept = append(kept, strings.TrimSpace(line))
			}
		}
	}
	return kept
}

// warns tells whether a command said a warning of its own.
func warns(output string) bool {
	for _, part := range split(output) {
		if part.diagnostic && strings.Contains(plain(strings.Join(part.lines[:min(2, len(part.lines))], "")), "Warning: ") {
			return true
		}
	}
	return false
}

// part is a run of lines that is one diagnostic, or lies between two.
type part struct {
	diagnostic bool
	lines      []string
}

// split cuts output into parts, without the diagnostic that is the demo's own.
// A diagnostic has its title in its second line.
func split(output string) []part {
	var parts []part
	var current part
	end := func() {
		own := current.diagnostic && strings.Contains(plain(strings.Join(current.lines, "\n")), ofTheDemo)
		if len(current.lines) > 0 && !own {
			parts = append(parts, current)
		}
		current = part{}
	}
	for line := range strings.SplitSeq(strings.TrimRight(output, "\n"), "\n") {
		switch strings.TrimSpace(plain(line)) {
		case boxOpens:
			end()
			current = part{diagnostic: true, lines: []string{line}}
		case boxCloses:
			current.lines = append(current.lines, line)
			end()
		default:
			current.lines = append(current.lines, line)
		}
	}
	end()
	return parts
}
