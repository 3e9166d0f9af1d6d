package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// console is the sandbox's stand-in for what a person clicks in Seller Portal.
type console struct{ url string }

type serviceAccount struct {
	ID         string `json:"id"`
	PrivateKey string `json:"private_key"`
}

type app struct {
	ContentID string `json:"content_id"`
}

func (c console) createAccount(ctx context.Context) (serviceAccount, error) {
	var made serviceAccount
	err := c.call(ctx, http.MethodPost, "/galaxy/accounts", map[string]any{"name": "release pipeline", "scopes": []string{"publishing"}}, &made)
	return made, err
}

func (c console) addApp(ctx context.Context) (app, error) {
	var made app
	err := c.call(ctx, http.MethodPost, "/galaxy/apps", map[string]any{"title": "Weather"}, &made)
	return made, err
}

func (c console) deleteAccount(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodDelete, "/galaxy/accounts/"+id, nil, nil)
}

func (c console) restoreAccount(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, "/galaxy/accounts/"+id+"/restore", nil, nil)
}

// liveTokens counts the access tokens that nobody revoked.
func (c console) liveTokens(ctx context.Context) (int, error) {
	var count struct {
		Live int `json:"live"`
	}
	err := c.call(ctx, http.MethodGet, "/galaxy/tokens", nil, &count)
	return count.Live, err
}

// call sends in and decodes the answer into out; either may be nil.
func (c console) call(ctx context.Context, method, path string, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var body bytes.Buffer
	if in != nil {
		if err := json.NewEncoder(&body).Encode(in); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, c.url+"/console"+path, &body)
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
