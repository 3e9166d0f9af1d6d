package iotroom_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// trusting is a TLS configuration that trusts the platform's authority and nothing else.
func (w *world) trusting() *tls.Config {
	w.T.Helper()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(w.IoTTLS(w.T).CACertificate)) {
		w.T.Fatal("the authority's certificate is not PEM")
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
}

// presenting adds a client certificate. It is sent even if the server does not
// name its issuer, in which case a Go client would not send it by default.
func (w *world) presenting(certificate, key string) *tls.Config {
	w.T.Helper()
	pair, err := tls.X509KeyPair([]byte(certificate), []byte(key))
	if err != nil {
		w.T.Fatalf("the client's certificate and key: %v", err)
	}
	config := w.trusting()
	config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	return config
}

// over lets the world's calls go to another base with this TLS configuration.
func (w *world) over(base string, config *tls.Config) {
	transport := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true}
	w.T.Cleanup(transport.CloseIdleConnections)
	w.Base, w.Client = base, &http.Client{Transport: transport}
}

// fails makes a login that must not get through, and returns its error's text.
func (w *world) fails() string {
	w.T.Helper()
	req, err := http.NewRequestWithContext(w.T.Context(), http.MethodPost, w.Base+loginPath, strings.NewReader("appId=x&secret=x"))
	if err != nil {
		w.T.Fatal(err)
	}
	resp, err := w.Client.Do(req)
	if err == nil {
		resp.Body.Close()
		w.T.Errorf("%s answered %d", w.Base, resp.StatusCode)
		return ""
	}
	if n := w.Count(w.T, "", "/iot/*"); n != 0 {
		w.T.Errorf("%d requests reached the platform", n)
	}
	return err.Error()
}

func (w *world) failsWith(words ...string) {
	w.T.Helper()
	text := w.fails()
	for _, word := range words {
		if strings.Contains(text, word) {
			return
		}
	}
	w.T.Errorf("error %q, want one of %q", text, words)
}

// notes is what the journal has noted of the last login.
func (w *world) notes() map[string]string {
	w.T.Helper()
	logins := w.Journal(w.T, "POST", "/iot"+loginPath)
	if len(logins) == 0 {
		w.T.Fatal("no login is journaled")
	}
	return logins[len(logins)-1].Notes
}

var tlsSamples = map[string]func(*world){
	"tls-one-way": func(w *world) {
		side := w.IoTTLS(w.T)
		w.over(side.OneWay, w.trusting())
		w.alive(w.ownLogin().Access)
		if notes := w.notes(); notes["tls"] != "one_way" || notes["client_certificate"] != "" || notes["application"] != w.app.AppID {
			w.T.Errorf("journaled as %v", notes)
		}
		w.over(strings.Replace(side.OneWay, "127.0.0.1", "localhost", 1), w.trusting())
		w.ownLogin()
		resp, _ := w.Send(http.MethodGet, devicesPath, nil, "")
		if resp.ProtoMajor != 1 {
			w.T.Errorf("the platform speaks HTTP/%d", resp.ProtoMajor)
		}
	},
	"tls-two-way": func(w *world) {
		side := w.IoTTLS(w.T)
		w.over(side.TwoWay, w.trusting())
		w.failsWith("bad certificate", "handshake failure", "certificate required")
		w.over(side.TwoWay, w.presenting(side.StrangerCertificate, side.StrangerKey))
		w.failsWith("bad certificate", "unknown certificate authority", "handshake failure", "certificate required")
		w.over(side.TwoWay, w.presenting(side.ClientCertificate, side.ClientKey))
		w.alive(w.ownLogin().Access)
		if notes := w.notes(); notes["tls"] != "two_way" || notes["client_certificate"] != "northbound-application" {
			w.T.Errorf("journaled as %v", notes)
		}
	},
	"tls-two-way-13": func(w *world) {
		side := w.IoTTLS(w.T)
		// The connection may be closed before the client has read the cause, so the words are not checked.
		w.over(side.TwoWayTLS13, w.trusting())
		w.fails()
		old := w.presenting(side.ClientCertificate, side.ClientKey)
		old.MaxVersion = tls.VersionTLS12
		w.over(side.TwoWayTLS13, old)
		w.failsWith("protocol version")
		w.over(side.TwoWayTLS13, w.presenting(side.ClientCertificate, side.ClientKey))
		w.ownLogin()
		if notes := w.notes(); notes["tls"] != "two_way_tls13" || notes["client_certificate"] != "northbound-application" {
			w.T.Errorf("journaled as %v", notes)
		}
	},
	"tls-wrong-ca": func(w *world) {
		w.over(w.IoTTLS(w.T).WrongCA, w.trusting())
		w.failsWith("signed by unknown authority")
	},
	"tls-wrong-name": func(w *world) {
		side := w.IoTTLS(w.T)
		w.over(side.WrongName, w.trusting())
		w.failsWith("doesn't contain any IP SANs", "127.0.0.1")
		named := w.trusting()
		named.ServerName = side.ServerName
		w.over(side.WrongName, named)
		w.ownLogin()
	},
	"tls-expired": func(w *world) {
		w.over(w.IoTTLS(w.T).Expired, w.trusting())
		w.failsWith("certificate has expired")
	},
}

// Each sandbox has an authority of its own, whose certificates another sandbox's clients do not trust.
func TestTwoSandboxesDoNotTrustEachOther(t *testing.T) {
	w, other := newWorld(t), sandboxtest.Start(t)
	w.over(other.IoTTLS(t).OneWay, w.trusting())
	w.failsWith("signed by unknown authority")
}

func TestListenersEndWithTheSandbox(t *testing.T) {
	var side sandboxtest.IoTTLS
	t.Run("serve", func(t *testing.T) {
		side = sandboxtest.Start(t).IoTTLS(t)
	})
	for _, base := range []string{side.OneWay, side.TwoWay, side.TwoWayTLS13, side.WrongCA, side.WrongName, side.Expired} {
		if base == "" {
			t.Error("a mode has no address")
			continue
		}
		conn, err := tls.Dial("tcp", strings.TrimPrefix(base, "https://"), &tls.Config{InsecureSkipVerify: true})
		if err == nil {
			conn.Close()
			t.Errorf("%s still listens", base)
		}
	}
}

// Faults break the bare connection under TLS too.
func TestFaultsReachTheTLSListeners(t *testing.T) {
	w := newWorld(t)
	w.over(w.IoTTLS(t).OneWay, w.trusting())
	w.SetFault(t, sandboxtest.Fault{Prefix: "/iot", Method: "POST", Path: loginPath, Kind: "reset_after", Times: 1})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.Base+loginPath,
		strings.NewReader("appId="+w.app.AppID+"&secret="+w.app.Secret))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", formType)
	if resp, err := w.Client.Do(req); err == nil {
		resp.Body.Close()
		t.Errorf("answered %d in spite of the reset", resp.StatusCode)
	}
	if access, _ := w.LiveIoTTokens(t, w.app.AppID); !access {
		t.Error("the platform did not act before the reset")
	}
	w.ownLogin()
}
