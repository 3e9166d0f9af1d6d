package servicestageroom

import (
	"net/http"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// userTokenLifetime is how long a token of IAM is valid.
const userTokenLifetime = 24 * time.Hour

// userName is an IAM user: its name is unique in its domain, the account.
type userName struct{ domain, name string }

type user struct {
	id, password string
}

// userToken is what an X-Auth-Token stands for.
type userToken struct {
	project string
	user    userName
	expires time.Time
}

// heldToken is what a token stands for, or the refusal of an unknown or expired one.
func (room *Room) heldToken(token string) (userToken, *failure) {
	room.mu.Lock()
	defer room.mu.Unlock()
	held, found := room.tokens[token]
	if !found {
		return userToken{}, undecryptable
	}
	if !room.clock.Now().Before(held.expires) {
		return userToken{}, staleUserToken
	}
	return held, nil
}

// issueToken makes a token and leaves earlier ones valid; the lock must be held.
func (room *Room) issueToken(projectID string, owner userName, lifetime time.Duration) (string, time.Time) {
	token := "MII" + harness.RandomText(500, harness.Base64)
	expires := room.clock.Now().Add(lifetime)
	room.tokens[token] = userToken{project: projectID, user: owner, expires: expires}
	return token, expires
}

func (room *Room) userRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodPost, Path: "/users", About: `create an IAM user, or change its password, which ends its tokens: {"domain":"example","name":"ci","password":"…"}`, Handle: room.putUser},
		{Method: http.MethodPost, Path: "/tokens", About: `make an X-Auth-Token; optional: project_id, lifetime ("24h"); the token is given once`, Handle: room.makeToken},
		{Method: http.MethodDelete, Path: "/tokens", About: "void all tokens", Handle: room.voidTokens},
	}
}

func (room *Room) putUser(r *http.Request) (any, error) {
	var in struct {
		Domain   string `json:"domain"`
		Name     string `json:"name"`
		Password string `json:"password"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	if in.Domain == "" || in.Name == "" || in.Password == "" {
		return nil, harness.Refuse(http.StatusBadRequest, `Give "domain", "name" and "password".`)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	name := userName{in.Domain, in.Name}
	for token, held := range room.tokens {
		if held.user == name {
			delete(room.tokens, token)
		}
	}
	room.users[name] = &user{id: harness.RandomHex(32), password: in.Password}
	return nil, nil
}

func (room *Room) makeToken(r *http.Request) (any, error) {
	in := struct {
		ProjectID string `json:"project_id"`
		Lifetime  string `json:"lifetime"`
	}{Lifetime: userTokenLifetime.String()}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	lifetime, err := positiveDuration("lifetime", in.Lifetime)
	if err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	p, err := room.consoleProject(in.ProjectID)
	if err != nil {
		return nil, err
	}
	token, expires := room.issueToken(p.id, userName{}, lifetime)
	return struct {
		Token     string    `json:"token"`
		ProjectID string    `json:"project_id"`
		ExpiresAt time.Time `json:"expires_at"`
	}{token, p.id, expires.UTC()}, nil
}

func (room *Room) voidTokens(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	voided := len(room.tokens)
	clear(room.tokens)
	return map[string]int{"voided": voided}, nil
}
