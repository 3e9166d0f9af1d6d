package harness_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func TestDecodeExactTellsLetterCaseApartAndAllowsNothingAfterTheValue(t *testing.T) {
	type inner struct {
		Count float64 `json:"count"`
	}
	type form struct {
		Name  string `json:"name"`
		Inner inner  `json:"inner"`
	}
	for _, c := range []struct {
		text string
		want form
		read bool
	}{
		{`{"name":"a","inner":{"count":1.5},"other":1}`, form{"a", inner{1.5}}, true},
		{` {"name":"a","Name":"x"} `, form{Name: "a"}, true},
		{`{"Name":"x","inner":{"COUNT":1}}`, form{}, true},
		{`{"NAME":1}`, form{}, true},
		{`{"name":1}`, form{}, false},
		{`{"name":"a"}x`, form{}, false},
		{`{"name":"a"}{}`, form{}, false},
		{`{"name":"a"`, form{}, false},
		{`[]`, form{}, false},
		{``, form{}, false},
		{"\ufeff" + `{"name":"a"}`, form{}, false},
	} {
		var got form
		if read := harness.DecodeExact([]byte(c.text), &got); read != c.read || read && got != c.want {
			t.Errorf("%s: read %v, %+v; want %v, %+v", c.text, read, got, c.read, c.want)
		}
	}
	var members map[string]any
	if !harness.DecodeExact([]byte(`{"A":1,"a":2}`), &members) || members["A"] != 1.0 || members["a"] != 2.0 {
		t.Errorf("a map: %v", members)
	}
}
