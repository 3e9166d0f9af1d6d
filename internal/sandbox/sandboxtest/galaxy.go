package sandboxtest

import (
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"testing"
)

// GalaxyAccount is a Galaxy Store service account and its private key, which
// the sandbox itself does not hold.
type GalaxyAccount struct {
	ID              string   `json:"id"`
	Scopes          []string `json:"scopes"`
	PublicKeySHA256 string   `json:"public_key_sha256"`
	// PrivateKey is the key in PKCS#8 PEM; Key is the same, parsed.
	PrivateKey string          `json:"-"`
	Key        *rsa.PrivateKey `json:"-"`
}

// GalaxyURL is the endpoint of the simulated Galaxy Store.
func (s *Sandbox) GalaxyURL() string { return s.URL + "/galaxy" }

// CreateGalaxyAccount creates a service account with these scopes; none given means both.
func (s *Sandbox) CreateGalaxyAccount(t testing.TB, scopes ...string) GalaxyAccount {
	t.Helper()
	if len(scopes) == 0 {
		scopes = []string{"publishing", "gss"}
	}
	return s.CreateGalaxyAccountWithKey(t, "", RSAKey(), scopes...)
}

// CreateGalaxyAccountWithKey creates a service account with an id (made up when empty), key and scopes of the test's choice.
func (s *Sandbox) CreateGalaxyAccountWithKey(t testing.TB, id string, key *rsa.PrivateKey, scopes ...string) GalaxyAccount {
	t.Helper()
	account := GalaxyAccount{PrivateKey: PKCS8PEM(key), Key: key}
	s.Console(t, http.MethodPost, "/galaxy/accounts", map[string]any{
		"id": id, "public_key": PublicPEM(&key.PublicKey), "scopes": append([]string{}, scopes...),
	}, &account)
	return account
}

// DeleteGalaxyAccount deletes a service account, which revokes its tokens.
func (s *Sandbox) DeleteGalaxyAccount(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/galaxy/accounts/"+id, nil, nil)
}

// RestoreGalaxyAccount brings a deleted account back with the same key.
func (s *Sandbox) RestoreGalaxyAccount(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/galaxy/accounts/"+id+"/restore", nil, nil)
}

// SetGalaxyScopes sets what a service account is granted.
func (s *Sandbox) SetGalaxyScopes(t testing.TB, id string, scopes ...string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/galaxy/accounts/"+id+"/scopes", map[string]any{"scopes": append([]string{}, scopes...)}, nil)
}

// ReplaceGalaxyKey gives the account another key and returns the account with it.
func (s *Sandbox) ReplaceGalaxyKey(t testing.TB, account GalaxyAccount) GalaxyAccount {
	t.Helper()
	key := RSAKey(account.Key)
	replaced := GalaxyAccount{PrivateKey: PKCS8PEM(key), Key: key}
	s.Console(t, http.MethodPut, "/galaxy/accounts/"+account.ID+"/key",
		map[string]string{"public_key": PublicPEM(&key.PublicKey)}, &replaced)
	return replaced
}

// LiveGalaxyTokens is how many tokens of the account are valid; of all accounts when id is empty.
func (s *Sandbox) LiveGalaxyTokens(t testing.TB, id string) int {
	t.Helper()
	var out struct {
		Live     int `json:"live"`
		Accounts []struct {
			ID   string `json:"service_account_id"`
			Live int    `json:"live"`
		} `json:"accounts"`
	}
	s.Console(t, http.MethodGet, "/galaxy/tokens", nil, &out)
	if id == "" {
		return out.Live
	}
	for _, account := range out.Accounts {
		if account.ID == id {
			return account.Live
		}
	}
	return 0
}

// RevokeGalaxyTokens revokes every token of the account, which nobody can do at the real service.
func (s *Sandbox) RevokeGalaxyTokens(t testing.TB, id string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/galaxy/accounts/"+id+"/tokens", nil, nil)
}

// GalaxyApp is what an app is generated from; every field may be empty.
type GalaxyApp struct {
	ContentID   string `json:"content_id,omitempty"`
	Title       string `json:"title,omitempty"`
	PackageName string `json:"package_name,omitempty"`
	// Status is the contentStatus on sale (FOR_SALE); Registration that of a second record, none when empty.
	Status          string   `json:"status,omitempty"`
	Registration    string   `json:"registration,omitempty"`
	VersionCode     string   `json:"version_code,omitempty"`
	VersionName     string   `json:"version_name,omitempty"`
	Price           string   `json:"price,omitempty"`
	Languages       []string `json:"languages,omitempty"`
	PublicationType string   `json:"publication_type,omitempty"`
}

// AddGalaxyApp adds an app and returns its content id.
func (s *Sandbox) AddGalaxyApp(t testing.TB, app GalaxyApp) string {
	t.Helper()
	var out struct {
		ContentID string `json:"content_id"`
	}
	s.Console(t, http.MethodPost, "/galaxy/apps", app, &out)
	return out.ContentID
}

// PutGalaxyApp sets an app's raw elements of contentList and contentInfo.
func (s *Sandbox) PutGalaxyApp(t testing.TB, contentID string, list, info []json.RawMessage) {
	t.Helper()
	s.Console(t, http.MethodPut, "/galaxy/apps/"+contentID, map[string]any{"list": list, "info": info}, nil)
}

// RemoveGalaxyApp removes an app.
func (s *Sandbox) RemoveGalaxyApp(t testing.TB, contentID string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/galaxy/apps/"+contentID, nil, nil)
}

// MakeGalaxyAppForeign makes an app another seller's: not listed, 4008 when asked for.
func (s *Sandbox) MakeGalaxyAppForeign(t testing.TB, contentID string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/galaxy/apps/"+contentID+"/foreign", nil, nil)
}
