package servicestageroom

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// oauthState is one OAuth handshake. Its state comes with the redirect address and
// is used up by the first exchange.
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
	repoType, host, refused := hostFor(r.PathValue("repo_type"), byOAuth)
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

// createOAuth is POST /git/auths/{repo_type}/oauth: it exchanges code and state for
// an authorization. A known state is used up even if the exchange is refused.
func (room *Room) createOAuth(r *request) (answer, *failure) {
	repoType, host, refused := hostFor(r.PathValue("repo_type"), byOAuth)
	if refused != nil {
		return answer{}, refused
	}
	var in struct {
		Name  string `json:"name"`
		Code  string `json:"code"`
		State string `json:"state"`
	}
	if refused := r.decode(&in); refused != nil {
		return answer{}, refused
	}
	if !nameForm.MatchString(in.Name) || in.Code == "" || in.State == "" {
		return answer{}, parameterInvalid
	}
	r.note("authorization", in.Name)
	if r.URL.Query().Has("tag") {
		r.note("tag", r.URL.Query().Get("tag"))
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	state, known := room.states[in.State]
	if !known || state.used || state.project != r.project || state.repoType != repoType {
		return answer{}, codeOrStateInvalid
	}
	state.used = true
	user, granted := state.users[in.Code]
	if !granted {
		return answer{}, codeOrStateInvalid
	}
	if _, taken := room.find(r.project, in.Name); taken {
		return answer{}, nameTaken
	}
	made := room.add(r.project, in.Name, repoType, byOAuth, user, host)
	if tag := r.URL.Query().Get("tag"); tag != "" {
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
