// Package amazonprobe is the probes of the Amazon Appstore: Login with Amazon (LWA), and the App Submission API.
package amazonprobe

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const (
	lwa      = "/lwa"
	appstore = "/appstore"

	idVariable     = "AMAZON_APPSTORE_CLIENT_ID"
	secretVariable = "AMAZON_APPSTORE_CLIENT_SECRET" //nolint:gosec // a name

	submission = "appstore::apps:readwrite"
	reporting  = "adx_reporting::appstore:marketer"

	tokenLine = "POST /auth/o2/token" //nolint:gosec // an address
	made      = "anything: ids, secrets and tokens are made up"
	refused   = "anything: the request is refused"
	reads     = "anything: it is a read, and no edit is opened"

	noApp     = "amzn1.devportal.mobileapp.00000000000000000000000000000000"
	noAppPath = "/api/appstore/v1/applications/" + noApp + "/edits"
)

// Suite is the Amazon Appstore's.
func Suite() probe.Suite {
	return probe.Suite{
		Vendor: "amazon",
		Notes: "Set " + idVariable + " and " + secretVariable + " of a security profile that is attached to the App Submission API for the level read.\n" +
			"Nobody can revoke a token: those that are obtained live for an hour. The probes share them.",
		Endpoints: func(env probe.Environment) (map[string]*url.URL, error) {
			tokens, err := probe.Endpoint(env, "AMAZON_LWA_ENDPOINT", lwa, "https://api.amazon.com")
			if err != nil {
				return nil, err
			}
			api, err := probe.Endpoint(env, "AMAZON_APPSTORE_ENDPOINT", appstore, "https://developer.amazon.com")
			return map[string]*url.URL{lwa: tokens, appstore: api}, err
		},
		Missing: func(env probe.Environment) string {
			if env(idVariable) == "" || env(secretVariable) == "" {
				return "set " + idVariable + " and " + secretVariable
			}
			return ""
		},
		Known: func(env probe.Environment) map[string]string {
			return map[string]string{"client_id": env(idVariable), "client_secret": env(secretVariable), "basic": basic(env(idVariable), env(secretVariable))}
		},
		Prepare: func(console probe.Console, env probe.Environment) error {
			return create(console, env, env(secretVariable), true)
		},
		Refusing: []func(probe.Console, probe.Environment) error{
			func(probe.Console, probe.Environment) error { return nil },
			func(console probe.Console, env probe.Environment) error {
				return create(console, env, env(secretVariable), false)
			},
		},
		Gate:   "Z12",
		Probes: slices.Concat(anonymous(), addresses(), profiles(), gateway()),
	}
}

func create(console probe.Console, env probe.Environment, secret string, attached bool) error {
	apis := []string{}
	if attached {
		apis = []string{"app_submission", "reporting"}
	}
	return console(http.MethodPost, "/amazon/profiles", map[string]any{"client_id": env(idVariable), "client_secret": secret, "apis": apis}, nil)
}

func basic(id, secret string) string {
	return base64.StdEncoding.EncodeToString([]byte(id + ":" + secret))
}

// form is the good parameters with these changes; an empty value takes a parameter away.
func form(id, secret string, changes map[string]string) url.Values {
	values := url.Values{"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {secret}, "scope": {submission}}
	for name, value := range changes {
		values.Set(name, value)
		if value == "" {
			values.Del(name)
		}
	}
	return values
}

func tokenCall(contentType, body string) probe.Call {
	return probe.Call{Method: http.MethodPost, At: lwa, Path: "/auth/o2/token", Body: body, Header: map[string]string{"Content-Type": contentType}}
}

const formType = "application/x-www-form-urlencoded"

func formCall(values url.Values) probe.Call { return tokenCall(formType, values.Encode()) }

// jsonCall sends the same parameters as JSON.
func jsonCall(values url.Values) probe.Call {
	object := map[string]string{}
	for name := range values {
		object[name] = values.Get(name)
	}
	return tokenCall("application/json", probe.Encode(object))
}

// basicCall sends id and secret in the header.
func basicCall(id, secret string) probe.Call {
	c := formCall(form(id, secret, map[string]string{"client_id": "", "client_secret": ""}))
	c.Header["Authorization"] = "Basic " + basic(id, secret)
	return c
}

func own(s *probe.Session) (id, secret string) { return s.Env(idVariable), s.Env(secretVariable) }

// learnToken takes the token out of an answer.
func learnToken(s *probe.Session, a probe.Answer) string {
	text := a.JSON("access_token")
	s.LearnForm("access_token", text)
	return text
}

// token is the token of a scope that the probes share.
func token(s *probe.Session, scope string) string {
	text := s.Shared(scope, func() string {
		id, secret := own(s)
		return learnToken(s, s.Setup(formCall(form(id, secret, map[string]string{"scope": scope}))))
	})
	if text == "" {
		s.Unprepared("the vendor gave no token")
	}
	s.LearnForm("access_token", text)
	return text
}

func api(path, bearer string) probe.Call {
	c := probe.Call{Method: http.MethodGet, At: appstore, Path: path, Header: map[string]string{}}
	if bearer != "" {
		c.Header["Authorization"] = "Bearer " + bearer
	}
	return c
}
