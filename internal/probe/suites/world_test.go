package suites_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// credentials are made up, in the forms of the vendors. The sandbox that plays the vendor is given the same.
var credentials = map[string]map[string]string{
	"galaxy": {
		"GALAXY_STORE_SERVICE_ACCOUNT_ID": probe.UUID(),
		"GALAXY_STORE_PRIVATE_KEY":        privateKey,
	},
	"amazon": {
		"AMAZON_APPSTORE_CLIENT_ID":     "amzn1.application-oa2-client." + probe.Hex(32),
		"AMAZON_APPSTORE_CLIENT_SECRET": "amzn1.oa2-cs.v1." + probe.Hex(64),
	},
	"iot": {"HUAWEI_IOT_APP_ID": probe.Hex(32), "HUAWEI_IOT_SECRET": probe.Hex(32)},
	"servicestage": {
		"HW_REGION_NAME": "cn-north-4", "HW_PROJECT_ID": probe.Hex(32), "HW_ACCESS_KEY": "AK" + strings.ToUpper(probe.Hex(18)),
		"HW_SECRET_KEY": probe.Hex(40), "HW_SECURITY_TOKEN": probe.Hex(200),
	},
	"agc": {
		"AGC_CLIENT_ID": "812345678901234567", "AGC_CLIENT_SECRET": strings.ToUpper(probe.Hex(64)),
		"AGC_SERVICE_ACCOUNT_KEY": probe.Encode(map[string]string{
			"project_id": "", "key_id": probe.Hex(32), "private_key": privateKey, "sub_account": "1122334455",
		}),
	},
}

// privateKey is the account's, and not the one that a probe takes for a stranger's. It is short, because signing with a long one takes
// a fifth of the time of these tests.
var privateKey = func() string {
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
}()

// world is a sandbox that plays the vendor for a run of the probe.
type world struct {
	*sandboxtest.Sandbox
	suite probe.Suite
	vars  map[string]string
	only  []string
	// budget is the world's own.
	budget *probe.Budget
}

// newWorld starts the vendor, with a switch or none.
func newWorld(t *testing.T, suite probe.Suite, set map[string]any) *world {
	t.Helper()
	w := &world{Sandbox: sandboxtest.Start(t), suite: suite, vars: map[string]string{}, budget: probe.NewBudget(t.TempDir(), nil)}
	w.vars["STOREAUTH_SANDBOX_URL"] = w.URL
	for name, value := range credentials[suite.Vendor] {
		w.vars[name] = value
	}
	for name, value := range set {
		w.SetSwitch(t, suite.Vendor, name, value)
	}
	w.prepare(t)
	return w
}

func (w *world) prepare(t *testing.T) {
	t.Helper()
	console := func(method, path string, in, out any) error {
		w.Console(t, method, path, in, out)
		return nil
	}
	if err := w.suite.Prepare(console, w.env); err != nil {
		t.Fatal(err)
	}
}

func (w *world) env(name string) string { return w.vars[name] }

// attended are the probes of the level attended that a program can ask.
func attended(suite probe.Suite) []string {
	var ids []string
	for _, p := range suite.Probes {
		if p.Level == probe.Attended && p.Ask != nil {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// run asks everything without waiting.
func (w *world) run(ctx context.Context, t *testing.T) *probe.Report {
	t.Helper()
	report, err := probe.Run(ctx, w.suite, probe.Options{
		Env: w.env, Attended: attended(w.suite), Only: w.only, Version: "test", Budget: w.budget, Wait: noWait,
	})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// verdicts are what a run came to, by probe.
func verdicts(report *probe.Report) map[string]evidence.Probe {
	all := map[string]evidence.Probe{}
	for _, p := range report.File.Probes {
		all[p.ID] = p
	}
	return all
}

// shown is the table for people, for the message of a test that fails.
func shown(t *testing.T, report *probe.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Show(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// noWait is for a vendor that nobody must spare.
func noWait(ctx context.Context) error { return ctx.Err() }

type entry struct {
	Time   time.Time `json:"time"`
	Vendor string    `json:"vendor"`
	Method string    `json:"method"`
	Path   string    `json:"path"`
}

// requests are what arrived at the vendor.
func (w *world) requests(t *testing.T) []entry {
	t.Helper()
	var journal struct {
		Entries []entry `json:"entries"`
	}
	w.Console(t, http.MethodGet, "/journal", nil, &journal)
	return journal.Entries
}

// withoutPrefix is the path below the vendor's prefix.
func (e entry) withoutPrefix() string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(e.Path, "/"), "/")
	return "/" + rest
}
