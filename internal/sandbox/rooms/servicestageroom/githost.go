package servicestageroom

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// gitHost is a git service as an authorization reports it.
type gitHost struct {
	// api is repo_host, web the root of repo_home and of clone URLs.
	api, web string
	// title is the type as the documentation's tables write it.
	title string
	// authorize is the page a browser opens; scope is what it asks for.
	authorize, scope string
	// calls are the ways of authorization it is offered for.
	calls []string
}

// The ways of authorization, which are also the values of token_type.
const (
	byOAuth    = "oauth"
	byPersonal = "personal"
	byPassword = "password"
)

// gitHosts is every repo_type, in lower case as it is on the wire.
var gitHosts = map[string]gitHost{
	"github": {
		api: "https://api.github.com", web: "https://github.com", title: "GitHub",
		authorize: "https://github.com/login/oauth/authorize", scope: "read:user repo write:repo_hook",
		calls: []string{byOAuth, byPersonal, byPassword},
	},
	"gitlab": {
		api: "https://gitlab.com", web: "https://gitlab.com", title: "GitLab",
		authorize: "https://gitlab.com/oauth/authorize", scope: "api",
		calls: []string{byOAuth, byPersonal},
	},
	"gitee": {
		api: "https://gitee.com", web: "https://gitee.com", title: "Gitee",
		authorize: "https://gitee.com/oauth/authorize", scope: "user_info projects hook",
		calls: []string{byOAuth, byPersonal},
	},
	"bitbucket": {
		api: "https://api.bitbucket.org", web: "https://bitbucket.org", title: "Bitbucket",
		authorize: "https://bitbucket.org/site/oauth2/authorize", scope: "account repository:write webhook",
		calls: []string{byOAuth, byPassword},
	},
	"devcloud": {
		api: "https://devcloud.huaweicloud.com", web: "https://devcloud.huaweicloud.com", title: "DevCloud",
		authorize: "https://devcloud.huaweicloud.com/oauth/authorize", scope: "repository",
		calls: []string{byOAuth, byPassword},
	},
}

// hostIn is hostFor with the repo_type in the path.
func (room *Room) hostIn(r *request, way string) (name string, host gitHost, refused *failure) {
	repoType := r.PathValue("repo_type")
	if room.switches.Get().LowerCaseTypesOnly && repoType != strings.ToLower(repoType) {
		return "", gitHost{}, typeNotImplemented
	}
	return hostFor(repoType, way)
}

// hostFor is the git host of a repo_type, if it is offered for this way of authorization. Case does not matter.
func hostFor(repoType, call string) (name string, host gitHost, refused *failure) {
	name = strings.ToLower(repoType)
	host, known := gitHosts[name]
	if !known || !slices.Contains(host.calls, call) {
		return "", gitHost{}, typeNotImplemented
	}
	return name, host, nil
}

// selfHosted moves the host to an address of the user's own.
func (h gitHost) selfHosted(address string, anyText bool) (gitHost, *failure) {
	if address == "" || address == h.api {
		return h, nil
	}
	u, err := url.Parse(address)
	if !anyText && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return gitHost{}, parameterInvalid
	}
	h.api, h.web = address, strings.TrimSuffix(address, "/")
	return h, nil
}

// gitAccount is what a git host answers about a token or password.
type gitAccount struct {
	User    string `json:"user"`
	Refused bool   `json:"refused"`
}

// anyUser owns the tokens and passwords that the console was not told about.
const anyUser = "git-user"

// account is the git host's answer about a secret. It accepts every secret unless
// the console says otherwise, so that a first try needs no preparation; the lock
// must be held.
func (room *Room) account(secret, user string) gitAccount {
	a := room.gitAccounts[secret]
	a.User = cmp.Or(user, a.User, anyUser)
	return a
}

func (room *Room) gitHostRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodPost, Path: "/browser", About: `do the browser step: open {"url":"<authorization redirect address>"} as {"user":"tom-repo"} and copy the address bar; answers callback_url as copied and decoded, code and state`, Handle: room.browse},
		{Method: http.MethodPut, Path: "/git-accounts", About: `what the git host answers about a token or password: {"secret":"…","user":"tom-repo"}, or {"secret":"…","refused":true}`, Handle: room.putGitAccount},
	}
}

func (room *Room) putGitAccount(r *http.Request) (any, error) {
	var in struct {
		Secret string `json:"secret"`
		gitAccount
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	if in.Secret == "" {
		return nil, harness.Refuse(http.StatusBadRequest, `Give the "secret" that this is about.`)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	room.gitAccounts[in.Secret] = in.gitAccount
	return nil, nil
}
