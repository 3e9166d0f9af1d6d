package faultmatrix_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestNamesThatAVendorChoosesAreHarmless writes what a terminal or a CI runner would obey behind each text of each good answer, at
// every call of every step of every object: nothing of it may reach a diagnostic, an attribute or a name as it is.
func TestNamesThatAVendorChoosesAreHarmless(t *testing.T) {
	t.Parallel()
	for _, o := range objects {
		t.Run(fmt.Sprintf("%s %d", o.typeName, o.kind), func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			for _, s := range steps[o.kind] {
				if s.name == "update" && o.make(t, sb).changed == nil {
					continue
				}
				for _, at := range callsOf(t, sb, o, s) {
					c := newCell(t, sb, o, s, sb.URL, 0, patient)
					sb.SetFault(t, sandboxtest.Fault{Kind: "scribble", Prefix: at.prefix, Method: at.method, Path: at.path, Body: text(hostile)})
					told := s.act(t, c)
					sb.ClearFaults(t)
					for _, problem := range wrongWords(told, c.canaries()) {
						t.Errorf("%s, %s: %s", s.name, at, problem)
					}
					shown := fmt.Sprint(c.shown)
					if c.resource != nil {
						shown += fmt.Sprint(c.resource.State(t))
					}
					if found := obeyed.FindString(shown); found != "" {
						t.Errorf("%s, %s: %q is in what is kept or shown: %q", s.name, at, found, shown)
					}
				}
			}
		})
	}
}
