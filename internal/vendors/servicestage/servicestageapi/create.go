package servicestageapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	// SymptomNameTaken is an authorization of the same name, found in the list before anything was sent.
	SymptomNameTaken = "name-taken"
	// SymptomSecretRefused is a token or password, just given, that the git host refuses.
	SymptomSecretRefused = "secret-refused"
)

// CreateError is why an authorization was not created, or why that is not known.
type CreateError struct {
	// Err is what failed, an *vendorhttp.Error in its chain.
	Err error
	// Existing is the authorization that has the name.
	Existing *Authorization
	// Sent says that the request may have reached the service: a single-use code in it must not be sent again.
	Sent bool
	// Unsettled says that the answer was lost and the list did not tell either: the authorization may exist.
	Unsettled bool
}

func (e *CreateError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *CreateError) Unwrap() error { return e.Err }

// Lost reports whether no usable answer came and the list proved that nothing was made.
func (e *CreateError) Lost() bool {
	kind := vendorhttp.KindOf(e.Err)
	return e.Sent && !e.Unsettled && e.Existing == nil && (kind == vendorhttp.KindUnavailable || kind == vendorhttp.KindMalformed)
}

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
	existing, taken, err := c.lookBefore(ctx, n)
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
	if err == nil && answer.Authorization.Name.String() != n.name {
		err = c.service.Malformed(r, resp, "the answer is a success without the authorization")
	}
	if err == nil {
		made := n.complete(answer.Authorization.authorization())
		c.lists.change(func(l listing) listing { return l.with(made) })
		return made, nil
	}
	return c.failedCreation(ctx, n, err)
}

// lookBefore finds an authorization of the name. A single-use code is not risked on an old list, and no list that may be out of
// date says that a name is taken.
func (c *Client) lookBefore(ctx context.Context, n creation) (Authorization, bool, error) {
	if n.retry == vendorhttp.RetryNever {
		return c.find(ctx, n.name, later)
	}
	existing, taken, err := c.find(ctx, n.name, recent)
	if err == nil && taken {
		existing, taken, err = c.find(ctx, n.name, later)
	}
	return existing, taken, err
}

func (c *Client) failedCreation(ctx context.Context, n creation, err error) (Authorization, error) {
	e, _ := errors.AsType[*vendorhttp.Error](err)
	switch {
	case neverSent(err) || fromGateway(err):
		return Authorization{}, &CreateError{Err: err}
	case e.MayHave != "":
		return c.settle(ctx, n, err)
	case e.Kind == vendorhttp.KindConflict:
		failure := &CreateError{Err: err, Sent: true}
		if existing, found, err := c.find(ctx, n.name, later); err == nil && found {
			failure.Existing = &existing
		}
		return Authorization{}, failure
	case e.Symptom == SymptomInvalid:
		e.Symptom = SymptomSecretRefused
	}
	return Authorization{}, &CreateError{Err: err, Sent: true}
}

// neverSent reports whether err came before anything could go out: no connection, an interruption, or a refusal of an earlier
// call that stands for this one.
func neverSent(err error) bool {
	_, stands := errors.AsType[withheld](err)
	e, ok := errors.AsType[*vendorhttp.Error](err)
	return err != nil && (stands || !ok || e.HTTPStatus == 0 && !e.Connected)
}

// complete fills in what an answer leaves out and the vendor's success implies.
func (n creation) complete(made Authorization) Authorization {
	made.RepoType, made.TokenType = cmp.Or(made.RepoType, n.repoType), cmp.Or(made.TokenType, n.tokenType)
	made.Tag, made.Status = cmp.Or(made.Tag, n.tag), cmp.Or(made.Status, StatusNormal)
	return made
}

// is reports whether an authorization of the name can be the one that was asked for. What a list leaves out proves nothing.
func (n creation) is(found Authorization) bool {
	return (found.RepoType == "" || strings.EqualFold(found.RepoType, n.repoType)) && (found.TokenType == "" || found.TokenType == n.tokenType)
}

// settle finds out by the list what a create did whose answer is of no use. It outlives an interruption.
func (c *Client) settle(ctx context.Context, n creation, lost error) (Authorization, error) {
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	found, exists, err := c.find(ctx, n.name, later)
	switch {
	case err != nil:
		return Authorization{}, &CreateError{Err: lost, Sent: true, Unsettled: true}
	case !exists:
		return Authorization{}, &CreateError{Err: disproved(lost), Sent: true}
	case !n.is(found):
		return Authorization{}, &CreateError{Err: lost, Sent: true, Existing: &found}
	}
	return n.complete(found), nil
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
