package sandboxtest

import (
	"encoding/json"
	"net/http"
	"testing"
)

// AmazonProfile is a security profile; its secret is given once.
type AmazonProfile struct {
	ClientID     string `json:"client_id,omitempty"`
	ClientSecret string `json:"client_secret,omitempty"`
	// SecretForm is the form of a secret that is made up: v1 when left out, or hex.
	SecretForm string `json:"secret_form,omitempty"`
	// APIs are app_submission and reporting; Scopes are other scopes.
	APIs   []string `json:"apis,omitempty"`
	Scopes []string `json:"scopes,omitempty"`
}

// LWAURL is the endpoint of the simulated Login with Amazon.
func (s *Sandbox) LWAURL() string { return s.URL + "/lwa" }

// CreateAmazonProfile creates a security profile that is attached to these APIs.
func (s *Sandbox) CreateAmazonProfile(t testing.TB, apis ...string) AmazonProfile {
	t.Helper()
	return s.AddAmazonProfile(t, AmazonProfile{APIs: apis})
}

// AddAmazonProfile creates a security profile of the test's choice; what is empty is made up.
func (s *Sandbox) AddAmazonProfile(t testing.TB, profile AmazonProfile) AmazonProfile {
	t.Helper()
	return answer[AmazonProfile](t, s, http.MethodPost, "/amazon/profiles", profile)
}

// DeleteAmazonProfile deletes a security profile.
func (s *Sandbox) DeleteAmazonProfile(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/amazon/profiles/"+id, nil, nil)
}

// RestoreAmazonProfile restores a deleted security profile as it was.
func (s *Sandbox) RestoreAmazonProfile(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/profiles/"+id+"/restore", nil, nil)
}

// AttachAmazonProfile attaches a security profile to an API: app_submission or reporting.
func (s *Sandbox) AttachAmazonProfile(t testing.TB, id, api string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/profiles/"+id+"/attach", map[string]string{"api": api}, nil)
}

// DetachAmazonProfile detaches a security profile from an API.
func (s *Sandbox) DetachAmazonProfile(t testing.TB, id, api string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/profiles/"+id+"/detach", map[string]string{"api": api}, nil)
}

// AttachAmazonScope gives a security profile another scope, such as messaging:push.
func (s *Sandbox) AttachAmazonScope(t testing.TB, id, scope string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/profiles/"+id+"/attach", map[string]string{"scope": scope}, nil)
}

// DetachAmazonScope takes a scope away.
func (s *Sandbox) DetachAmazonScope(t testing.TB, id, scope string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/profiles/"+id+"/detach", map[string]string{"scope": scope}, nil)
}

// RotateAmazonSecret gives a security profile another secret and returns it. With
// keepPrevious the previous one keeps working.
func (s *Sandbox) RotateAmazonSecret(t testing.TB, id string, keepPrevious bool) string {
	t.Helper()
	return answer[AmazonProfile](t, s, http.MethodPost, "/amazon/profiles/"+id+"/rotate", map[string]bool{"keep_previous": keepPrevious}).ClientSecret
}

// SetAmazonUnauthorized decides whether a security profile may use client credentials at all.
func (s *Sandbox) SetAmazonUnauthorized(t testing.TB, id string, unauthorized bool) {
	t.Helper()
	s.Console(t, http.MethodPut, "/amazon/profiles/"+id+"/unauthorized", map[string]bool{"unauthorized": unauthorized}, nil)
}

// RevokeAmazonTokens revokes every token of a security profile, which nobody can do at the real service.
func (s *Sandbox) RevokeAmazonTokens(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/profiles/"+id+"/revoke-tokens", nil, nil)
}

// AmazonApp is what an app is made from; every field may be empty.
type AmazonApp struct {
	AppID       string `json:"app_id,omitempty"`
	PackageName string `json:"package_name,omitempty"`
	Title       string `json:"title,omitempty"`
	// State is published when left out, or incomplete, in_review, suppressed.
	State string `json:"state,omitempty"`
	// Languages are the keys of the listings, the first being the default.
	Languages []string `json:"languages,omitempty"`
	// RecentChanges is null when left out.
	RecentChanges *string `json:"recent_changes,omitempty"`
	VersionCode   int64   `json:"version_code,omitempty"`
	// Listings, Details and APKs replace what is generated.
	Listings map[string]json.RawMessage `json:"listings,omitempty"`
	Details  json.RawMessage            `json:"details,omitempty"`
	APKs     []json.RawMessage          `json:"apks,omitzero"`
}

// AddAmazonApp adds an app and returns its id. It has no open edit unless it is in review.
func (s *Sandbox) AddAmazonApp(t testing.TB, app AmazonApp) string {
	t.Helper()
	var out struct {
		AppID string `json:"app_id"`
	}
	s.Console(t, http.MethodPost, "/amazon/apps", app, &out)
	return out.AppID
}

// RemoveAmazonApp removes an app.
func (s *Sandbox) RemoveAmazonApp(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/amazon/apps/"+id, nil, nil)
}

// SetAmazonAppState sets an app's state: published, incomplete, in_review or suppressed.
func (s *Sandbox) SetAmazonAppState(t testing.TB, id, state string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/amazon/apps/"+id+"/state", map[string]string{"state": state}, nil)
}

// MakeAmazonAppForeign makes an app another account's.
func (s *Sandbox) MakeAmazonAppForeign(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/apps/"+id+"/foreign", nil, nil)
}

// OpenAmazonEdit opens an edit in the console and returns its id. status is IN_PROGRESS when empty.
func (s *Sandbox) OpenAmazonEdit(t testing.TB, id, status string) string {
	t.Helper()
	in := map[string]string{}
	if status != "" {
		in["status"] = status
	}
	var out struct {
		Edit struct {
			ID string `json:"id"`
		} `json:"edit"`
	}
	s.Console(t, http.MethodPost, "/amazon/apps/"+id+"/edit", in, &out)
	return out.Edit.ID
}

// DiscardAmazonEdit throws the app's edit away.
func (s *Sandbox) DiscardAmazonEdit(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/amazon/apps/"+id+"/edit", nil, nil)
}

// SubmitAmazonEdit submits the app's edit to review.
func (s *Sandbox) SubmitAmazonEdit(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/apps/"+id+"/edit/submit", nil, nil)
}

// ApproveAmazonEdit ends the review: the app's edit is live.
func (s *Sandbox) ApproveAmazonEdit(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/amazon/apps/"+id+"/edit/approve", nil, nil)
}
