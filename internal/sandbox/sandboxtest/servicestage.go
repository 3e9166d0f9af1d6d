package sandboxtest

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// The project that exists from the start; its name is its region's.
const (
	ServiceStageRegion  = "cn-north-4"
	ServiceStageProject = "0123456789abcdef0123456789abcdef"
)

// IAMURL is the endpoint of the simulated IAM.
func (s *Sandbox) IAMURL() string { return s.URL + "/iam" }

// AccessKey is an AK/SK pair, with a security token when it is a temporary one.
type AccessKey struct {
	AccessKey     string `json:"access_key,omitempty"`
	SecretKey     string `json:"secret_key,omitempty"`
	SecurityToken string `json:"security_token,omitempty"`
}

// CreateAccessKey creates a permanent access key.
func (s *Sandbox) CreateAccessKey(t testing.TB) AccessKey {
	t.Helper()
	return s.PutAccessKey(t, AccessKey{})
}

// PutAccessKey creates an access key of the test's choice. Empty ids and secrets are
// made up; without a security token the key is permanent.
func (s *Sandbox) PutAccessKey(t testing.TB, key AccessKey) AccessKey {
	t.Helper()
	s.Console(t, http.MethodPost, "/servicestage/access-keys", key, &key)
	return key
}

// CreateTemporaryAccessKey creates an access key with a security token that expires after lifetime.
func (s *Sandbox) CreateTemporaryAccessKey(t testing.TB, lifetime time.Duration) AccessKey {
	t.Helper()
	return answer[AccessKey](t, s, http.MethodPost, "/servicestage/access-keys", map[string]any{"temporary": true, "lifetime": lifetime.String()})
}

// AccessKeyLocked reports whether five bad signatures have locked an access key.
func (s *Sandbox) AccessKeyLocked(t testing.TB, accessKey string) bool {
	t.Helper()
	var out struct {
		AccessKeys []struct {
			AccessKey string `json:"access_key"`
			Locked    bool   `json:"locked"`
		} `json:"access_keys"`
	}
	s.Console(t, http.MethodGet, "/servicestage/access-keys", nil, &out)
	for _, key := range out.AccessKeys {
		if key.AccessKey == accessKey {
			return key.Locked
		}
	}
	t.Fatalf("the sandbox has no access key %s", accessKey)
	return false
}

// DisableAccessKey disables an access key, which is then answered like an unknown one.
func (s *Sandbox) DisableAccessKey(t testing.TB, accessKey string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/servicestage/access-keys/"+accessKey+"/disable", nil, nil)
}

// CreateIAMToken makes an X-Auth-Token for a project; the first one when projectID is empty.
func (s *Sandbox) CreateIAMToken(t testing.TB, projectID string, lifetime time.Duration) string {
	t.Helper()
	var out struct {
		Token string `json:"token"`
	}
	s.Console(t, http.MethodPost, "/servicestage/tokens", map[string]any{"project_id": projectID, "lifetime": lifetime.String()}, &out)
	return out.Token
}

// PutIAMUser creates a user who may ask IAM for a token, or changes the password.
func (s *Sandbox) PutIAMUser(t testing.TB, domain, name, password string) {
	t.Helper()
	s.Console(t, http.MethodPost, "/servicestage/users", map[string]string{"domain": domain, "name": name, "password": password}, nil)
}

// AddProject adds a project with a region's name and returns its id.
func (s *Sandbox) AddProject(t testing.TB, name string) string {
	t.Helper()
	var out struct {
		ID string `json:"project_id"`
	}
	s.Console(t, http.MethodPost, "/servicestage/projects", map[string]string{"name": name}, &out)
	return out.ID
}

// RemoveProject removes a project and its authorizations.
func (s *Sandbox) RemoveProject(t testing.TB, projectID string) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/servicestage/projects/"+projectID, nil, nil)
}

// OAuthCallback is what the browser step leaves behind: the address bar, as
// copied and percent-decoded, and its two values.
type OAuthCallback struct {
	URL        string `json:"callback_url"`
	DecodedURL string `json:"decoded_callback_url"`
	Code       string `json:"code"`
	State      string `json:"state"`
}

