package servicestageapi

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	// listLifetime is how old a list may be: old enough to serve a plan of a thousand, young enough to see within one apply
	// what others change.
	listLifetime = 30 * time.Second
	// failureLifetime is shorter: a service that was down for a moment must not fail the rest of an apply.
	failureLifetime = 10 * time.Second
)

func listLifetimeOf(err error) time.Duration {
	if err != nil {
		return failureLifetime
	}
	return listLifetime
}

// listing is a list answer. incomplete says why it may lack something; nil when it holds all there is.
type listing struct {
	authorizations []Authorization
	incomplete     error
}

// with is the list with an authorization of the caller's own making.
func (l listing) with(made Authorization) listing {
	// An append leaves what others hold of the list as it is.
	return listing{append(l.without(made.Name).authorizations, made), l.incomplete}
}

func (l listing) without(name string) listing {
	if _, found := l.find(name); !found {
		return l
	}
	others := slices.DeleteFunc(slices.Clone(l.authorizations), func(a Authorization) bool { return a.Name == name })
	return listing{others, l.incomplete}
}

func (l listing) find(name string) (Authorization, bool) {
	at := slices.IndexFunc(l.authorizations, func(a Authorization) bool { return a.Name == name })
	if at < 0 {
		return Authorization{}, false
	}
	return l.authorizations[at], true
}

// List returns every authorization of the project. All readers share a list, which may be half a minute old but has in it what
// this client did itself. The slice must not be changed.
func (c *Client) List(ctx context.Context) ([]Authorization, error) { return c.list(ctx, recent) }

// ListNow is List as the vendor has it now: it asks, or joins a call that is under way.
func (c *Client) ListNow(ctx context.Context) ([]Authorization, error) { return c.list(ctx, current) }

func (c *Client) list(ctx context.Context, want freshness) ([]Authorization, error) {
	list, err := c.lists.get(ctx, want)
	if err == nil {
		err = list.incomplete
	}
	if err != nil {
		return nil, err
	}
	return list.authorizations, nil
}

// Find returns the authorization called name, from the list that List returns: the vendor has no call for one. False without an
// error is positive proof that there is none: an authenticated and complete list without it.
func (c *Client) Find(ctx context.Context, name string) (Authorization, bool, error) {
	return c.find(ctx, name, recent)
}

// FindNow is Find in a list as the vendor has it now.
func (c *Client) FindNow(ctx context.Context, name string) (Authorization, bool, error) {
	return c.find(ctx, name, current)
}

func (c *Client) find(ctx context.Context, name string, want freshness) (Authorization, bool, error) {
	list, err := c.lists.get(ctx, want)
	if err != nil {
		return Authorization{}, false, err
	}
	if found, ok := list.find(name); ok {
		return found, true, nil
	}
	return Authorization{}, false, list.incomplete
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
