package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Console is the sandbox's stand-in for what a person clicks in Seller Portal.
type Console struct {
	// URL is the sandbox's root.
	URL string
}

// ServiceAccount is a Galaxy Store service account, with its key in PEM.
type ServiceAccount struct {
	ID         string `json:"id"`
	PrivateKey string `json:"private_key"`
}

// App is a Galaxy Store app.
type App struct {
	ContentID string `json:"content_id"`
}

// CreateAccount creates a service account that may publish. Its id is always the same, and so is what speaks of it.
func (c Console) CreateAccount(ctx context.Context) (ServiceAccount, error) {
	var made ServiceAccount
	err := c.call(ctx, http.MethodPost, "/galaxy/accounts", map[string]any{
		"id": "0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d", "name": "release pipeline", "scopes": []string{"publishing"},
	}, &made)
	return made, err
}

// AddApp adds an app of the same seller.
func (c Console) AddApp(ctx context.Context) (App, error) {
	var made App
	err := c.call(ctx, http.MethodPost, "/galaxy/apps", map[string]any{"title": "Weather"}, &made)
	return made, err
}

// DeleteAccount deletes a service account.
func (c Console) DeleteAccount(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodDelete, "/galaxy/accounts/"+id, nil, nil)
}

// RestoreAccount brings a deleted service account back.
func (c Console) RestoreAccount(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, "/galaxy/accounts/"+id+"/restore", nil, nil)
}

// Fail makes every call to Galaxy Store fail with a status, until Mend.
func (c Console) Fail(ctx context.Context, status int) error {
	return c.call(ctx, http.MethodPost, "/faults", map[string]any{"vendor": "galaxy", "kind": "status", "status": status}, nil)
}

// Mend ends every fault.
func (c Console) Mend(ctx context.Context) error {
	return c.call(ctx, http.MethodDelete, "/faults", nil, nil)
}

// AccessKey is an access key of Huawei Cloud.
type AccessKey struct {
	AccessKey string `json:"access_key"`
	SecretKey string `json:"secret_key"`
}

// CreateAccessKey creates an access key that may use ServiceStage.
func (c Console) CreateAccessKey(ctx context.Context) (AccessKey, error) {
	var made AccessKey
	err := c.call(ctx, http.MethodPost, "/servicestage/access-keys", map[string]any{}, &made)
	return made, err
}

// Authorize makes a repository authorization in ServiceStage. tokenType is oauth, personal or password.
func (c Console) Authorize(ctx context.Context, name, repoType, tokenType string) error {
	return c.call(ctx, http.MethodPost, "/servicestage/authorizations", map[string]any{"name": name, "repo_type": repoType, "token_type": tokenType}, nil)
}

// LiveTokens counts the access tokens that nobody revoked.
func (c Console) LiveTokens(ctx context.Context) (int, error) {
	var count struct {
		Live int `json:"live"`
	}
	err := c.call(ctx, http.MethodGet, "/galaxy/tokens", nil, &count)
	return count.Live, err
}

// call sends in and decodes the answer into out; either may be nil.
func (c Console) call(ctx context.Context, method, path string, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var body bytes.Buffer
	if in != nil {
		if err := json.NewEncoder(&body).Encode(in); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, c.URL+"/console"+path, &body)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("the sandbox's console refused %s %s: %s %s", method, path, response.Status, answer)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer, out)
}
