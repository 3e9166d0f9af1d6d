package agcapi_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

func TestVerificationNamesTheLayerThatFailed(t *testing.T) {
	t.Parallel()
	forbidden := sample{"403 client token authorization fail.", ""}
	for name, c := range map[string]struct {
		path      string
		answers   []sample
		kind      vendorhttp.Kind
		operation string
		calls     int
	}{
		"wrong secret": {tokenPath, []sample{{"200 OK", `{"ret":{"code":203890688,"msg":"client id or secret error"}}`}},
			rejected, "verify the credential itself (layer 1 of 3", 1},
		"fresh token refused": {appIDsPath, []sample{{"401 Unauthorized", `{"ret":{"code":205524993,"msg":"client token auth failed"}}`}},
			rejected, "verify the credential itself (layer 1 of 3", 2},
		"forbidden":  {appIDsPath, []sample{forbidden}, denied, "verify the permission to use the Publishing API (layer 2 of 3", 2},
		"disturbed":  {appIDsPath, []sample{{"503 Service Unavailable", ""}}, unavailable, "layer 2 of 3", 2},
		"second app": {appPath, []sample{goodApp, forbidden, goodApp}, denied, "verify access to app 102 (layer 3 of 3", 5},
		"two apps":   {appPath, []sample{goodApp, forbidden}, denied, "verify access to app 102, 103 (layer 3 of 3", 5},
		"an app and then a disturbance": {appPath, []sample{forbidden, {"503 Service Unavailable", ""}},
			denied, "verify access to app 101 (layer 3 of 3", 4},
		"a disturbance": {appPath, []sample{{"503 Service Unavailable", ""}}, unavailable, "verify access to app 101", 3},
		"token taken and then refused": {appPath, []sample{{"401 Unauthorized", `{"ret":{"code":205524993,"msg":"client token auth failed"}}`}},
			unexpected, "verify access to app 101", 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			samples := good()
			samples[c.path] = c.answers
			v := newVendor(t, samples)
			err := v.client(t, vendorhttp.Options{}).Verify(t.Context(), apiClient, []string{"101", "102", "103"})
			e, _ := errors.AsType[*vendorhttp.Error](err)
			if e == nil || e.Kind != c.kind || !strings.Contains(e.Operation, c.operation) {
				t.Errorf("verification gave %v, expected %q while trying to %s", err, c.kind, c.operation)
			}
			if calls := len(v.requests); calls != c.calls {
				t.Errorf("%d calls, expected %d", calls, c.calls)
			}
		})
	}
}

func TestVerificationCostsTwoCallsAndOneForEachApp(t *testing.T) {
	t.Parallel()
	v := newVendor(t, good())
	client := v.client(t, vendorhttp.Options{})
	for range 2 { // a fresh token each time: a kept one would hide a deleted client for two days
		if err := client.Verify(t.Context(), apiClient, []string{"101", "102"}); err != nil {
			t.Fatal(err)
		}
	}
	if mints, lists, apps := v.count(tokenPath), v.count(appIDsPath), v.count(appPath); mints != 2 || lists != 2 || apps != 4 {
		t.Errorf("%d mints, %d lists and %d apps for two verifications", mints, lists, apps)
	}
}

func TestWrongClockIsNotTakenForARefusedServiceAccount(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		off     time.Duration
		kind    vendorhttp.Kind
		symptom string
	}{
		"right":                    {0, rejected, agcapi.SymptomAssertionRefused},
		"a little ahead":           {30 * time.Second, rejected, agcapi.SymptomAssertionRefused},
		"ahead":                    {2 * time.Minute, unexpected, agcapi.SymptomClock},
		"behind within an hour":    {-30 * time.Minute, rejected, agcapi.SymptomAssertionRefused},
		"behind by almost an hour": {-58 * time.Minute, unexpected, agcapi.SymptomClock},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			samples := good()
			samples[appIDsPath] = []sample{{"401 Unauthorized", `{"ret":{"code":205524993,"msg":"client token auth failed"}}`}}
			v := newVendor(t, samples)
			v.date = noon.Format(http.TimeFormat)
			err := v.client(t, vendorhttp.Options{Now: func() time.Time { return noon.Add(c.off) }}).Verify(t.Context(), serviceAccount(t), nil)
			answer{known: "INFER", kind: c.kind, symptom: c.symptom}.check(t, err)
		})
	}
}

func TestRefusalOfAServiceAccountHasCausesOfItsOwn(t *testing.T) {
	t.Parallel()
	samples := good()
	samples[appIDsPath] = []sample{{"403 Forbidden", ""}}
	err := newVendor(t, samples).client(t, vendorhttp.Options{}).Verify(t.Context(), serviceAccount(t), nil)
	answer{known: "LIVE", kind: denied, symptom: agcapi.SymptomAccountForbidden, words: "403 Forbidden with an empty body"}.check(t, err)
}
