package servicestageroom

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// oauthState is one OAuth handshake. Its state comes with the redirect address.
type oauthState struct {
	project, repoType string
	used              bool
	// users is the user who signed in, by the code that the browser was given for this state.
	users map[string]string
}

// consolePage is where the git host sends the browser back to. It belongs to
// the vendor's console, which then says that it could not create the authorization.
const consolePage = "https://console.huaweicloud.com/servicestage/oauth?repo_type="

// newState is a string of the form of a bcrypt hash.
func newState() string {
	return "$2a$10$" + harness.RandomText(53, "./"+harness.Letters+harness.Digits)
}

// queryEscape escapes as the vendor does, a space being %20.
func queryEscape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// redirect is GET /git/auths/{repo_type}/redirect: an address to open, with a fresh state.
func (room *Room) redirect(r *request) (answer, *failure) {
	repoType, host, refused := room.hostIn(r, byOAuth)
	if refused != nil {
		return answer{}, refused
	}
	state := newState()
	room.mu.Lock()
	room.states[state] = &oauthState{project: r.project, repoType: repoType, users: map[string]string{}}
	room.mu.Unlock()
	return ok(map[string]string{"url": host.authorize +
		"?client_id=" + clientID +
		"&redirect_uri=" + queryEscape(consolePage+repoType) +
		"&state=" + queryEscape(state) +
		"&scope=" + queryEscape(host.scope)}), nil
}

// clientID is the vendor's own id at the git host; it is no secret.
const clientID = "2993bccf255673ba0000"

// createOAuth is POST /git/auths/{repo_type}/oauth: it exchanges code and state for an authorization.
func (room *Room) createOAuth(r *request) (answer, *failure) {
	var in struct {
		Name  string `json:"name"`
		Code  string `json:"code"`
		State string `json:"state"`
	}
	repoType, host, refused := room.begin(r, byOAuth, &in, func() bool { return nameForm.MatchString(in.Name) && in.Code != "" && in.State != "" })
	if refused != nil {
		return answer{}, refused
	}
	set, query := room.switches.Get(), r.URL.Query()
	tag := query.Get("tag")
	r.note("authorization", in.Name)
	if query.Has("tag") {
		r.note("tag", tag)
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	state, known := room.states[in.State]
	if !known || state.used {
		return answer{}, codeOrStateInvalid
	}
	own := state.project == r.project && state.repoType == repoType
	user, granted := state.users[in.Code]
	_, taken := room.find(r.project, in.Name)
	succeeds := own && granted && !taken
	state.used = succeeds || set.StateSpentBy == spentByAny || set.StateSpentBy == spentByOwn && own
	switch {
	case !own || !granted:
		return answer{}, codeOrStateInvalid
	case taken:
		return answer{}, nameTaken
	}
	made := room.add(r.project, in.Name, repoType, byOAuth, user, host)
	if tag != "" || query.Has("tag") && set.EmptyTagKept {
		made.Tag = &tag
	}
	return room.created(made), nil
}

// browse is the browser step: somebody signs in at the git host and copies the address bar.
func (room *Room) browse(r *http.Request) (any, error) {
	var in struct {
		URL  string `json:"url"`
		User string `json:"user"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	opened, err := url.Parse(in.URL)
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, `"url" is not an address.`)
	}
	stateText := opened.Query().Get("state")
	room.mu.Lock()
	defer room.mu.Unlock()
	state, known := room.states[stateText]
	if !known {
		return nil, harness.Refuse(http.StatusNotFound, "No redirect address with this state was given out.")
	}
	// The git host does not know which states the vendor counts as used, so it gives a code for those too.
	code := harness.RandomHex(20)
	if room.switches.Get().NewSignInEndsCode {
		clear(state.users)
	}
	state.users[code] = cmp.Or(in.User, "tom-repo")
	return struct {
		CallbackURL        string `json:"callback_url"`
		DecodedCallbackURL string `json:"decoded_callback_url"`
		Code               string `json:"code"`
		State              string `json:"state"`
	}{
		consolePage + state.repoType + "&code=" + code + "&state=" + queryEscape(stateText),
		consolePage + state.repoType + "&code=" + code + "&state=" + stateText,
		code, stateText,
	}, nil
}
