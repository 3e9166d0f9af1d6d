package servicestageroom

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// accessKey is an AK/SK pair of the account; with a security token it is a temporary one.
type accessKey struct {
	id, secret    string
	securityToken string
	// expires is zero for a permanent key.
	expires     time.Time
	disabled    bool
	failures    int
	lockedUntil time.Time
}

// accepts reports whether a request may come with this security token now. A
// permanent key does not look at it.
func (key *accessKey) accepts(securityToken string, now time.Time) bool {
	return key.securityToken == "" || key.securityToken == securityToken && now.Before(key.expires)
}

// fail counts a failed verification and locks the key at the fifth in a row.
func (key *accessKey) fail(now time.Time) {
	key.failures++
	if key.failures == maxFailures {
		key.failures = 0
		key.lockedUntil = now.Add(lockTime)
	}
}

// accessKeyView is what the console tells of an access key.
type accessKeyView struct {
	AccessKey string `json:"access_key"`
	// SecretKey and SecurityToken are there once, in the answer that made the key.
	SecretKey     string     `json:"secret_key,omitempty"`
	SecurityToken string     `json:"security_token,omitempty"`
	Temporary     bool       `json:"temporary"`
	ExpiresAt     *time.Time `json:"expires_at,omitempty"`
	Disabled      bool       `json:"disabled"`
	Failures      int        `json:"failures"`
	Locked        bool       `json:"locked"`
}

func (key *accessKey) view(now time.Time) accessKeyView {
	v := accessKeyView{
		AccessKey: key.id, Temporary: key.securityToken != "", Disabled: key.disabled,
		Failures: key.failures, Locked: now.Before(key.lockedUntil),
	}
	if v.Temporary {
		v.ExpiresAt = &key.expires
	}
	return v
}

func (room *Room) accessKeyRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/access-keys", About: "the access keys, without their secrets", Handle: room.listAccessKeys},
		{Method: http.MethodPost, Path: "/access-keys", About: `create an access key; all optional: access_key, secret_key, and for a temporary one {"temporary":true,"security_token":"…","lifetime":"1h"}; the secrets are given once`, Handle: room.createAccessKey},
		{Method: http.MethodDelete, Path: "/access-keys/{id}", About: "delete an access key",
			Handle: room.onAccessKey(func(key *accessKey) { delete(room.keys, key.id) })},
		{Method: http.MethodPost, Path: "/access-keys/{id}/disable", About: "disable an access key",
			Handle: room.onAccessKey(func(key *accessKey) { key.disabled = true })},
		{Method: http.MethodPost, Path: "/access-keys/{id}/enable", About: "enable it again",
			Handle: room.onAccessKey(func(key *accessKey) { key.disabled = false })},
		{Method: http.MethodPost, Path: "/access-keys/{id}/unlock", About: "end the lock after five bad signatures early",
			Handle: room.onAccessKey(func(key *accessKey) { key.failures, key.lockedUntil = 0, time.Time{} })},
	}
}

// onAccessKey is a console call that changes one access key and shows it.
func (room *Room) onAccessKey(change func(*accessKey)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		room.mu.Lock()
		defer room.mu.Unlock()
		key, found := room.keys[r.PathValue("id")]
		if !found {
			return nil, harness.Refuse(http.StatusNotFound, "There is no access key %q.", r.PathValue("id"))
		}
		change(key)
		return key.view(room.clock.Now()), nil
	}
}

func (room *Room) listAccessKeys(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []accessKeyView{}
	for _, key := range room.keys {
		views = append(views, key.view(room.clock.Now()))
	}
	slices.SortFunc(views, func(a, b accessKeyView) int { return strings.Compare(a.AccessKey, b.AccessKey) })
	return map[string]any{"access_keys": views}, nil
}

func (room *Room) createAccessKey(r *http.Request) (any, error) {
	in := struct {
		AccessKey     string `json:"access_key"`
		SecretKey     string `json:"secret_key"`
		Temporary     bool   `json:"temporary"`
		SecurityToken string `json:"security_token"`
		Lifetime      string `json:"lifetime"`
	}{Lifetime: "15m"}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	lifetime, err := positiveDuration("lifetime", in.Lifetime)
	if err != nil {
		return nil, err
	}
	key := &accessKey{
		id:            cmp.Or(in.AccessKey, randomText(20, upper+digits)),
		secret:        cmp.Or(in.SecretKey, randomText(40, upper+lower+digits)),
		securityToken: in.SecurityToken,
	}
	if in.Temporary {
		key.securityToken = cmp.Or(key.securityToken, randomText(400, base64URL))
	}
	now := room.clock.Now()
	if key.securityToken != "" {
		key.expires = now.Add(lifetime)
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.keys[key.id]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The access key %q exists.", key.id)
	}
	room.keys[key.id] = key
	view := key.view(now)
	view.SecretKey, view.SecurityToken = key.secret, key.securityToken
	return view, nil
}

// positiveDuration reads a duration of the console's JSON.
func positiveDuration(field, text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, harness.Refuse(http.StatusBadRequest, `%q is not a positive duration such as "24h".`, field)
	}
	return d, nil
}
