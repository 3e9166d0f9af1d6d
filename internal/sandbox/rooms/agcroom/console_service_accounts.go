package agcroom

import (
	"cmp"
	"crypto/rsa"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// serviceAccountView is what the console tells of a service account.
type serviceAccountView struct {
	SubAccount string `json:"sub_account"`
	Name       string `json:"name,omitempty"`
	KeyID      string `json:"key_id"`
	standingView
	// KeyFile is only in the answer that made the key. Its private_key is empty
	// if the caller gave a public key.
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

func (room *Room) serviceAccountPage() harness.Page[*serviceAccount] {
	return harness.Page[*serviceAccount]{
		Lock: &room.mu, Items: &room.accounts, What: "service account", View: func(a *serviceAccount) any { return a.view() },
	}
}

func (room *Room) serviceAccountRoutes() []harness.Route {
	const base = "/service-accounts"
	page := room.serviceAccountPage()
	return append([]harness.Route{
		{Method: http.MethodGet, Path: base, About: "the service accounts, deleted ones included", Handle: page.List("service_accounts")},
		{Method: http.MethodPost, Path: base, About: `create a service account; all optional: sub_account, key_id, name, project_id ("" is developer level), roles (App release), public_key (PEM); its key file is given once`, Handle: room.createServiceAccount},
		{Method: http.MethodPut, Path: base + "/{id}/key", About: "replace its key, by public_key or by a generated one; the key file is given once",
			Handle: page.Answer(replaceKey)},
	}, standingRoutes(base, page, func(*serviceAccount) {})...)
}

func (room *Room) createServiceAccount(r *http.Request) (any, error) {
	in := struct {
		SubAccount string   `json:"sub_account"`
		KeyID      string   `json:"key_id"`
		Name       string   `json:"name"`
		ProjectID  string   `json:"project_id"`
		Roles      []string `json:"roles"`
		PublicKey  string   `json:"public_key"`
	}{Roles: []string{"App release"}}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	in.SubAccount = cmp.Or(in.SubAccount, newNumericID(10))
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
	a := &serviceAccount{
		standing: standing{project: in.ProjectID, roles: roles},
		id:       in.SubAccount, name: in.Name, keyID: cmp.Or(in.KeyID, harness.RandomHex(32)), key: key,
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if err := room.serviceAccountPage().Add(a.id, a); err != nil {
		return nil, err
	}
	return a.viewWithKey(private), nil
}

func replaceKey(r *http.Request, a *serviceAccount) (any, error) {
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
	a.key, a.keyID = key, harness.RandomHex(32)
	return a.viewWithKey(private), nil
}

// chooseKey takes the caller's public key, or makes a pair.
func chooseKey(publicKey string) (*rsa.PublicKey, string, error) {
	if publicKey == "" {
		return harness.GenerateKey(false)
	}
	key, err := harness.ParsePublicKey(publicKey)
	if err != nil {
		return nil, "", harness.Refuse(http.StatusBadRequest, `"public_key" cannot be used: %v.`, err)
	}
	return key, "", nil
}
