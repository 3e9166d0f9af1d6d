package iotapi_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// Where each row comes from: the vendor's documentation, the source code of independent clients, or an inference.
const (
	documented = "documented"
	code       = "seen in clients"
	inferred   = "inferred"
)

// refusals are the answers to each call that is not a success.
var refusals = []struct {
	call    string
	source  string
	answer  answer
	kind    vendorhttp.Kind
	symptom string
}{
	{"login", documented, answer{401, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}, vendorhttp.KindRejected, "100208"},
	{"login", code, answer{401, `{"error_code":100208,"error_desc":"AppId or secret is not right."}`}, vendorhttp.KindRejected, "100208"},
	{"login", code, answer{200, `{"error_code":"100203","error_desc":"The application is not existed."}`}, vendorhttp.KindRejected, "100203"},
	{"login", documented, answer{400, `{"error_code":"100247","error_desc":"Operation not allowed. The application has been frozen."}`}, vendorhttp.KindDenied, "100247"},
	{"login", documented, answer{400, `{"error_code":"100449","error_desc":"The device is freezed cant operate."}`}, vendorhttp.KindDenied, "100449"},
	{"login", documented, answer{400, `{"error_code":"102202","error_desc":"Required Parameter is null or empty."}`}, vendorhttp.KindUnexpected, "102202"},
	{"login", documented, answer{500, `{"error_code":"50252","error_desc":"Internal server error."}`}, vendorhttp.KindUnavailable, "50252"},
	{"login", inferred, answer{200, `{"error_code":50252,"error_desc":"Internal server error."}`}, vendorhttp.KindUnavailable, "50252"},
	{"login", inferred, answer{500, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}, vendorhttp.KindUnavailable, iotapi.SymptomUnsettled},
	{"login", inferred, answer{401, `<html><title>Sign in</title></html>`}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{400, `{"error_desc":"No such thing."}`}, vendorhttp.KindUnexpected, ""},
	{"login", inferred, answer{400, `{"error_code":"999999","error_desc":"New."}`}, vendorhttp.KindUnexpected, "999999"},
	{"login", inferred, answer{200, ``}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{200, `{}`}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{200, `{"accessToken":"85fe3222f362e3b6e943e483bd9c6f9b","expiresIn":"soon"}`}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{200, `{"accessToken":"85fe3222f362e3b6e943e483bd9c6f9b","expiresIn":0}`}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{200, `{"accessToken":null,"expiresIn":3600}`}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{200, `{"accessToken":"85fe3222f362`}, vendorhttp.KindMalformed, iotapi.SymptomLoginLost},
	{"login", inferred, answer{429, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}, vendorhttp.KindThrottled, iotapi.SymptomUnsettled},

	{"refresh", documented, answer{401, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}, vendorhttp.KindRejected, iotapi.SymptomRefreshRefused},
	{"refresh", code, answer{401, `{"error_code":100006,"error_desc":"Refresh access token failed."}`}, vendorhttp.KindRejected, iotapi.SymptomRefreshRefused},
	{"refresh", inferred, answer{403, deadTokenSample}, vendorhttp.KindRejected, iotapi.SymptomRefreshRefused},
	{"refresh", documented, answer{400, `{"error_code":"50400","error_desc":"The input is invalid."}`}, vendorhttp.KindUnexpected, "50400"},
	{"refresh", documented, answer{400, `{"error_code":"100449","error_desc":"The device is freezed cant operate."}`}, vendorhttp.KindDenied, "100449"},
	{"refresh", documented, answer{400, `{"error_code":"102202","error_desc":"Required Parameter is null or empty."}`}, vendorhttp.KindUnexpected, "102202"},
	{"refresh", documented, answer{500, `{"error_code":"50252","error_desc":"Internal server error."}`}, vendorhttp.KindUnavailable, "50252"},
	{"refresh", inferred, answer{429, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}, vendorhttp.KindThrottled, iotapi.SymptomUnsettled},
	{"refresh", inferred, answer{503, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}, vendorhttp.KindUnavailable, iotapi.SymptomUnsettled},

	{"check", inferred, answer{500, deadTokenSample}, vendorhttp.KindUnavailable, iotapi.SymptomUnsettled},
	{"check", inferred, answer{429, deadTokenSample}, vendorhttp.KindThrottled, iotapi.SymptomUnsettled},
	{"logout", inferred, answer{503, deadTokenSample}, vendorhttp.KindUnavailable, iotapi.SymptomUnsettled},
	{"check", code, answer{403, deadTokenSample}, vendorhttp.KindRejected, iotapi.SymptomDeadToken},
	{"check", code, answer{403, `{"resultcode":1010005,"resultmsg":"Invalid access token or appId."}`}, vendorhttp.KindRejected, iotapi.SymptomDeadToken},
	{"check", documented, answer{403, `{"resultcode":"1010009","resultmsg":"app throttle exceed."}`}, vendorhttp.KindThrottled, "1010009"},
	{"check", inferred, answer{403, `{"error_code":1010009,"error_desc":"app throttle exceed."}`}, vendorhttp.KindThrottled, "1010009"},
	{"check", documented, answer{401, `{"error_code":"100025","error_desc":"AppId for auth not exist."}`}, vendorhttp.KindUnexpected, "100025"},
	{"check", documented, answer{403, `{"error_code":"100203","error_desc":"The application is not existed."}`}, vendorhttp.KindRejected, "100203"},
	{"check", documented, answer{403, `{"error_code":"100217","error_desc":"The application hasn't been authorized."}`}, vendorhttp.KindDenied, "100217"},
	{"check", documented, answer{200, `{"error_code":"100217","error_desc":"The application hasn't been authorized."}`}, vendorhttp.KindDenied, "100217"},
	{"check", documented, answer{400, `{"error_code":"100022","error_desc":"The input is invalid."}`}, vendorhttp.KindUnexpected, "100022"},
	{"check", documented, answer{404, `{"error_code":"100403","error_desc":"The device is not existed."}`}, vendorhttp.KindNotFound, "100403"},
	{"check", documented, answer{200, `{"error_code":"100418","error_desc":"The deviceData is not existed."}`}, vendorhttp.KindNotFound, "100418"},
	{"check", documented, answer{500, `{"error_code":"100220","error_desc":"Get AppKey from header failed."}`}, vendorhttp.KindUnavailable, "100220"},
	{"check", documented, answer{503, `{"error_code":"100501","error_desc":"Congestion occurs, and the current network is under flow control."}`}, vendorhttp.KindUnavailable, "100501"},
	{"check", inferred, answer{200, `{}`}, vendorhttp.KindMalformed, ""},
	{"check", inferred, answer{200, `[]`}, vendorhttp.KindMalformed, ""},
	{"check", inferred, answer{200, ``}, vendorhttp.KindMalformed, ""},
	{"check", inferred, answer{200, `<html>`}, vendorhttp.KindMalformed, ""},
	{"check", inferred, answer{403, `<html>`}, vendorhttp.KindMalformed, ""},
	{"check", inferred, answer{502, `<html>`}, vendorhttp.KindUnavailable, ""},

	{"logout", code, answer{404, `<html>`}, vendorhttp.KindMalformed, iotapi.SymptomNoLogout},
	{"logout", inferred, answer{405, ``}, vendorhttp.KindMalformed, iotapi.SymptomNoLogout},
	{"logout", inferred, answer{200, `<html>`}, vendorhttp.KindMalformed, ""},
	{"logout", inferred, answer{200, `{"error_code":"50252","error_desc":"Internal server error."}`}, vendorhttp.KindUnavailable, "50252"},
	{"logout", inferred, answer{503, ``}, vendorhttp.KindUnavailable, ""},
}

