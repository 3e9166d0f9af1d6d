package servicestageapi

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const expiredBody = `{"error_msg":"Incorrect IAM authentication information: calc aksk signature fail:signature expired, ` +
	`signature time:20260101T000000Z,server time:20260101T020000Z","error_code":"APIGW.0301","request_id":"1f"}`

// The clock is not the key: when it is right again, so is the key. But five failures lock a key, and these may count.
func TestAWrongClockDoesNotCloseTheGateAtOnce(t *testing.T) {
	t.Parallel()
	const route = "GET /git/auths/github/redirect"
	expired, address := answer{status: 401, body: expiredBody}, answer{status: 200, body: `{"url":"https://github.com/login?state=x"}`}
	w := serve(t, map[string][]answer{route: {expired, expired, address}})
	client := w.client(t)
	for range 2 {
		_, err := client.Redirect(t.Context(), "github", "")
		if !vendorhttp.HasSymptom(err, SymptomClock) || vendorhttp.KindOf(err) == vendorhttp.KindRejected {
			t.Errorf("%v", err)
		}
	}
	if _, err := client.Redirect(t.Context(), "github", ""); err != nil {
		t.Errorf("with a clock that is right again: %v", err)
	}
	w = serve(t, map[string][]answer{route: {expired}})
	client = w.client(t)
	for range 10 {
		if _, err := client.Redirect(t.Context(), "github", ""); !vendorhttp.HasSymptom(err, SymptomClock) {
			t.Errorf("%v", err)
		}
	}
	if n := w.count(route); n >= 5 {
		t.Errorf("%d signatures with a wrong date", n)
	}
}

// IAM's refusals have a status too, and no code of the gateway's.
func TestACallThatAnotherOneStandsForWasNeverSent(t *testing.T) {
	t.Parallel()
	refusal := &vendorhttp.Error{HTTPStatus: 401, Code: "IAM.0011", Symptom: SymptomIAMKeyRefused, Connected: true}
	if !neverSent(withheld{refusal}) || neverSent(refusal) || neverSent(nil) {
		t.Error("only what another call stands for was never sent")
	}
	g := newGate()
	_ = g.pass(t.Context(), func() error { return refusal })
	err := g.pass(t.Context(), func() error { t.Error("the call was made"); return nil })
	if !neverSent(err) || !vendorhttp.HasSymptom(err, SymptomIAMKeyRefused) {
		t.Errorf("%v", err)
	}
}

// A proxy in front of IAM says nothing about the key, and the next call may pass.
func TestAProxyInFrontOfIAMDoesNotCloseTheGate(t *testing.T) {
	t.Parallel()
	const route = "GET /v3/projects?name=cn-north-4"
	for name, refusal := range map[string]answer{
		"JSON": {status: 401, body: `{"message":"Unauthorized"}`}, "text": {status: 403, body: "RBAC: access denied"}, "page": {status: 401, body: "<html></html>"},
	} {
		at := newClock()
		w := serve(t, map[string][]answer{route: {refusal, {status: 200, body: `{"projects":[{"id":"` + testProject + `"}]}`}}, listRoute: {list()}})
		client := w.client(t, at.option, func(c *Config, _ *vendorhttp.Options) { c.ProjectID = "" })
		for range 3 {
			if _, err := client.List(t.Context()); err == nil || vendorhttp.KindOf(err) == vendorhttp.KindRejected || vendorhttp.KindOf(err) == vendorhttp.KindDenied {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.count(route); n != 1 {
			t.Errorf("%s: %d lookups for one failure", name, n)
		}
		at.advance(failureLifetime)
		if _, err := client.List(t.Context()); err != nil {
			t.Errorf("%s, later: %v", name, err)
		}
	}
}

// The gateway repeats what it took for the access key. Where the two were swapped, that is the secret key.
func TestNoCredentialIsInAnError(t *testing.T) {
	t.Parallel()
	const secret, token = "sk-c4nary-in-the-wrong-place", "sts-c4nary"
	w := serve(t, map[string][]answer{listRoute: {{status: 401, body: `{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: ak ` +
		secret + ` not exist, x-security-token:` + token + `"}`}}})
	client := w.client(t, func(c *Config, _ *vendorhttp.Options) {
		c.Credentials = Credentials{AccessKey: secret, SecretKey: "other", SecurityToken: token}
	})
	_, err := client.List(t.Context())
	if !vendorhttp.HasSymptom(err, SymptomUnknownKey) || strings.Contains(err.Error(), "c4nary") {
		t.Errorf("%v", err)
	}
}

func TestAnAddressThatNoBrowserOpensIsRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "github.com", "javascript:alert(1)", `https://github.com/\u001b[2J`, `https://github.com/ ::error::x`, `https://`} {
		w := serve(t, map[string][]answer{"GET /git/auths/github/redirect": {{status: 200, body: `{"url":"` + address + `"}`}}})
		if got, err := w.client(t).Redirect(t.Context(), "github", ""); err == nil {
			t.Errorf("%q is offered as %q", address, got)
		}
	}
}

func TestWhatAGitHostCallsItsUsersIsPrintable(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {{status: 200,
		body: `{"authorizations":[{"name":"platform.git-hub_1","repo_user":"tom\u001b[2J\n::error::x","repo_host":"https://\u202egit"}],"count":1}`}}})
	found, ok, err := w.client(t).Find(t.Context(), "platform.git-hub_1")
	if err != nil || !ok || found.RepoUser != `tom\x1b[2J\n\::error::x` || found.RepoHost != `https://\u202egit` {
		t.Errorf("%+v, %t, %v", found, ok, err)
	}
}
