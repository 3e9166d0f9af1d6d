package galaxyroom

import (
	"cmp"
	"crypto/rsa"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// uuidForm is the id of a service account: a lower-case UUID.
var uuidForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// accountView is what the console tells of an account.
type accountView struct {
	ID              string   `json:"id"`
	Name            string   `json:"name,omitempty"`
	Scopes          []string `json:"scopes"`
	PublicKeySHA256 string   `json:"public_key_sha256"`
	Deleted         bool     `json:"deleted"`
	// PrivateKey is only in the answer that made the key.
	PrivateKey string `json:"private_key,omitempty"`
}

func (a *account) view() accountView {
	return accountView{
		ID: a.id, Name: a.name, Scopes: a.scopes, PublicKeySHA256: fingerprint(a.key), Deleted: a.deleted,
	}
}

func (a *account) viewWithKey(private string) accountView {
	v := a.view()
	v.PrivateKey = private
	return v
}

// keyChoice is a public key to use, or the form of the private key to generate.
type keyChoice struct {
	PublicKey string `json:"public_key"`
	KeyForm   string `json:"key_form"`
}

// The two forms in which the portal's downloads have been seen to hold the private key.
const (
	keyPKCS8 = "pkcs8"
	keyPKCS1 = "pkcs1"
)

func (c keyChoice) key() (*rsa.PublicKey, string, error) {
	if c.PublicKey != "" {
		key, err := harness.ParsePublicKey(c.PublicKey)
		if err != nil {
			return nil, "", harness.Refuse(http.StatusBadRequest, `"public_key" is not an RSA public key in PEM: %v.`, err)
		}
		return key, "", nil
	}
	form := cmp.Or(c.KeyForm, keyPKCS8)
	if form != keyPKCS8 && form != keyPKCS1 {
		return nil, "", harness.Refuse(http.StatusBadRequest, `"key_form" is %q or %q.`, keyPKCS8, keyPKCS1)
	}
	return harness.GenerateKey(form == keyPKCS1)
}

func (room *Room) accountPage() harness.Page[*account] {
	return harness.Page[*account]{
		Lock: &room.mu, Items: &room.accounts, What: "service account", View: func(a *account) any { return a.view() },
	}
}

func (room *Room) accountRoutes() []harness.Route {
	const base, one = "/accounts", "/accounts/{id}"
	page := room.accountPage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the service accounts, deleted ones included", Handle: page.List("accounts")},
		{Method: http.MethodPost, Path: base, About: `create a service account: {"scopes":["publishing","gss"]}, optional id, name, public_key (PEM) or key_form (pkcs8, pkcs1); a key generated here is given once`, Handle: room.createAccount},
		{Method: http.MethodGet, Path: one, About: "one service account", Handle: page.Show()},
		{Method: http.MethodDelete, Path: one, About: "delete an account, which ends its tokens",
			Handle: page.Change(func(a *account) { a.deleted = true; room.dropTokens(a.id) })},
		{Method: http.MethodPost, Path: one + "/restore", About: "restore a deleted account with its key; its tokens stay ended",
			Handle: page.Change(func(a *account) { a.deleted = false })},
		{Method: http.MethodPut, Path: one + "/scopes", About: `set the scopes of the account: {"scopes":["gss"]}; tokens keep theirs`,
			Handle: page.Edit(setScopes)},
		{Method: http.MethodPut, Path: one + "/key", About: "replace the key by public_key, or by a generated one that is given once; tokens stay valid",
			Handle: page.Answer(replaceKey)},
		{Method: http.MethodDelete, Path: one + "/tokens", About: "revoke all tokens of an account",
			Handle: page.Answer(func(_ *http.Request, a *account) (any, error) {
				return map[string]int{"revoked": room.dropTokens(a.id)}, nil
			})},
		{Method: http.MethodGet, Path: "/tokens", About: "how many tokens are valid, by account and scope; never their values",
			Handle: room.countTokens},
	}
}

func (room *Room) createAccount(r *http.Request) (any, error) {
	in := struct {
		ID     string   `json:"id"`
		Name   string   `json:"name"`
		Scopes []string `json:"scopes"`
		keyChoice
	}{Scopes: []string{scopePublishing}}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	in.ID = cmp.Or(in.ID, harness.UUID())
	if !uuidForm.MatchString(in.ID) {
		return nil, harness.Refuse(http.StatusBadRequest, `"id" is not a lower-case UUID.`)
	}
	scopes, err := sortedScopes(in.Scopes)
	if err != nil {
		return nil, err
	}
	key, private, err := in.key()
	if err != nil {
		return nil, err
	}
	a := &account{id: in.ID, name: in.Name, scopes: scopes, key: key}
	room.mu.Lock()
	defer room.mu.Unlock()
	if err := room.accountPage().Add(a.id, a); err != nil {
		return nil, err
	}
	return a.viewWithKey(private), nil
}

func setScopes(r *http.Request, a *account) error {
	var in struct {
		Scopes []string `json:"scopes"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	scopes, err := sortedScopes(in.Scopes)
	if err == nil {
		a.scopes = scopes
	}
	return err
}

func replaceKey(r *http.Request, a *account) (any, error) {
	var in keyChoice
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	key, private, err := in.key()
	if err != nil {
		return nil, err
	}
	a.key = key
	return a.viewWithKey(private), nil
}

// sortedScopes refuses unknown scopes and drops repeated ones.
func sortedScopes(scopes []string) ([]string, error) {
	sorted := []string{}
	for _, scope := range scopes {
		if !slices.Contains(knownScopes, scope) {
			return nil, harness.Refuse(http.StatusBadRequest, "There is no scope %q; the scopes are %s.", scope, strings.Join(knownScopes, " and "))
		}
		sorted = append(sorted, scope)
	}
	slices.Sort(sorted)
	return slices.Compact(sorted), nil
}