// Browse does the browser step: it opens authorizeURL and signs in at the git host as user.
func (s *Sandbox) Browse(t testing.TB, authorizeURL, user string) OAuthCallback {
	t.Helper()
	return answer[OAuthCallback](t, s, http.MethodPost, "/servicestage/browser", map[string]string{"url": authorizeURL, "user": user})
}

// PutGitAccount says which user of a git host a token or password belongs to.
func (s *Sandbox) PutGitAccount(t testing.TB, secret, user string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/servicestage/git-accounts", map[string]any{"secret": secret, "user": user}, nil)
}

// RefuseGitSecret lets the git host refuse a token or password.
func (s *Sandbox) RefuseGitSecret(t testing.TB, secret string) {
	t.Helper()
	s.Console(t, http.MethodPut, "/servicestage/git-accounts", map[string]any{"secret": secret, "refused": true}, nil)
}

// Authorization is a git authorization in the console. These calls are about the
// first project; [Sandbox.Console] with ?project_id= reaches the others.
type Authorization struct {
	Name       string  `json:"name"`
	RepoType   string  `json:"repo_type"`
	RepoHost   string  `json:"repo_host"`
	RepoHome   string  `json:"repo_home"`
	RepoUser   string  `json:"repo_user"`
	Avatar     string  `json:"avatar"`
	TokenType  string  `json:"token_type"`
	CreateTime int64   `json:"create_time"`
	UpdateTime int64   `json:"update_time"`
	Tag        *string `json:"tag"`
	Status     int     `json:"status"`
}

// NewAuthorization is what somebody else authorizes in the console; only Name is required.
type NewAuthorization struct {
	Name      string `json:"name"`
	RepoType  string `json:"repo_type,omitempty"`
	TokenType string `json:"token_type,omitempty"`
	User      string `json:"user,omitempty"`
	Host      string `json:"host,omitempty"`
	Tag       string `json:"tag,omitempty"`
}

// TakeAuthorization makes an authorization in the console, so that its name is taken.
func (s *Sandbox) TakeAuthorization(t testing.TB, made NewAuthorization) Authorization {
	t.Helper()
	return answer[Authorization](t, s, http.MethodPost, "/servicestage/authorizations", made)
}

// Authorizations are those of the first project, in the order of creation.
func (s *Sandbox) Authorizations(t testing.TB) []Authorization {
	t.Helper()
	var out struct {
		Authorizations []Authorization `json:"authorizations"`
	}
	s.Console(t, http.MethodGet, "/servicestage/authorizations", nil, &out)
	return out.Authorizations
}

// ExpireAuthorization lets an authorization expire: status 1.
func (s *Sandbox) ExpireAuthorization(t testing.TB, name string) {
	t.Helper()
	s.Console(t, http.MethodPost, authorizationPath(name)+"/expire", nil, nil)
}

// UnauthenticateAuthorization withdraws an authorization at the git host: status 2.
func (s *Sandbox) UnauthenticateAuthorization(t testing.TB, name string) {
	t.Helper()
	s.Console(t, http.MethodPost, authorizationPath(name)+"/unauthenticate", nil, nil)
}

// ReauthorizeAuthorization re-authorizes as user and by tokenType ("oauth",
// "personal", "password"); an empty value stays as it is.
func (s *Sandbox) ReauthorizeAuthorization(t testing.TB, name, user, tokenType string) {
	t.Helper()
	s.Console(t, http.MethodPost, authorizationPath(name)+"/reauthorize", map[string]string{"user": user, "token_type": tokenType}, nil)
}

// DeleteAuthorization deletes an authorization in the console.
func (s *Sandbox) DeleteAuthorization(t testing.TB, name string) {
	t.Helper()
	s.Console(t, http.MethodDelete, authorizationPath(name), nil, nil)
}

// EditAuthorization sets raw fields: map[string]any{"status": 7}.
func (s *Sandbox) EditAuthorization(t testing.TB, name string, fields map[string]any) {
	t.Helper()
	s.Console(t, http.MethodPut, authorizationPath(name), fields, nil)
}

func authorizationPath(name string) string {
	return "/servicestage/authorizations/" + url.PathEscape(name)
}
