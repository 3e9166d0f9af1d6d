package sandboxtest

import (
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"testing"
)

// AGCClient is an API client of AppGallery Connect. The secret is only in the
// answer that created it.
type AGCClient struct {
	ID     string `json:"client_id,omitempty"`
	Secret string `json:"client_secret,omitempty"`
	// ProjectID is empty for N/A, the team level.
	ProjectID string `json:"project_id,omitempty"`
	// Roles are the Administrator's when left out.
	Roles []string `json:"roles,omitempty"`
	// Kind is connect_api when left out; oauth and hms are credentials of the wrong kind.
	Kind string `json:"kind,omitempty"`
	// CredentialFile is the JSON file that the console offers for download.
	CredentialFile json.RawMessage `json:"credential_file,omitempty"`
}

// AGCServiceAccount is a service account of AppGallery Connect and its private
// key, which the sandbox itself does not hold.
type AGCServiceAccount struct {
	ID        string `json:"sub_account"`
	KeyID     string `json:"key_id"`
	ProjectID string `json:"project_id"`
	// KeyFile is the JSON key file; PrivateKey is the PEM in it, Key is the same, parsed.
	KeyFile    string          `json:"-"`
	PrivateKey string          `json:"-"`
	Key        *rsa.PrivateKey `json:"-"`
}

// CreateAGCClient creates a team-level API client with the role of Administrator.
func (s *Sandbox) CreateAGCClient(t testing.TB) AGCClient {
	t.Helper()
	return s.AddAGCClient(t, AGCClient{})
}

// AddAGCClient creates an API client of the test's choice; what is empty is made up.
func (s *Sandbox) AddAGCClient(t testing.TB, client AGCClient) AGCClient {
	t.Helper()
	return answer[AGCClient](t, s, http.MethodPost, "/agc/clients", client)
}

// DeleteAGCClient deletes an API client.
func (s *Sandbox) DeleteAGCClient(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/agc/clients/"+id, nil, nil)
}

// RestoreAGCClient restores a deleted API client as it was.
func (s *Sandbox) RestoreAGCClient(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/agc/clients/"+id+"/restore", nil, nil)
}

// SetAGCClientProject sets an API client's project; "" is N/A.
func (s *Sandbox) SetAGCClientProject(t testing.TB, id, project string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/clients/"+id+"/project", map[string]string{"project_id": project}, nil)
}

// SetAGCClientRoles sets an API client's roles: Administrator, App manager and
// App release may publish; Operations and others may not.
func (s *Sandbox) SetAGCClientRoles(t testing.TB, id string, roles ...string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/clients/"+id+"/roles", map[string]any{"roles": append([]string{}, roles...)}, nil)
}

// MoveAGCClient moves an API client to another site: "unknown" or "refused" say
// how it looks from this one, "" brings it back.
func (s *Sandbox) MoveAGCClient(t testing.TB, id, elsewhere string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/clients/"+id+"/elsewhere", map[string]string{"elsewhere": elsewhere}, nil)
}

// ResetAGCClientKey resets an API client's key and returns the client with the new one.
func (s *Sandbox) ResetAGCClientKey(t testing.TB, id string) AGCClient {
	t.Helper()
	return answer[AGCClient](t, s, http.MethodPost, "/agc/clients/"+id+"/reset-key", nil)
}

// RevokeAGCTokens revokes every token of an API client, which nobody can do at the real service.
func (s *Sandbox) RevokeAGCTokens(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/agc/clients/"+id+"/revoke-tokens", nil, nil)
}

// CreateAGCServiceAccount creates a developer-level service account that may release apps.
func (s *Sandbox) CreateAGCServiceAccount(t testing.TB) AGCServiceAccount {
	t.Helper()
	return s.CreateAGCServiceAccountOf(t, "", RSAKey(), "App release")
}

// CreateAGCServiceAccountOf creates a service account with a project ("" is
// developer level), key and roles of the test's choice.
func (s *Sandbox) CreateAGCServiceAccountOf(t testing.TB, project string, key *rsa.PrivateKey, roles ...string) AGCServiceAccount {
	t.Helper()
	return s.agcServiceAccount(t, http.MethodPost, "/agc/service-accounts", key, map[string]any{
		"project_id": project, "public_key": PublicPEM(&key.PublicKey), "roles": append([]string{}, roles...),
	})
}

// ReplaceAGCServiceAccountKey gives a service account another key and returns the account with it.
func (s *Sandbox) ReplaceAGCServiceAccountKey(t testing.TB, account AGCServiceAccount) AGCServiceAccount {
	t.Helper()
	key := RSAKey(account.Key)
	return s.agcServiceAccount(t, http.MethodPut, "/agc/service-accounts/"+account.ID+"/key", key,
		map[string]any{"public_key": PublicPEM(&key.PublicKey)})
}

