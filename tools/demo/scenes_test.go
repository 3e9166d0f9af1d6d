package main

import (
	"slices"
	"strings"
	"testing"
)

func TestTheExamplesBlocksAreShown(t *testing.T) {
	lines, err := resources("../../examples/quickstart")
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Join(lines, "\n")
	for _, want := range []string{"resource \"storeauth_galaxy_service_account\" \"publisher\" {", "data \"storeauth_galaxy_app\" \"app\" {"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %q in\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "output ") || strings.Contains(shown, "provider ") {
		t.Errorf("more than resources and data:\n%s", shown)
	}
}

func TestColorsStayForATerminalAndGoForAFile(t *testing.T) {
	const box = "\x1b[33m╷\x1b[0m\n\x1b[33m│\x1b[0m \x1b[1mWarning: \x1b[0mgone\n\x1b[33m╵\x1b[0m\n"
	kept := highlights("noise\n" + box)
	if !slices.Equal(kept, strings.Split(strings.TrimRight(box, "\n"), "\n")) || !warns(box) {
		t.Errorf("got %q", kept)
	}
	for _, c := range []struct{ terminal, colors bool }{{true, true}, {false, false}} {
		var out strings.Builder
		(&story{out: &out, colored: c.terminal}).evidence(kept)
		if strings.Contains(out.String(), "\x1b[") != c.colors {
			t.Errorf("a terminal: %t, but %q", c.terminal, out.String())
		}
	}
}
