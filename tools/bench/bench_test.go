package main

import (
	"bytes"
	"strings"
	"testing"
)

const output = `goos: linux
goarch: amd64
cpu: A Processor @ 2 GHz
BenchmarkObjects/terraform_data/objects=1000/plan-2 1 0 calls/run 1.2 cpu-s/run 25 provider-MiB 0.02 provider-cpu-s/run 0.9 s/run
BenchmarkObjects/storeauth_servicestage_token_authorization/objects=1000/plan-2 1 2 calls/run 9 cpu-s/run 33 provider-MiB 5 provider-cpu-s/run 6.1 s/run
BenchmarkObjects/random_id/objects=1000/plan-2 1 0 calls/run 9 cpu-s/run 33 provider-MiB 5 provider-cpu-s/run 4.0 s/run
BenchmarkObjects/storeauth_servicestage_token_authorization/objects=100/plan-2 1 2 calls/run 1 cpu-s/run 30 provider-MiB 1 provider-cpu-s/run 0.7 s/run
BenchmarkObjects/storeauth_galaxy_service_account/objects=100/plan-100ms-2 1 200 calls/run 1 cpu-s/run 30 provider-MiB 1 provider-cpu-s/run 2.7 s/run
BenchmarkSchema/storeauth-2 1 0.09 s/run
BenchmarkSchema/random-2 1 0.08 s/run
PASS
`

func TestPageHoldsEachFigure(t *testing.T) {
	found, err := read(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	page := string(found.page("results.svg"))
	for _, line := range []string{
		"A Processor @ 2 GHz", "schema: 0.090 s",
		"| `terraform_data` | 1000 | 0.90 s | 1.20 s | 0.02 s | 25 MiB | none |",
		"| `storeauth_servicestage_token_authorization` | 1000 | 6.10 s | 9.00 s | 5.00 s | 33 MiB | 2 in all |",
		"| Plan of 1,000 authorizations, beside `random_id` | 1.52 | at most 1.25 | **no** |",
		"| Until the schema is there, beside the provider `random` | 1.12 | at most 1.20 | yes |",
		"| Memory for a plan of 1,000 | 33 MiB | at most 60 MiB | yes |",
		"| `storeauth_galaxy_service_account` | 100 | 2.70 s | 1.00 s | 1.00 s | 30 MiB | 2 |",
	} {
		if !strings.Contains(page, line) {
			t.Errorf("the page lacks %q:\n%s", line, page)
		}
	}
	if strings.Index(page, "| `storeauth_servicestage_token_authorization` | 100 ") > strings.Index(page, "| `storeauth_servicestage_token_authorization` | 1000 ") {
		t.Error("the objects are not in the order of their number")
	}
}

func TestPlotIsAPictureWithALineForEachKind(t *testing.T) {
	found, err := read(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	svg, err := found.plot()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"<svg", "terraform_data", "storeauth_servicestage_token_authorization"} {
		if !bytes.Contains(svg, []byte(text)) {
			t.Errorf("the picture lacks %q", text)
		}
	}
}
