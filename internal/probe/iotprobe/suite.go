// Package iotprobe is the probes of Huawei's IoT platform (OceanConnect).
package iotprobe

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const (
	platform = "/iot"

	endpointVariable = "HUAWEI_IOT_ENDPOINT"
	idVariable       = "HUAWEI_IOT_APP_ID"
	secretVariable   = "HUAWEI_IOT_SECRET" //nolint:gosec // a name

	loginLine   = "POST /iocm/app/sec/v1.1.0/login"
	refreshLine = "POST /iocm/app/sec/v1.1.0/refreshToken"
	logoutLine  = "POST /iocm/app/sec/v1.1.0/logout"
	devicesLine = "GET /iocm/app/dm/v1.4.0/devices?pageNo=0&pageSize=1"

	made    = "anything: ids, secrets and tokens are made up"
	refused = "anything: the request is refused"
	ends    = "anything but this: a login ends the application's running token, and the new token is logged out at once"
)

// Suite is the IoT platform's.
func Suite() probe.Suite {
	return probe.Suite{
		Vendor: "iot",
		Notes: "Every operator has an address of its own: set " + endpointVariable + ". Set " + idVariable + " and " + secretVariable + " as well for the level read.\n" +
			"A login ends the application's running token, so probes with a login are asked only when they are named. Use an application that nobody uses.",
		Endpoints: func(env probe.Environment) (map[string]*url.URL, error) {
			u, err := probe.Endpoint(env, endpointVariable, platform, "")
			return map[string]*url.URL{platform: u}, err
		},
		TLS: tlsConfig,
		Missing: func(env probe.Environment) string {
			if env(idVariable) == "" || env(secretVariable) == "" {
				return "set " + idVariable + " and " + secretVariable
			}
			return ""
		},
		Known: func(env probe.Environment) map[string]string {
			return map[string]string{"app_id": env(idVariable), "secret": env(secretVariable), "client_key": env("HUAWEI_IOT_CLIENT_KEY")}
		},
		Prepare: func(console probe.Console, env probe.Environment) error {
			return create(console, env, env(secretVariable))
		},
		Refusing: []func(probe.Console, probe.Environment) error{
			func(probe.Console, probe.Environment) error { return nil },
			func(console probe.Console, env probe.Environment) error {
				if err := create(console, env, env(secretVariable)); err != nil {
					return err
				}
				return console(http.MethodPost, "/iot/applications/"+url.PathEscape(env(idVariable))+"/freeze", nil, nil)
			},
		},
		Gate:   "I1",
		Probes: slices.Concat(anonymous(), reads(), logins()),
	}
}

func create(console probe.Console, env probe.Environment, secret string) error {
	return console(http.MethodPost, "/iot/applications", map[string]any{"app_id": env(idVariable), "secret": secret}, nil)
}

// tlsConfig is the certificates of the environment. Its errors never quote them.
func tlsConfig(env probe.Environment) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: env("HUAWEI_IOT_SERVER_NAME")}
	if authority := env("HUAWEI_IOT_CA_CERTIFICATE"); authority != "" {
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM([]byte(authority)) {
			return nil, errors.New("HUAWEI_IOT_CA_CERTIFICATE holds no certificate in PEM")
		}
	}
	if certificate := env("HUAWEI_IOT_CLIENT_CERTIFICATE"); certificate != "" {
		pair, err := tls.X509KeyPair([]byte(certificate), []byte(env("HUAWEI_IOT_CLIENT_KEY")))
		if err != nil {
			return nil, errors.New("HUAWEI_IOT_CLIENT_CERTIFICATE and HUAWEI_IOT_CLIENT_KEY are not a certificate and its key in PEM")
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return config, nil
}
