package guides_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// block is a fenced block of a guide.
type block struct {
	heading, language, text string
	used                    bool
}

// guide is the blocks of one guide.
type guide struct {
	path   string
	text   string
	blocks []*block
}

var (
	headingLine = regexp.MustCompile(`^#+ +(.*)$`)
	fenceLine   = regexp.MustCompile("^( *)```([\\w-]*)$")
)

func readGuide(path string) (*guide, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	g := &guide{path: path, text: string(content)}
	var heading, indent string
	var open *block
	for line := range strings.Lines(string(content)) {
		bare := strings.TrimRight(line, "\n")
		fence := fenceLine.FindStringSubmatch(bare)
		switch {
		case fence != nil && open == nil:
			indent, open = fence[1], &block{heading: heading, language: fence[2]}
		case fence != nil:
			g.blocks, open = append(g.blocks, open), nil
		case open != nil:
			open.text += strings.TrimPrefix(line, indent)
		case headingLine.MatchString(bare):
			heading = headingLine.FindStringSubmatch(bare)[1]
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s: a block below %q does not end", path, heading)
	}
	return g, nil
}

// files are the languages of blocks that a reader writes into a file.
var files = []string{"terraform", "hcl", "rego"}

// find returns the blocks of some languages below a heading, or the one whose number, from 1, follows the heading.
func (g *guide) find(args []string, languages ...string) ([]*block, error) {
	var found []*block
	for _, b := range g.blocks {
		if b.heading == args[0] && slices.Contains(languages, b.language) {
			found = append(found, b)
		}
	}
	if len(args) > 1 {
		n, err := strconv.Atoi(args[1])
		if err != nil || n < 1 || n > len(found) {
			return nil, fmt.Errorf("%s has %d blocks of %v below %q, and no number %s", g.path, len(found), languages, args[0], args[1])
		}
		found = found[n-1 : n]
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s has no block of %v below %q", g.path, languages, args[0])
	}
	for _, b := range found {
		b.used = true
	}
	return found, nil
}
