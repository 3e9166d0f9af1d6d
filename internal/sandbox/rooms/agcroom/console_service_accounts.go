package agcroom

import (
	"crypto/rsa"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// serviceAccountView is what the console tells of a service account.
type serviceAccountView struct {
	SubAccount string `json:"sub_account"`
	Name       string `json:"name,omitempty"`
	KeyID      string `json:"key_id"`
	standingView
	// KeyFile is there once, in the answer that made the key. Its private_key is
	// empty when the caller brought a public key.
	KeyFile *keyFile `json:"key_file,omitempty"`
}

func (a *serviceAccount) view() serviceAccountView {
	return serviceAccountView{SubAccount: a.id, Name: a.name, KeyID: a.keyID, standingView: a.standing.view()}
}

func (a *serviceAccount) viewWithKey(privateKey string) serviceAccountView {
	v := a.view()
	file := a.keyFile(privateKey)
	v.KeyFile = &file
	return v
}

func (room *Room) serviceAccountRoutes() []harness.Route {
	const base = "/service-accounts"
	routes := []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the service accounts, deleted ones included", Handle: room.listServiceAccounts},
		{Method: http.MethodPost, Path: base, About: `create a service account; all optional: sub_account, name, project_id ("" is developer level), roles (App release), public_key (PEM); its key file is given once`, Handle: room.createServiceAccount},
		{Method: http.MethodPut, Path: base + "/{id}/key", About: "replace its key, by public_key or by a generated one; the key file is given once", Handle: room.replaceKey},
	}
	return append(routes, room.standingRoutes(base, "service account", func(r *http.Request) (known, error) {
		a, err := room.knownServiceAccount(r)
		if err != nil {
			return known{}, err
		}
		return known{standing: &a.standing, view: func() any { return a.view() }}, nil
	})...)
}

// knownServiceAccount is the account that a console path names; the lock must be held.
func (room *Room) knownServiceAccount(r *http.Request) (*serviceAccount, error) {
	a, found := room.accounts[r.PathValue("id")]
	if !found {
		return nil, harness.Refuse(http.StatusNotFound, "There is no service account %q.", r.PathValue("id"))
	}
	return a, nil
}

func (room *Room) listServiceAccounts(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []serviceAccountView{}
	for _, a := range room.accounts {
		views = append(views, a.view())
	}
	slices.SortFunc(views, func(a, b serviceAccountView) int { return strings.Compare(a.SubAccount, b.SubAccount) })
	return map[string]any{"service_accounts": views}, nil
}

func (room *Room) createServiceAccount(r *http.Request) (any, error) {
	in := struct {
		SubAccount string   `json:"sub_account"`
		Name       string   `json:"name"`
		ProjectID  string   `json:"project_id"`
		Roles      []string `json:"roles"`
		PublicKey  string   `json:"public_key"`
	}{Roles: []string{"App release"}}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	orDefault(&in.SubAccount, newNumericID(10))
	if !isNumber(in.SubAccount) {
		return nil, harness.Refuse(http.StatusBadRequest, `"sub_account" is not a number.`)
	}
	roles, err := sortedRoles(in.Roles)
	if err != nil {
		return nil, err
	}
	key, private, err := chooseKey(in.PublicKey)
	if err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.accounts[in.SubAccount]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The service account %q exists; restore it when it is deleted.", in.SubAccount)
	}
	a := &serviceAccount{
		standing: standing{project: in.ProjectID, roles: roles},
		id:       in.SubAccount, name: in.Name, keyID: randomHex(16), key: key,
	}
	room.accounts[a.id] = a
	return a.viewWithKey(private), nil
}

func (room *Room) replaceKey(r *http.Request) (any, error) {
	var in struct {
		PublicKey string `json:"public_key"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	key, private, err := chooseKey(in.PublicKey)
	if err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	a, err := room.knownServiceAccount(r)
	if err != nil {
		return nil, err
	}
	a.key, a.keyID = key, randomHex(16)
	return a.viewWithKey(private), nil
}

// chooseKey takes the caller's public key, or makes a pair.
func chooseKey(publicKey string) (*rsa.PublicKey, string, error) {
	if publicKey == "" {
		return generateKey()
	}
	key, err := parsePublicKey(publicKey)
	if err != nil {
		return nil, "", harness.Refuse(http.StatusBadRequest, `"public_key" cannot be used: %v.`, err)
	}
	return key, "", nil
}
