package servicestageapi

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// outcome is a list call's end, good or bad. Both are shared: a thousand readers of a service that is down, or of a key that
// is refused, are not a thousand calls.
type outcome struct {
	list listing
	err  error
}

// listing is a list answer. incomplete says why it may lack something; nil when it holds all there is.
type listing struct {
	authorizations []Authorization
	incomplete     error
}

// List returns every authorization of the project. The vendor has no call for one, so all readers between two writes
// share one call. The slice must not be changed.
func (c *Client) List(ctx context.Context) ([]Authorization, error) {
	list, err := c.list(ctx)
	if err == nil {
		err = list.incomplete
	}
	if err != nil {
		return nil, err
	}
	return list.authorizations, nil
}

// Find returns the authorization called name. False without an error is positive proof that there is none: an
// authenticated and complete list without it.
func (c *Client) Find(ctx context.Context, name string) (Authorization, bool, error) {
	list, err := c.list(ctx)
	if err != nil {
		return Authorization{}, false, err
	}
	for _, a := range list.authorizations {
		if a.Name == name {
			return a, true, nil
		}
	}
	return Authorization{}, false, list.incomplete
}

func (c *Client) list(ctx context.Context) (listing, error) {
	// A list under way when a write ends is kept under a number that nobody asks for any more.
	key := strconv.FormatInt(c.writes.Load(), 10)
	kept, err := c.lists.Get(ctx, key, func(ctx context.Context) (outcome, error) {
		list, err := c.fetchList(ctx)
		if err != nil && ctx.Err() != nil {
			return outcome{}, err // an interruption is nobody else's
		}
		return outcome{list, err}, nil
	})
	if err != nil {
		return listing{}, err
	}
	return kept.list, kept.err
}

func (c *Client) fetchList(ctx context.Context) (listing, error) {
	r := vendorhttp.Request{
		Operation: "list the repository authorizations",
		Method:    http.MethodGet,
		Path:      "/git/auths",
	}
	var answer struct {
		Authorizations *[]wireAuthorization `json:"authorizations"`
		Count          vendorhttp.Text      `json:"count"`
	}
	resp, err := c.do(ctx, r, &answer)
	switch {
	case err != nil:
		return listing{}, err
	case answer.Authorizations == nil && answer.Count != "0":
		return listing{}, c.service.Malformed(r, resp, "the answer has no list of authorizations")
	case answer.Authorizations == nil:
		return listing{}, nil
	}
	items := *answer.Authorizations
	list := listing{authorizations: make([]Authorization, 0, len(items))}
	for _, item := range items {
		if item.Name == "" {
			list.incomplete = c.service.Malformed(r, resp, "the list has an authorization without a name")
			continue
		}
		list.authorizations = append(list.authorizations, item.authorization())
	}
	// Older regions send no count (servicestage_06_0092 in its earlier editions).
	if answer.Count != "" && answer.Count.String() != strconv.Itoa(len(items)) {
		list.incomplete = c.service.Malformed(r, resp,
			fmt.Sprintf("the list announces %s authorizations and holds %d", answer.Count, len(items)))
	}
	return list, nil
}
