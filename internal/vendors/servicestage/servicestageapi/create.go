package servicestageapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// SymptomNameTaken is an authorization of the same name, found in the list before anything was sent.
const SymptomNameTaken = "name-taken"

// CreateError is why an authorization was not created, or why that is not known.
type CreateError struct {
	// Err is what failed, an *vendorhttp.Error in its chain.
	Err error
	// Existing is the authorization that has the name.
	Existing *Authorization
	// Sent says that the request went out: a single-use code in it must not be sent again.
	Sent bool
	// Unsettled says that the answer was lost and the list did not tell either: the authorization may exist.
	Unsettled bool
}

func (e *CreateError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *CreateError) Unwrap() error { return e.Err }

// CreateOAuth exchanges the code and state of a browser step for an authorization (servicestage_06_0094). The request goes
// out once whatever happens, because a code and a state are good for one use.
func (c *Client) CreateOAuth(ctx context.Context, name, repoType, tag, code, state string) (Authorization, error) {
	return c.create(ctx, creation{
		name: name, repoType: repoType, tokenType: TokenTypeOAuth, path: "/git/auths/{repo_type}/oauth", tag: tag,
		body: map[string]string{"name": name, "code": code, "state": state}, secrets: []string{code},
		retry: vendorhttp.RetryNever,
	})
}

// CreateToken creates an authorization from a personal access token (servicestage_06_0095). An empty host is the git host's
// official one.
func (c *Client) CreateToken(ctx context.Context, name, repoType, host, token string) (Authorization, error) {
	body := map[string]string{"name": name, "token": token}
	if host != "" {
		body["host"] = host
	}
	return c.create(ctx, creation{
		name: name, repoType: repoType, tokenType: TokenTypePersonal, path: "/git/auths/{repo_type}/personal",
		body: body, secrets: []string{token},
	})
}

// CreatePassword creates an authorization from a user name and a password. The body is the documented one
// (servicestage_06_0096, and AccessPassword in the SDK); terraform-provider-huaweicloud sends name and the base64 of
// "user:password" as token instead, which no document describes.
func (c *Client) CreatePassword(ctx context.Context, name, repoType, user, password string) (Authorization, error) {
	return c.create(ctx, creation{
		name: name, repoType: repoType, tokenType: TokenTypePassword, path: "/git/auths/{repo_type}/password",
		body: map[string]string{"name": name, "user": user, "password": password}, secrets: []string{password},
	})
}

type creation struct {
	name, repoType, tokenType, path, tag string
	body                                 map[string]string
	secrets                              []string
	retry                                vendorhttp.Retry
}

// create looks whether the name is free, so that an authorization found after a lost answer is the one it asked for, and a
// single-use code is not spent on a taken name.
func (c *Client) create(ctx context.Context, n creation) (Authorization, error) {
	r := vendorhttp.Request{
		Operation: "create authorization " + n.name, Method: http.MethodPost, Path: n.path, PathValues: []string{n.repoType},
		Query: siteQuery(n.tag), Retry: n.retry, Settle: true, Secrets: n.secrets,
		MayHave: "Authorization " + n.name + " may have been created all the same.",
	}
	existing, taken, err := c.Find(ctx, n.name)
	switch {
	case err != nil:
		return Authorization{}, &CreateError{Err: err}
	case taken:
		return Authorization{}, &CreateError{Existing: &existing, Err: &vendorhttp.Error{Vendor: vendor, Operation: r.Operation,
			Kind: vendorhttp.KindConflict, Symptom: SymptomNameTaken, Note: "an authorization of this name exists"}}
	}
	if r.Body, err = json.Marshal(n.body); err != nil {
		return Authorization{}, &CreateError{Err: errors.New("the request could not be encoded")}
	}
	var answer struct {
		Authorization wireAuthorization `json:"authorization"`
	}
	resp, err := c.do(ctx, r, &answer)
	c.writes.Add(1)
	if err == nil && answer.Authorization.Name.String() != n.name {
		err = c.service.Malformed(r, resp, "the answer is a success without the authorization")
	}
	switch kind := vendorhttp.KindOf(err); {
	case neverSent(err):
		return Authorization{}, &CreateError{Err: err}
	case err == nil:
		created := answer.Authorization.authorization()
		created.Tag = n.tag
		return created, nil
	case kind == vendorhttp.KindUnavailable || kind == vendorhttp.KindMalformed:
		return c.settle(ctx, n, err)
	case kind == vendorhttp.KindConflict:
		failure := &CreateError{Err: err, Sent: true}
		if existing, found, err := c.Find(ctx, n.name); err == nil && found {
			failure.Existing = &existing
		}
		return Authorization{}, failure
	}
	return Authorization{}, &CreateError{Err: err, Sent: true}
}

// neverSent reports whether err came before anything could go out: no connection, or an interruption.
func neverSent(err error) bool {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	return err != nil && (!ok || e.HTTPStatus == 0 && !e.Connected)
}

// settle finds out by the list what a create did whose answer is of no use. It outlives an interruption.
func (c *Client) settle(ctx context.Context, n creation, lost error) (Authorization, error) {
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	found, exists, err := c.Find(ctx, n.name)
	switch {
	case err != nil:
		return Authorization{}, &CreateError{Err: lost, Sent: true, Unsettled: true}
	case !exists:
		return Authorization{}, &CreateError{Err: disproved(lost), Sent: true}
	case !strings.EqualFold(found.RepoType, n.repoType) || found.TokenType != n.tokenType:
		return Authorization{}, &CreateError{Err: lost, Sent: true, Existing: &found}
	}
	return found, nil
}

// disproved takes back what a call may have done, once the list has proved that it did nothing.
func disproved(err error) error {
	if e, ok := errors.AsType[*vendorhttp.Error](err); ok {
		e.MayHave = ""
	}
	return err
}

func siteQuery(tag string) url.Values {
	if tag == "" {
		return nil
	}
	return url.Values{"tag": {tag}}
}
