package amazonroom

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// tokenRequest is the parameters of a token call, however they were sent.
type tokenRequest struct {
	grantType, clientID, clientSecret, scope string
	// unread is a body in which no parameter could be found, undecodable an Authorization header with HTTP Basic that is none.
	unread, undecodable bool
}

// bodyReaders are the accepted content types and how their parameters are read. A
// multipart body is accepted but not read, so that a client in PHP, which sends
// one by default, is told of an unsupported grant type.
var bodyReaders = map[string]func(*http.Request, switches) map[string]string{
	"application/x-www-form-urlencoded": readForm,
	"application/json":                  readJSON,
	"multipart/form-data":               func(*http.Request, switches) map[string]string { return nil },
}

func readForm(r *http.Request, _ switches) map[string]string {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil
	}
	parameters := map[string]string{}
	for name := range values {
		parameters[name] = values.Get(name)
	}
	return parameters
}

func readJSON(r *http.Request, set switches) map[string]string {
	var members map[string]any
	body, err := io.ReadAll(r.Body)
	if err != nil || !harness.DecodeExact(body, &members) {
		return nil
	}
	parameters := map[string]string{}
	for name, value := range members {
		text, isText := value.(string)
		if !isText && value != nil && set.OtherTypesInJSON == notTaken {
			return nil
		}
		parameters[name] = text
	}
	return parameters
}

// readTokenRequest reads the parameters. Id and secret of HTTP Basic override those of the body.
func readTokenRequest(r *http.Request, set switches) (tokenRequest, *answer) {
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	read, ok := bodyReaders[mediaType]
	if !ok {
		refused := oauthRefusal(r, http.StatusBadRequest, "invalid_request", wordsContentType)
		return tokenRequest{}, &refused
	}
	parameters := read(r, set)
	in := tokenRequest{
		grantType: parameters["grant_type"], scope: parameters["scope"],
		clientID: parameters["client_id"], clientSecret: parameters["client_secret"], unread: parameters == nil,
	}
	scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if id, secret, given := r.BasicAuth(); given {
		in.clientID, in.clientSecret = id, secret
	} else {
		in.undecodable = strings.EqualFold(scheme, "Basic")
	}
	return in, nil
}
