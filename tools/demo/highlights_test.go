package main

import (
	"slices"
	"strings"
	"testing"
)

const override = `╷
│ Warning: Provider development overrides are in effect
│
│ The following provider development overrides are set in the CLI
│ configuration:
╵
`

const destroyPlan = `
  # storeauth_galaxy_service_account.publisher will be destroyed
  - resource "storeauth_galaxy_service_account" "publisher" {
      - status             = "active" -> null
    }

Plan: 0 to add, 0 to change, 1 to destroy.

Changes to Outputs:
  - app     = {
      - status = "FOR_SALE"
    } -> null
`

const driftPlan = override + `storeauth_galaxy_service_account.publisher: Refreshing state...

Terraform will perform the following actions:

  # storeauth_galaxy_service_account.publisher will be updated in-place
  ~ resource "storeauth_galaxy_service_account" "publisher" {
        name               = "release pipeline"
      - reason             = "AUTH_REQUIRE: Not found serviceAccount" -> null
      ~ status             = "rejected" -> "active"
    }

Plan: 0 to add, 1 to change, 0 to destroy.
╷
│ Warning: Galaxy Store rejects the service account
│
│   with storeauth_galaxy_service_account.publisher,
╵
`

func TestHighlightsKeepTheNewsAndDropTheRest(t *testing.T) {
	cases := map[string]struct {
		output string
		want   []string
	}{
		"drift": {driftPlan, []string{
			`- reason             = "AUTH_REQUIRE: Not found serviceAccount" -> null`,
			`~ status             = "rejected" -> "active"`,
			`Plan: 0 to add, 1 to change, 0 to destroy.`,
			`╷`,
			`│ Warning: Galaxy Store rejects the service account`,
			`│`,
			`│   with storeauth_galaxy_service_account.publisher,`,
			`╵`,
		}},
		"a status that goes with its resource": {destroyPlan, []string{"Plan: 0 to add, 0 to change, 1 to destroy."}},
		"nothing to do": {override + "\nNo changes. Your infrastructure matches the configuration.\n\nTerraform has compared\n",
			[]string{"No changes. Your infrastructure matches the configuration."}},
		"outputs to the end": {"Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n\nOutputs:\n\napp = {\n  \"title\" = \"Weather\"\n}\n",
			[]string{"Apply complete! Resources: 1 added, 0 changed, 0 destroyed.", "Outputs:", "app = {", "  \"title\" = \"Weather\"", "}"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := highlights(c.output); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestOnlyAWarningOfTheProviderIsAWarning(t *testing.T) {
	cases := map[string]struct {
		output string
		want   bool
	}{
		"the provider's":         {driftPlan, true},
		"the demo's own":         {override + "No changes.\n", false},
		"an error":               {"╷\n│ Error: no\n│ Warning: in its detail\n╵\n", false},
		"a box that never opens": {"│ Warning: stray\n", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := warns(c.output); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}