func TestRefusalsAreToldApart(t *testing.T) {
	t.Parallel()
	for _, row := range refusals {
		t.Run(fmt.Sprintf("%s %d %.40s", row.call, row.answer.status, row.answer.body), func(t *testing.T) {
			t.Parallel()
			paths := map[string]string{"login": loginPath, "refresh": refreshPath, "check": devicesPath, "logout": logoutPath}
			_, client := start(t, map[string][]answer{paths[row.call]: {row.answer}})
			err := call(t, client, row.call)
			e, ok := errors.AsType[*vendorhttp.Error](err)
			if !ok {
				t.Fatalf("the error is %v", err)
			}
			if e.Kind != row.kind || e.Symptom != row.symptom {
				t.Errorf("kind %q, symptom %q; expected %q, %q (%s)", e.Kind, e.Symptom, row.kind, row.symptom, row.source)
			}
			if e.HTTPStatus != row.answer.status {
				t.Errorf("status %d", e.HTTPStatus)
			}
			if strings.Contains(err.Error(), "85fe3222f362") {
				t.Errorf("the error shows a part of the token: %v", err)
			}
		})
	}
}

func call(t *testing.T, client *iotapi.Client, name string) error {
	t.Helper()
	switch name {
	case "login":
		_, err := client.Login(t.Context(), app)
		return err
	case "refresh":
		_, err := client.Refresh(t.Context(), app, "1a2b3c4d5e6f708192a3b4c5d6e7f809")
		return err
	case "check":
		return client.Check(t.Context(), app.ID, "85fe3222f362e3b6e943e483bd9c6f9b")
	case "logout":
		_, err := client.Logout(t.Context(), app.ID, "85fe3222f362e3b6e943e483bd9c6f9b")
		return err
	}
	t.Fatalf("no call %q", name)
	return nil
}

func TestSecretsThatThePlatformRepeatsAreCutOut(t *testing.T) {
	t.Parallel()
	_, client := start(t, map[string][]answer{
		loginPath:   {{401, `{"error_code":"100208","error_desc":"secret ` + app.Secret + ` is wrong"}`}},
		refreshPath: {{401, `{"error_code":"100208","error_desc":"1a2b3c4d5e6f708192a3b4c5d6e7f809 is wrong"}`}},
		devicesPath: {{403, `{"resultcode":"1010005","resultmsg":"85fe3222f362e3b6e943e483bd9c6f9b is dead"}`}},
		logoutPath:  {{500, `{"error_code":"50252","error_desc":"85fe3222f362e3b6e943e483bd9c6f9b failed"}`}},
	})
	for _, name := range []string{"login", "refresh", "check", "logout"} {
		message := call(t, client, name).Error()
		for _, secret := range []string{app.Secret, "1a2b3c4d5e6f708192a3b4c5d6e7f809", "85fe3222f362e3b6e943e483bd9c6f9b"} {
			if strings.Contains(message, secret) {
				t.Errorf("the error of %s shows a secret: %s", name, message)
			}
		}
		if !strings.Contains(message, "[redacted]") {
			t.Errorf("the error of %s does not show the platform's words: %s", name, message)
		}
	}
}
