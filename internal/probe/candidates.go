package probe

import (
	"encoding/json"
	"math"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// setting is one switch and its value.
type setting struct {
	name   string
	value  any
	number bool
}

// candidates are the settings under which the sandbox may answer so: the values that each switch lists, and the durations that
// the answer holds in seconds. Other values are not taken from the answer, because then every answer would have its switch.
func candidates(switches []harness.Switch, vendor transcript) []setting {
	var out []setting
	for _, each := range switches {
		for _, value := range each.Try {
			out = append(out, setting{each.Name, value, each.Type == "integer"})
		}
		if each.Type == "duration" {
			for _, n := range numbers(vendor) {
				out = append(out, setting{each.Name, (time.Duration(n) * time.Second).String(), false})
			}
		}
	}
	return out
}

// numbers are the whole numbers that the answers hold in members of their own.
func numbers(t transcript) []int64 {
	var out []int64
	for _, e := range t.compared() {
		value, _ := parseJSON([]byte(e.Response.Body))
		object, _ := value.(map[string]any)
		for _, member := range sortedKeys(object) {
			number, _ := object[member].(json.Number)
			if n, err := number.Int64(); err == nil && 0 < n && n < math.MaxInt32 {
				out = append(out, n)
			}
		}
	}
	return out
}
