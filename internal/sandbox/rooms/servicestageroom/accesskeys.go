package servicestageroom

import (
	"cmp"
	"net/http"
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

// accepts reports whether a request may have this security token at now. For a
// permanent key the security token is ignored.
func (key *accessKey) accepts(securityToken string, now time.Time) bool {
	return key.securityToken == "" || key.securityToken == securityToken && now.Before(key.expires)
}

// fail counts a failed verification and locks the key after some in a row.
func (key *accessKey) fail(now time.Time, set switches) {
	key.failures++
	if key.failures >= set.LockAt {
		if !set.LocksAgain {
			key.failures = 0
		}
		key.lockedUntil = now.Add(lockTime)
	}
}

// accessKeyView is what the console tells of an access key.
type accessKeyView struct {
	AccessKey string `json:"access_key"`
	// SecretKey and SecurityToken are only in the answer that made the key.
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

func (room *Room) accessKeyPage() harness.Page[*accessKey] {
	return harness.Page[*accessKey]{
		Lock: &room.mu, Items: &room.keys, What: "access key", View: func(key *accessKey) any { return key.view(room.clock.Now()) },
	}
}

func (room *Room) accessKeyRoutes() []harness.Route {
	const base, one = "/access-keys", "/access-keys/{id}"
	page := room.accessKeyPage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the access keys, without their secrets", Handle: page.List("access_keys")},
		{Method: http.MethodPost, Path: base, About: `create an access key; all optional: access_key, secret_key, and for a temporary one {"temporary":true,"security_token":"…","lifetime":"1h"}; the secrets are given once`, Handle: room.createAccessKey},
		{Method: http.MethodDelete, Path: one, About: "delete an access key", Handle: page.Remove()},
		{Method: http.MethodPost, Path: one + "/disable", About: "disable an access key",
			Handle: page.Change(func(key *accessKey) { key.disabled = true })},
		{Method: http.MethodPost, Path: one + "/enable", About: "enable it again",
			Handle: page.Change(func(key *accessKey) { key.disabled = false })},
		{Method: http.MethodPost, Path: one + "/unlock", About: "end the lock after five bad signatures early",
			Handle: page.Change(func(key *accessKey) { key.failures, key.lockedUntil = 0, time.Time{} })},
	}
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
		id:            cmp.Or(in.AccessKey, harness.RandomText(20, harness.Upper+harness.Digits)),
		secret:        cmp.Or(in.SecretKey, harness.RandomText(40, harness.Letters+harness.Digits)),
		securityToken: in.SecurityToken,
	}
	if in.Temporary {
		key.securityToken = cmp.Or(key.securityToken, harness.RandomText(400, harness.Base64))
	}
	now := room.clock.Now()
	if key.securityToken != "" {
		key.expires = now.Add(lifetime)
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	if err := room.accessKeyPage().Add(key.id, key); err != nil {
		return nil, err
	}
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
