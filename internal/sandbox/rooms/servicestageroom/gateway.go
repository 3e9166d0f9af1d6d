package servicestageroom

import (
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// maxBody is what the gateway takes of a signed request: 12 MB.
const maxBody = 12 << 20

// IAM actions that the console can deny.
const (
	listAction     = "servicestage:repositoryAuth:list"
	getAction      = "servicestage:repositoryAuth:get"
	createAction   = "servicestage:repositoryAuth:create"
	deleteAction   = "servicestage:repositoryAuth:delete"
	projectsAction = "iam:projects:listProjects"
)

// api is one published call: the IAM action it needs, if any, and what it does.
type api struct {
	action string
	serve  func(*request) (answer, *failure)
}

// request is a call that the gateway has let through.
type request struct {
	*http.Request
	body []byte
	// project is the id of the project in the path.
	project string
}

// behindGateway is the handler of an api. The gateway checks size, credential,
// project, action and throttling, in this order, and then the service answers.
func (room *Room) behindGateway(api api) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := newRequestID()
		set := room.switches.Get()
		out, refused := room.through(r, api, set)
		if refused != nil {
			out = refused.answer(id, set)
		}
		send(w, id, out)
	}
}

func (room *Room) through(r *http.Request, api api, set switches) (answer, *failure) {
	body := readBody(r)
	if len(body) > maxBody {
		return answer{}, tooLarge
	}
	who, refused := room.authenticate(r, body)
	if refused != nil {
		return answer{}, refused
	}
	req := &request{Request: r, body: body, project: r.PathValue("project")}
	if refused := room.mayUse(set, who, req.project); refused != nil {
		return answer{}, refused
	}
	if slices.Contains(set.DeniedActions, api.action) {
		return answer{}, notAuthorized
	}
	if refused := room.throttled(set); refused != nil {
		return answer{}, refused
	}
	return api.serve(req)
}

// mayUse checks the project of the path against the credential and X-Project-Id.
func (room *Room) mayUse(set switches, who caller, projectID string) *failure {
	if who.project != "" && who.project != projectID {
		// A token carries its project, and with it the region it is good for.
		return projectTokenAnswers[set.OtherProjectToken]
	}
	if who.claimed != "" && who.claimed != projectID && !set.ProjectHeaderIgnored || !room.serves(projectID, set.OwnRegionOnly) {
		return notAuthorized
	}
	return nil
}

// published lets through what a gateway with exact paths and methods would: the Go router behind it redirects an unclean path, and
// serves a HEAD wherever there is a GET.
func (room *Room) published(calls http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead || r.URL.Path != path.Clean(r.URL.Path) {
			room.noSuchAPI(w, r)
			return
		}
		calls.ServeHTTP(w, r)
	})
}

// noSuchAPI answers every path and method that is not published, before any credential is looked at.
func (room *Room) noSuchAPI(w http.ResponseWriter, _ *http.Request) {
	id := newRequestID()
	set := room.switches.Get()
	send(w, id, noSuchAPIs[set.NoSuchAPIWords].answer(id, set))
}

func send(w http.ResponseWriter, requestID string, out answer) {
	w.Header().Set("X-Request-Id", requestID)
	switch {
	case strings.HasPrefix(out.body, "{"):
		w.Header().Set("Content-Type", "application/json")
	case out.body != "":
		w.Header().Set("Content-Type", "text/plain")
	}
	w.WriteHeader(out.status)
	_, _ = w.Write([]byte(out.body))
}

// readBody is the body, which the harness holds in memory: reading it cannot fail.
func readBody(r *http.Request) []byte {
	body, _ := io.ReadAll(r.Body)
	return body
}

// decode reads the request's JSON body; anything else, or a body that is not declared as JSON, is an invalid parameter.
func (r *request) decode(v any) *failure {
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if mediaType != "application/json" || !harness.DecodeExact(r.body, v) {
		return parameterInvalid
	}
	return nil
}

// note adds a harmless word to the journal.
func (r *request) note(key, value string) { harness.Note(r.Request, key, value) }

// newRequestID is 32 hex digits, as in X-Request-Id.
func newRequestID() string { return harness.RandomHex(32) }
