package iotroom

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// serverName is the only name in the certificate of the wrong_name listener: a
// client that is told to expect it accepts that listener.
const serverName = "iot-platform.example"

// tlsSide is the listeners with TLS, and what a client needs for them.
type tlsSide struct {
	servers map[string]*harness.Server
	view    tlsView
}

// tlsView is what the console hands out. The keys are worth nothing outside of this sandbox.
type tlsView struct {
	// Endpoints is the base address by mode.
	Endpoints         map[string]string `json:"endpoints"`
	CACertificate     string            `json:"ca_certificate"`
	ClientCertificate string            `json:"client_certificate"`
	ClientKey         string            `json:"client_key"`
	// StrangerCertificate is a client certificate of an authority that the platform does not know.
	StrangerCertificate string `json:"stranger_certificate"`
	StrangerKey         string `json:"stranger_key"`
	// ServerName is what a client must expect at the wrong_name listener.
	ServerName string `json:"server_name"`
}

// mode is one way of TLS, on a listener of its own.
type mode struct {
	name string
	// by is the authority that issued the server's certificate, subject is whom it is issued for.
	by      *authority
	subject leaf
	// twoWay asks for a client certificate; version is the only TLS version when it is not zero.
	twoWay  bool
	version uint16
}

// modes are the listeners. Over TLS 1.2 a missing client certificate fails the
// handshake; over 1.3 the client learns of it only when it reads the answer.
func modes(platform, stranger *authority) []mode {
	here := leaf{commonName: "127.0.0.1", hosts: []string{"localhost"}, addresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}}
	elsewhere := leaf{commonName: serverName, hosts: []string{serverName}}
	expired := here
	expired.expired = true
	return []mode{
		{name: "one_way", by: platform, subject: here},
		{name: "two_way", by: platform, subject: here, twoWay: true, version: tls.VersionTLS12},
		{name: "two_way_tls13", by: platform, subject: here, twoWay: true, version: tls.VersionTLS13},
		{name: "wrong_ca", by: stranger, subject: here},
		{name: "wrong_name", by: platform, subject: elsewhere},
		{name: "expired", by: platform, subject: expired},
	}
}

// Open generates the authority and starts a listener for every mode.
func (room *Room) Open(serve func(prefix string) http.Handler) error {
	platform, err := newAuthority("IoT platform test authority")
	if err != nil {
		return err
	}
	stranger, err := newAuthority("Another test authority")
	if err != nil {
		return err
	}
	side := &tlsSide{servers: map[string]*harness.Server{}, view: tlsView{
		Endpoints: map[string]string{}, CACertificate: certificatePEM(platform.certificate.Raw), ServerName: serverName,
	}}
	if err := side.fill(platform, stranger, serve(prefix)); err != nil {
		return errors.Join(err, side.close())
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	room.tls = side
	return nil
}

func (side *tlsSide) fill(platform, stranger *authority, handler http.Handler) error {
	var err error
	v := &side.view
	if v.ClientCertificate, v.ClientKey, err = clientPair(platform); err != nil {
		return err
	}
	if v.StrangerCertificate, v.StrangerKey, err = clientPair(stranger); err != nil {
		return err
	}
	for _, m := range modes(platform, stranger) {
		server, err := m.listen(platform.pool(), handler)
		if err != nil {
			return err
		}
		side.servers[m.name] = server
		v.Endpoints[m.name] = "https://" + server.Addr().String()
	}
	return nil
}

// clientPair is a client certificate and its key in PEM.
func clientPair(a *authority) (certificate, key string, err error) {
	pair, err := a.issue(leaf{commonName: "northbound-application", usage: x509.ExtKeyUsageClientAuth})
	if err != nil {
		return "", "", err
	}
	key, err = keyPEM(pair)
	return certificatePEM(pair.Certificate[0]), key, err
}

// listen starts the mode's listener on a free port.
func (m mode) listen(clients *x509.CertPool, handler http.Handler) (*harness.Server, error) {
	m.subject.usage = x509.ExtKeyUsageServerAuth
	certificate, err := m.by.issue(m.subject)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{
		Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"},
	}
	if m.version != 0 {
		config.MinVersion, config.MaxVersion = m.version, m.version
	}
	if m.twoWay {
		config.ClientAuth, config.ClientCAs = tls.RequireAndVerifyClientCert, clients
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return harness.Serve(tls.NewListener(listener, config), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), modeKey{}, m.name)))
	})), nil
}

func (side *tlsSide) close() error {
	var errs []error
	for _, server := range side.servers {
		errs = append(errs, server.Close())
	}
	return errors.Join(errs...)
}

// Close ends the listeners.
func (room *Room) Close() error {
	room.mu.Lock()
	side := room.tls
	room.tls = nil
	room.mu.Unlock()
	if side == nil {
		return nil
	}
	return side.close()
}

type modeKey struct{}

// noteConnection notes the listener's mode and the subject of the client certificate.
func noteConnection(r *http.Request) {
	if name, ok := r.Context().Value(modeKey{}).(string); ok {
		harness.Note(r, "tls", name)
	}
	if r.TLS != nil && len(r.TLS.PeerCertificates) > 0 {
		harness.Note(r, "client_certificate", r.TLS.PeerCertificates[0].Subject.CommonName)
	}
}

func (room *Room) tlsRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/tls", About: "the TLS addresses by mode (one_way, two_way, two_way_tls13, wrong_ca, wrong_name, expired), and the certificates and keys in PEM that a client needs",
			Handle: room.showTLS},
	}
}

func (room *Room) showTLS(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	if room.tls == nil {
		return nil, harness.Refuse(http.StatusConflict, "The TLS listeners are not open: this sandbox is only a handler.")
	}
	return room.tls.view, nil
}
