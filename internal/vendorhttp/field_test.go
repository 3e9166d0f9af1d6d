package vendorhttp_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestFieldReadsTextAndNumbersAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	decoder := json.NewDecoder(strings.NewReader(`{"empty": "", "code": 1234567890123456789, "msg": "no", "list": [1], "null": null, "object": {"code": "1"}}`))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		t.Fatal(err)
	}
	for want, names := range map[string][]string{
		"1234567890123456789": {"code"},
		"no":                  {"absent", "empty", "list", "null", "object", "msg", "code"},
		"":                    {"list", "null", "object", "empty"},
	} {
		if got := vendorhttp.Field(object, names...); got != want {
			t.Errorf("%v: %q, expected %q", names, got, want)
		}
	}
}

func TestLifetimeIsDocumentedWhenLeftOutAndRefusedWhenUnreadable(t *testing.T) {
	t.Parallel()
	for text, want := range map[vendorhttp.Text]time.Duration{
		"": time.Hour, "60": time.Minute, "2147483647": 2147483647 * time.Second,
		"0": 0, "-1": 0, "soon": 0, "1.5": 0, "4294967296": 0,
	} {
		got, err := vendorhttp.Lifetime(text, time.Hour)
		if got != want || (err == nil) != (want != 0) {
			t.Errorf("%q: %v, %v; expected %v", text, got, err, want)
		}
	}
}
