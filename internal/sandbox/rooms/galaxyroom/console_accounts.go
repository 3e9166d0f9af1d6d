package galaxyroom

import (
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
	// PrivateKey is there once, in the answer that made the key.
	PrivateKey string `json:"private_key,omitempty"`
}

func (a *account) view() accountView {
	return accountView{
		ID: a.id, Name: a.name, Scopes: a.scopes, PublicKeySHA256: fingerprint(a.key), Deleted: a.deleted,
	}
}

// keyChoice is a public key to use, or the form of the private key to generate.
type keyChoice struct {
	PublicKey string `json:"public_key"`
	KeyForm   string `json:"key_form"`
}

func (c keyChoice) key() (*rsa.PublicKey, string, error) {
	if c.PublicKey != "" {
		key, err := parsePublicKey(c.PublicKey)
		if err != nil {
			return nil, "", harness.Refuse(http.StatusBadRequest, `"public_key" is not an RSA public key in PEM: %v.`, err)
		}
		return key, "", nil
	}
	orDefault(&c.KeyForm, "pkcs8")
	if keyForms[c.KeyForm] == nil {
		return nil, "", harness.Refuse(http.StatusBadRequest, `"key_form" is "pkcs8" or "pkcs1".`)
	}
	return generateKey(c.KeyForm)
}

func (room *Room) accountRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/accounts", About: "the service accounts, deleted ones included", Handle: room.listAccounts},
		{Method: http.MethodPost, Path: "/accounts", About: `create a service account: {"scopes":["publishing","gss"]}, optional id, name, public_key (PEM) or key_form (pkcs8, pkcs1); a key generated here is given once`, Handle: room.createAccount},
		{Method: http.MethodGet, Path: "/accounts/{id}", About: "one service account", Handle: room.onAccount(nil)},
		{Method: http.MethodDelete, Path: "/accounts/{id}", About: "delete an account; its tokens die",
			Handle: room.onAccount(func(a *account) { a.deleted = true; room.dropTokens(a.id) })},
		{Method: http.MethodPost, Path: "/accounts/{id}/restore", About: "bring a deleted account back with its key; its tokens stay dead",
			Handle: room.onAccount(func(a *account) { a.deleted = false })},
		{Method: http.MethodPut, Path: "/accounts/{id}/scopes", About: `set what is granted: {"scopes":["gss"]}; tokens keep theirs`, Handle: room.setScopes},
		{Method: http.MethodPut, Path: "/accounts/{id}/key", About: "replace the key, by public_key or by a generated one that is given once; tokens live on", Handle: room.replaceKey},
	}
}

// known is the account that a console path names; the lock must be held.
func (room *Room) known(r *http.Request) (*account, error) {
	a, found := room.accounts[r.PathValue("id")]
	if !found {
		return nil, harness.Refuse(http.StatusNotFound, "There is no service account %q.", r.PathValue("id"))
	}
	return a, nil
}

// onAccount is a console call that changes one account and shows it.
func (room *Room) onAccount(change func(*account)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		room.mu.Lock()
		defer room.mu.Unlock()
		a, err := room.known(r)
		if err != nil {
			return nil, err
		}
		if change != nil {
			change(a)
		}
		return a.view(), nil
	}
}

func (room *Room) listAccounts(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []accountView{}
	for _, a := range room.accounts {
		views = append(views, a.view())
	}
	slices.SortFunc(views, func(a, b accountView) int { return strings.Compare(a.ID, b.ID) })
	return map[string]any{"accounts": views}, nil
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
	orDefault(&in.ID, newUUID())
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
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.accounts[in.ID]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The service account %q exists; restore it when it is deleted.", in.ID)
	}
	a := &account{id: in.ID, name: in.Name, scopes: scopes, key: key}
	room.accounts[a.id] = a
	view := a.view()
	view.PrivateKey = private
	return view, nil
}

func (room *Room) setScopes(r *http.Request) (any, error) {
	var in struct {
		Scopes []string `json:"scopes"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	scopes, err := sortedScopes(in.Scopes)
	if err != nil {
		return nil, err
	}
	return room.onAccount(func(a *account) { a.scopes = scopes })(r)
}

func (room *Room) replaceKey(r *http.Request) (any, error) {
	var in keyChoice
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	key, private, err := in.key()
	if err != nil {
		return nil, err
	}
	out, err := room.onAccount(func(a *account) { a.key = key })(r)
	if err != nil {
		return nil, err
	}
	if view, ok := out.(accountView); ok {
		view.PrivateKey = private
		return view, nil
	}
	return out, nil
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
