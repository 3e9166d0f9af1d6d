package agc_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// faults settle nothing, whatever call they hit.
var faults = map[string]sandboxtest.Fault{
	"500":          {Kind: "status", Status: 500},
	"502":          {Kind: "html", Status: 502},
	"503 HTML":     {Kind: "html", Status: 503},
	"490":          {Kind: "status", Status: 490},
	"401 HTML":     {Kind: "html", Status: 401},
	"403 HTML":     {Kind: "html", Status: 403},
	"200 HTML":     {Kind: "html", Status: 200},
	"429":          {Kind: "status", Status: 429},
	"empty":        {Kind: "empty"},
	"empty object": {Kind: "status", Status: 200, Body: json.RawMessage(`{}`)},
	"unknown code": {Kind: "status", Status: 200, Body: json.RawMessage(`{"ret":{"code":299999999,"msg":"novelty"}}`)},
	"truncated":    {Kind: "truncated"},
	"reset":        {Kind: "reset"},
	"huge":         {Kind: "huge"},
	"redirect":     {Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/"},
}

// TestAnswerThatSettlesNothingIsAnErrorAndChangesNothing lets every fault hit every call, and then the last one only, when the vendor
// has already said something.
func TestAnswerThatSettlesNothingIsAnErrorAndChangesNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	app := fmt.Sprintf("  app_ids = [%q]", sb.AddAGCApp(t, sandboxtest.AGCApp{}))
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, app)+account("test", a, app))
	cli.Apply(t)
	before := cli.State(t)
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			fault.Vendor = "agc"
			for _, path := range []string{"/api/*", "/api/publish/v2/app-info"} {
				fault.Path = path
				sb.SetFault(t, fault)
				out := cli.Run(t, "apply", "-auto-approve")
				out.Expect(t, 1)
				expectPhrases(t, errorAt(t, out, apiClient), "Could not verify AppGallery Connect API client "+c.ID, "Likely cause: ", "What to do: ")
				expectPhrases(t, errorAt(t, out, serviceAccount), "Could not verify AppGallery Connect service account "+a.ID)
				sb.ClearFaults(t)
			}
			if after := cli.State(t); after != before {
				t.Errorf("the state changed:\n%s\n%s", before, after)
			}
		})
	}
	cli.Plan(t).Expect(t, 0)
}

func TestDisturbanceThatPassesIsNotNoticed(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	config := fmt.Sprintf("provider \"storeauth\" {\n  sandbox_url = %q\n}\n", sb.URL) + client("test", c, "")
	for _, path := range []string{"/api/oauth2/v1/token", "/api/publish/v2/appid-list"} {
		sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: path, Kind: "status", Status: 503, Times: 1})
		sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: path, Kind: "reset_after", Times: 1})
	}
	acctest.NewCLI(t, config).Plan(t).Expect(t, 2)
}
