package amazonroom

import (
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	infoAccepts   = "accepts"
	infoRejects   = "rejects"
	infoOmitsUser = "omits_user"
)

// tokenInfoBody is tokeninfo's answer; exp is the seconds that are left.
type tokenInfoBody struct {
	Audience string `json:"aud"`
	UserID   string `json:"user_id,omitempty"`
	Issuer   string `json:"iss"`
	Expires  int64  `json:"exp"`
	AppID    string `json:"app_id"`
	IssuedAt int64  `json:"iat"`
}

// tokenInfo is GET /auth/o2/tokeninfo. A switch decides whether it accepts tokens
// of client credentials, because that is not known.
func (room *Room) tokenInfo(r *http.Request) answer {
	// A token has a bar in it, which an address may not have.
	if strings.Contains(r.URL.RawQuery, "|") {
		return oauthRefusal(r, http.StatusBadRequest, "invalid_request", wordsInvalidToken)
	}
	token := r.URL.Query().Get("access_token")
	if token == "" {
		return *missingParameter(r, "access_token")
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	g, left := room.valid(token)
	if left == 0 || room.switches.Get().TokenInfo == infoRejects {
		return oauthRefusal(r, http.StatusBadRequest, "invalid_token", wordsInvalidToken)
	}
	p, _ := room.profiles.Get(g.client)
	info := tokenInfoBody{
		Audience: p.clientID, UserID: p.userID, Issuer: "https://www.amazon.com",
		Expires: int64(left.Seconds()), AppID: p.applicationID, IssuedAt: g.issued.Unix(),
	}
	if room.switches.Get().TokenInfo == infoOmitsUser {
		info.UserID = ""
	}
	return answer{status: http.StatusOK, body: harness.JSON(info)}
}
