package acctest

import (
	"regexp"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// refusedAtPlan plans configurations, by name, and expects an error in whose words the pattern beside each is found.
func refusedAtPlan(t *testing.T, configs map[string][2]string) {
	t.Helper()
	for name, c := range configs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := NewCLI(t, c[0]).Plan(t)
			if out.Code != 1 || !regexp.MustCompile(c[1]).MatchString(out.Words()) {
				t.Errorf("exit code %d, expected 1 and %s:\n%s", out.Code, c[1], out.Text)
			}
		})
	}
}

// BadInput is refusedAtPlan for what must not reach a vendor: the sandbox must see no call.
func BadInput(t *testing.T, sb *sandboxtest.Sandbox, configs map[string][2]string) {
	t.Helper()
	t.Run("refused", func(t *testing.T) { refusedAtPlan(t, configs) })
	if calls := sb.Count(t, "", "/*"); calls != 0 {
		t.Errorf("bad input led to %d calls", calls)
	}
}
