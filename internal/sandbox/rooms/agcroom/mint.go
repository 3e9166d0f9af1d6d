package agcroom

import (
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// mint is POST /api/oauth2/v1/token. Every refusal comes with HTTP 200.
func (room *Room) mint(r *http.Request) answer {
	set := room.switches.Get()
	var in struct {
		GrantType    string `json:"grant_type"`
		ClientID     string `json:"client_id"`
		ClientSecret string `json:"client_secret"`
	}
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	sent, err := io.ReadAll(r.Body)
	if err != nil || mediaType != "application/json" || !harness.DecodeExact(sent, &in) ||
		in.ClientID == "" || in.ClientSecret == "" || in.GrantType == "" || in.GrantType != "client_credentials" && !set.GrantTypeUnchecked {
		return tokenRefusal(r, set, retTokenInput)
	}
	now := room.clock.Now()
	room.mu.Lock()
	defer room.mu.Unlock()
	client, known := room.clients.Get(in.ClientID)
	if !known || !client.present() {
		if _, app := room.apps.Get(in.ClientID); app {
			return tokenRefusal(r, set, retWrongKind)
		}
		return tokenRefusal(r, set, retInvalidClientID)
	}
	if verdict, refused := client.kindRefusal(set); refused {
		return verdict(r, set)
	}
	if client.secret != in.ClientSecret {
		return tokenRefusal(r, set, retWrongSecret)
	}
	token := newToken()
	room.tokens.Issue(token, client.id, now.Add(tokenLifetime), now)
	return tokenAnswer(set, token)
}

func tokenAnswer(set switches, token string) answer {
	text := `{"access_token":"` + token + `","expires_in":` + strconv.Itoa(int(tokenLifetime.Seconds()))
	if !set.BareToken && set.TokenRetForm != formOAuthError {
		text += "," + retForms[set.TokenRetForm](retOK) + `,"products":[]`
	}
	return answer{status: http.StatusOK, body: text + "}"}
}

// tokenRefusal is HTTP 200 with the verdict inside.
func tokenRefusal(r *http.Request, set switches, verdict ret) answer {
	noteVerdict(r, verdict)
	if set.TokenRetForm == formOAuthError {
		return answer{status: http.StatusOK, body: `{"error":"invalid_client","error_description":` + harness.JSON(verdict.msg) + `}`}
	}
	rest := ""
	if verdict == retInvalidClientID || set.RefusalsWithProducts {
		// The captured answer of this kind has products; those of the other kinds do not.
		rest = `,"products":[]`
	}
	return answer{status: http.StatusOK, body: body(set.TokenRetForm, verdict, rest)}
}

// refusal is the Publishing API's: HTTP 200 with the verdict inside.
func refusal(r *http.Request, set switches, verdict ret) answer {
	noteVerdict(r, verdict)
	return answer{status: http.StatusOK, body: body(set.PublishRetForm, verdict, "")}
}

func noteVerdict(r *http.Request, verdict ret) { harness.Note(r, "ret", strconv.Itoa(verdict.code)) }