// agcServiceAccount makes a console call that gives a key file, and puts the private key into the file.
func (s *Sandbox) agcServiceAccount(t testing.TB, method, path string, key *rsa.PrivateKey, in any) AGCServiceAccount {
	t.Helper()
	var out struct {
		AGCServiceAccount
		KeyFile map[string]string `json:"key_file"`
	}
	s.Console(t, method, path, in, &out)
	account := out.AGCServiceAccount
	account.Key, account.PrivateKey = key, PKCS8PEM(key)
	out.KeyFile["private_key"] = account.PrivateKey
	file, err := json.Marshal(out.KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	account.KeyFile = string(file)
	return account
}

// DeleteAGCServiceAccount deletes a service account.
func (s *Sandbox) DeleteAGCServiceAccount(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/agc/service-accounts/"+id, nil, nil)
}

// RestoreAGCServiceAccount restores a deleted service account with its key.
func (s *Sandbox) RestoreAGCServiceAccount(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/agc/service-accounts/"+id+"/restore", nil, nil)
}

// SetAGCServiceAccountProject sets a service account's project; "" is developer level.
func (s *Sandbox) SetAGCServiceAccountProject(t testing.TB, id, project string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/service-accounts/"+id+"/project", map[string]string{"project_id": project}, nil)
}

// SetAGCServiceAccountRoles sets a service account's roles.
func (s *Sandbox) SetAGCServiceAccountRoles(t testing.TB, id string, roles ...string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/service-accounts/"+id+"/roles", map[string]any{"roles": append([]string{}, roles...)}, nil)
}

// MoveAGCServiceAccount moves a service account to another site, whose tokens this one refuses; "" brings it back.
func (s *Sandbox) MoveAGCServiceAccount(t testing.TB, id, elsewhere string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/service-accounts/"+id+"/elsewhere", map[string]string{"elsewhere": elsewhere}, nil)
}

// SetAGCAccountState sets the developer account's state: active, suspended, no_user_info or no_developer.
func (s *Sandbox) SetAGCAccountState(t testing.TB, state string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/account", map[string]string{"state": state}, nil)
}

// AGCApp is what an app is generated from; every field may be empty.
type AGCApp struct {
	AppID       string `json:"app_id,omitempty"`
	Name        string `json:"name,omitempty"`
	PackageName string `json:"package_name,omitempty"`
	// PackageType is 1 APK, 2 RPK, 7 HarmonyOS, 8 EXE.
	PackageType int `json:"package_type,omitempty"`
	// Draft makes an app without a package: release state 7 and no version fields.
	Draft                bool            `json:"draft,omitempty"`
	ReleaseState         int             `json:"release_state,omitempty"`
	Languages            []string        `json:"languages,omitempty"`
	VersionNumber        string          `json:"version_number,omitempty"`
	VersionCode          int64           `json:"version_code,omitempty"`
	OnShelfVersionNumber string          `json:"on_shelf_version_number,omitempty"`
	OnShelfVersionCode   int64           `json:"on_shelf_version_code,omitempty"`
	AuditOpinion         string          `json:"audit_opinion,omitempty"`
	PublishCountry       string          `json:"publish_country,omitempty"`
	Phased               *AGCPhasedState `json:"phased,omitempty"`
}

// AGCPhasedState is an app's phased release; every field may be empty.
type AGCPhasedState struct {
	// State is RELEASE, SUSPEND, CANCEL or DRAFT.
	State string `json:"state,omitempty"`
	// Percent is text such as "10.00".
	Percent       string `json:"percent,omitempty"`
	Description   string `json:"description,omitempty"`
	ReleaseState  int    `json:"release_state,omitempty"`
	VersionNumber string `json:"version_number,omitempty"`
	VersionCode   int64  `json:"version_code,omitempty"`
}

// AddAGCApp adds an app and returns its id.
func (s *Sandbox) AddAGCApp(t testing.TB, app AGCApp) string {
	t.Helper()
	var out struct {
		AppID string `json:"app_id"`
	}
	s.Console(t, http.MethodPost, "/agc/apps", app, &out)
	return out.AppID
}

// SetAGCAppInfo makes app-info answer with these members beside ret.
func (s *Sandbox) SetAGCAppInfo(t testing.TB, id string, members json.RawMessage) {
	t.Helper()
	s.Console(t, http.MethodPut, "/agc/apps/"+id+"/info", members, nil)
}

// RemoveAGCApp removes an app.
func (s *Sandbox) RemoveAGCApp(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/agc/apps/"+id, nil, nil)
}

// MakeAGCAppForeign makes an app another team's: neither listed nor visible.
func (s *Sandbox) MakeAGCAppForeign(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/agc/apps/"+id+"/foreign", nil, nil)
}
