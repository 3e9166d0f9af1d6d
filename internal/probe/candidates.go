package probe

import (
	"encoding/json"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// setting is one switch and its value.
type setting struct {
	name   string
	value  any
	number bool
}

// candidates are the settings under which the sandbox may answer so: the values that each switch lists, and for a switch that
// takes any value those that the answer holds.
func candidates(switches []harness.Switch, vendor transcript) []setting {
	numbers, texts := held(vendor)
	var out []setting
	for _, each := range switches {
		for _, value := range each.Try {
			out = append(out, setting{each.Name, value, each.Type == "integer"})
		}
		switch {
		case each.Type == "integer":
			for _, n := range numbers {
				out = append(out, setting{each.Name, n, true})
			}
		case each.Type == "duration":
			for _, n := range numbers {
				out = append(out, setting{each.Name, (time.Duration(n) * time.Second).String(), false})
			}
		case each.Type == "string" && each.Allowed == "any text":
			for _, text := range texts {
				out = append(out, setting{each.Name, text, false})
			}
		}
	}
	return out
}

// held are the numbers and texts that the answers hold after everything private was replaced.
func held(t transcript) (numbers []int64, texts []string) {
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, member := range sortedKeys(value) {
				walk(value[member])
			}
		case []any:
			for _, inner := range value {
				walk(inner)
			}
		case json.Number:
			if n, err := value.Int64(); err == nil {
				numbers = append(numbers, n)
			}
		case string:
			if !placeholder.MatchString(value) {
				texts = append(texts, value)
			}
		}
	}
	for _, e := range t.compared() {
		numbers = append(numbers, int64(e.Response.Status))
		if value, ok := parseJSON([]byte(e.Response.Body)); ok {
			walk(value)
		}
	}
	return numbers, texts
}
