package amazonroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// The wire texts that the samples expect, written out by hand.
const (
	invalidClient = `{"error_description":"Client authentication failed","error":"invalid_client"}`
	invalidScope  = `{"error_description":"The request has an invalid parameter : scope","error":"invalid_scope"}`
	badGrantType  = `{"error_description":"The authorization grant type is not supported by the authorization server","error":"unsupported_grant_type"}`
	badType       = `{"error_description":"The Content-Type is not supported by the authorization server","error":"invalid_request"}`
	invalidToken  = `{"error_description":"The request has an invalid parameter : access_token","error":"invalid_token"}`

	notAuthorized = `{"Message":"Request is not authorized."}`
	notFound      = `{"httpCode":404,"message":"Not Found","errors":[{"errorCode":"error_resource_not_found","errorMessage":"The resource does not exist."}]}`
	noApp         = `{"httpCode":404,"message":"Not Found","errors":[{"errorCode":"error_app_not_found","errorMessage":"The app does not exist."}]}`
	noIfMatch     = `{"httpCode":400,"message":"Bad Request","errors":[{"errorCode":"required_data_absent","errorMessage":"If-Match header is required"}]}`
	stale         = `{"httpCode":412,"message":"Precondition Failed","errors":[{"errorCode":"error_etag_mismatch","errorMessage":"The If-Match header does not match the resource."}]}`
	noNewEdit     = `{"httpCode":412,"message":"Precondition Failed","errors":[{"errorCode":"error_new_version_creation_not_allowed","errorMessage":"Cannot create a new 'edit' for the app in it's current state."}]}`
	noNotes       = `{"httpCode":403,"message":"Forbidden","errors":[{"errorCode":"error_release_notes_incomplete","errorMessage":"The release notes are incomplete."}]}`

	submission = "appstore::apps:readwrite"
	reporting  = "adx_reporting::appstore:marketer"

	tokenPath = "/lwa/auth/o2/token"
	infoPath  = "/lwa/auth/o2/tokeninfo"
	appsPath  = "/appstore/api/appstore/v1/applications/"

	formType = "application/x-www-form-urlencoded"
	unknown  = "amzn1.devportal.mobileapp.00000000000000000000000000000000"
)

func missing(name string) string {
	return `{"error_description":"The request is missing a required parameter : ` + name + `","error":"invalid_request"}`
}

// granted is the token call's answer; token and secrets are not compared.
func granted(scope string) string {
	return `{"access_token":"<token>","scope":"` + scope + `","token_type":"bearer","expires_in":3600}`
}

// world is a developer account with one profile that is attached to the App Submission API.
type world struct {
	*sandboxtest.World
	profile sandboxtest.AmazonProfile
}

func newWorld(t *testing.T) *world {
	w := &world{World: sandboxtest.NewWorld(t, "amazon", "", "application/json", regexp.MustCompile(`("access_token":")([^"]+)(")`))}
	w.profile = w.CreateAmazonProfile(t, "app_submission")
	return w
}

func TestEveryBehaviourIsSeenOnTheWire(t *testing.T) {
	sandboxtest.EveryBehaviour(t, "amazon", newWorld,
		tokenSamples, attachmentSamples, tokenInfoSamples, gatewaySamples, editSamples, contentSamples)
}

// post makes a token call and returns the token if one was issued.
func (w *world) post(path string, headers map[string]string, body string, status int, want string) string {
	w.T.Helper()
	return strings.Join(w.Expect(http.MethodPost, path, headers, body, sandboxtest.Status(status), want), "")
}

// form is a good token request of these credentials.
func form(id, secret, scope string) url.Values {
	return url.Values{"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {secret}, "scope": {scope}}
}

// mint asks for a token with a form.
func (w *world) mint(values url.Values, status int, want string) string {
	w.T.Helper()
	return w.post(tokenPath, map[string]string{"Content-Type": formType}, values.Encode(), status, want)
}

// form is a good token request of the world's profile.
func (w *world) form(scope string) url.Values {
	return form(w.profile.ClientID, w.profile.ClientSecret, scope)
}

// token mints a token of the App Submission API.
func (w *world) token() string {
	w.T.Helper()
	return w.mint(w.form(submission), 200, granted(submission))
}

// call makes a call below /appstore and checks status and body to the byte. It returns the ETag.
func (w *world) call(method, path, token, ifMatch, body string, status int, want string) string {
	w.T.Helper()
	resp, got := w.Send(method, path, map[string]string{"If-Match": ifMatch, "Authorization": sandboxtest.Bearer(token)}, body)
	w.Equal(method+" "+path, resp, got, sandboxtest.Status(status), want)
	return resp.Header.Get("ETag")
}

// get is call for a GET below applications with a fresh token.
func (w *world) get(path string, status int, want string) string {
	w.T.Helper()
	return w.call(http.MethodGet, appsPath+path, w.token(), "", "", status, want)
}

// write is call for a change below applications with a fresh token.
func (w *world) write(method, path, ifMatch, body string, status int, want string) string {
	w.T.Helper()
	return w.call(method, appsPath+path, w.token(), ifMatch, body, status, want)
}

func edit(id, status string) string { return `{"id":"` + id + `","status":"` + status + `"}` }
