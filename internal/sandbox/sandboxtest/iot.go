package sandboxtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"
	"time"
)

// IoTApplication is an application of the IoT platform.
type IoTApplication struct {
	AppID  string `json:"app_id"`
	Secret string `json:"secret"`
}

// IoTURL is the platform over plain HTTP.
func (s *Sandbox) IoTURL() string { return s.URL + "/iot" }

// IoTTLS is the platform over TLS: base addresses, and certificates and keys in PEM.
type IoTTLS struct {
	// OneWay asks for no client certificate. TwoWay demands one over TLS 1.2,
	// where the handshake fails without; TwoWayTLS13 over TLS 1.3, where the
	// refusal comes when the answer is read.
	OneWay, TwoWay, TwoWayTLS13 string
	// WrongCA has a certificate of another authority, WrongName one for
	// ServerName only, Expired one that has ended.
	WrongCA, WrongName, Expired string

	CACertificate                    string
	ClientCertificate, ClientKey     string
	StrangerCertificate, StrangerKey string
	ServerName                       string
}

// IoTTLS tells how to reach the platform over TLS.
func (s *Sandbox) IoTTLS(t testing.TB) IoTTLS {
	t.Helper()
	var out struct {
		Endpoints           map[string]string `json:"endpoints"`
		CACertificate       string            `json:"ca_certificate"`
		ClientCertificate   string            `json:"client_certificate"`
		ClientKey           string            `json:"client_key"`
		StrangerCertificate string            `json:"stranger_certificate"`
		StrangerKey         string            `json:"stranger_key"`
		ServerName          string            `json:"server_name"`
	}
	s.Console(t, http.MethodGet, "/iot/tls", nil, &out)
	return IoTTLS{
		OneWay: out.Endpoints["one_way"], TwoWay: out.Endpoints["two_way"], TwoWayTLS13: out.Endpoints["two_way_tls13"],
		WrongCA: out.Endpoints["wrong_ca"], WrongName: out.Endpoints["wrong_name"], Expired: out.Endpoints["expired"],
		CACertificate: out.CACertificate, ClientCertificate: out.ClientCertificate, ClientKey: out.ClientKey,
		StrangerCertificate: out.StrangerCertificate, StrangerKey: out.StrangerKey, ServerName: out.ServerName,
	}
}

// CreateIoTApplication creates an application.
func (s *Sandbox) CreateIoTApplication(t testing.TB) IoTApplication {
	t.Helper()
	return s.PutIoTApplication(t, IoTApplication{})
}

// PutIoTApplication creates an application with an id and a secret of the test's choice; empty ones are made up.
func (s *Sandbox) PutIoTApplication(t testing.TB, app IoTApplication) IoTApplication {
	t.Helper()
	s.Console(t, http.MethodPost, "/iot/applications", app, &app)
	return app
}

// FreezeIoTApplication freezes an application: login and refresh are refused.
func (s *Sandbox) FreezeIoTApplication(t testing.TB, appID string) {
	t.Helper()
	s.Console(t, http.MethodPost, applicationPath(appID)+"/freeze", nil, nil)
}

// UnfreezeIoTApplication unfreezes an application.
func (s *Sandbox) UnfreezeIoTApplication(t testing.TB, appID string) {
	t.Helper()
	s.Console(t, http.MethodPost, applicationPath(appID)+"/unfreeze", nil, nil)
}

// DeleteIoTApplication deletes an application, which ends its tokens.
func (s *Sandbox) DeleteIoTApplication(t testing.TB, appID string) {
	t.Helper()
	s.Console(t, http.MethodDelete, applicationPath(appID), nil, nil)
}

// ResetIoTSecret gives an application another secret and returns the application with it.
func (s *Sandbox) ResetIoTSecret(t testing.TB, appID string) IoTApplication {
	t.Helper()
	return answer[IoTApplication](t, s, http.MethodPost, applicationPath(appID)+"/reset-secret", nil)
}

// LoginIoTApplication logs in as the running application would, without a
// request in the journal. It ends the application's previous token.
func (s *Sandbox) LoginIoTApplication(t testing.TB, appID string) (accessToken, refreshToken string) {
	t.Helper()
	var out struct {
		AccessToken  string `json:"access_token"`
		RefreshToken string `json:"refresh_token"`
	}
	s.Console(t, http.MethodPost, applicationPath(appID)+"/login", nil, &out)
	return out.AccessToken, out.RefreshToken
}

// ExpireIoTToken lets the access token of an application expire; its refresh token stays valid.
func (s *Sandbox) ExpireIoTToken(t testing.TB, appID string) {
	t.Helper()
	s.Console(t, http.MethodPost, applicationPath(appID)+"/expire-token", nil, nil)
}

// ExpireIoTTokens lets the access token and the refresh tokens of an application expire.
func (s *Sandbox) ExpireIoTTokens(t testing.TB, appID string) {
	t.Helper()
	s.Console(t, http.MethodPost, applicationPath(appID)+"/expire-tokens", nil, nil)
}

// IoTTokenLives reports whether an access token is valid, without a request in the journal.
func (s *Sandbox) IoTTokenLives(t testing.TB, accessToken string) bool {
	t.Helper()
	var out struct {
		Live bool `json:"live"`
	}
	s.Console(t, http.MethodPost, "/iot/token-check", map[string]string{"access_token": accessToken}, &out)
	return out.Live
}

// LiveIoTTokens reports whether an application has a valid access token, and how many refresh tokens.
func (s *Sandbox) LiveIoTTokens(t testing.TB, appID string) (access bool, refresh int) {
	t.Helper()
	var out struct {
		Access  bool `json:"live_access_token"`
		Refresh int  `json:"live_refresh_tokens"`
	}
	s.Console(t, http.MethodGet, applicationPath(appID), nil, &out)
	return out.Access, out.Refresh
}

// SetIoTLifetimes sets how long tokens are valid that are issued from now on.
func (s *Sandbox) SetIoTLifetimes(t testing.TB, access, refresh time.Duration) {
	t.Helper()
	s.Console(t, http.MethodPost, "/iot/switches", map[string]string{
		"access_token_lifetime": access.String(), "refresh_token_lifetime": refresh.String(),
	}, nil)
}

// SetIoTDevices sets the raw elements of an application's device list.
func (s *Sandbox) SetIoTDevices(t testing.TB, appID string, devices ...json.RawMessage) {
	t.Helper()
	s.Console(t, http.MethodPut, applicationPath(appID)+"/devices", map[string]any{"devices": append([]json.RawMessage{}, devices...)}, nil)
}

// IoTRefusal is a code that the platform answers to a call, whatever the request.
type IoTRefusal struct {
	// Call is login, refresh, logout, or later for every call with a token.
	Call string `json:"call"`
	Code string `json:"code"`
	// Status and Text are the documented ones when empty; an unknown code needs them.
	Status int    `json:"status,omitempty"`
	Text   string `json:"text,omitempty"`
	// Times is how many calls are refused; 0 is all.
	Times int `json:"times,omitempty"`
}

// RefuseIoTCalls lets the platform refuse calls with a code.
func (s *Sandbox) RefuseIoTCalls(t testing.TB, refusal IoTRefusal) {
	t.Helper()
	s.Console(t, http.MethodPost, "/iot/refusals", refusal, nil)
}

// ClearIoTRefusals clears every refusal.
func (s *Sandbox) ClearIoTRefusals(t testing.TB) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/iot/refusals", nil, nil)
}

func applicationPath(appID string) string { return "/iot/applications/" + url.PathEscape(appID) }
