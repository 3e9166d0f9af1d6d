package harness_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func TestDecodeExactTellsLetterCaseApartAndAllowsNothingAfterTheValue(t *testing.T) {
	type form struct {
		Name  string `json:"name"`
		Inner struct {
			Count float64 `json:"count"`
		} `json:"inner"`
		List []string `json:"list"`
	}
	for text, want := range map[string]*form{
		`{"name":"a","inner":{"count":1.5},"list":["b"],"other":1}`: {"a", struct {
			Count float64 `json:"count"`
		}{1.5}, []string{"b"}},
		` {"name":"last","Name":"x"} `:     {Name: "last"},
		`{"Name":"x","inner":{"COUNT":1}}`: {},
		`{"NAME":1}`:                       {},
		`{"name":1}`:                       nil,
		`{"name":"a"}x`:                    nil,
		`{"name":"a"}{}`:                   nil,
		`{"name":"a"`:                      nil,
		`[]`:                               nil,
		``:                                 nil,
		"\ufeff" + `{"name":"a"}`:          nil,
	} {
		var got form
		read := harness.DecodeExact([]byte(text), &got)
		if read != (want != nil) {
			t.Errorf("%s: read %v", text, read)
			continue
		}
		if read && (got.Name != want.Name || got.Inner != want.Inner || len(got.List) != len(want.List)) {
			t.Errorf("%s: %+v, want %+v", text, got, *want)
		}
	}
	var members map[string]any
	if !harness.DecodeExact([]byte(`{"A":1,"a":2}`), &members) || members["A"] != 1.0 || members["a"] != 2.0 {
		t.Errorf("a map: %v", members)
	}
}
