package agcapi

import (
	"context"
	"net/http"
	"net/url"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// FoundApp is one app that a package name belongs to.
type FoundApp struct {
	// Name is the app's name, not the package's ("Querying the App ID…"): an answer about several package names would not
	// tell which is whose.
	Name vendorhttp.Text `json:"key"`
	// ID is the app id, seen as string and as number.
	ID vendorhttp.Text `json:"value"`
}

// AppIDs returns the apps that carry the package name; none is an empty list. It takes the permission to publish and no app,
// which makes it the probe of that permission.
func (c *Client) AppIDs(ctx context.Context, token Token, packageName string) ([]FoundApp, error) {
	return c.appIDs(ctx, token, packageName, "look up the app id of package "+packageName)
}

func (c *Client) appIDs(ctx context.Context, token Token, packageName, operation string) ([]FoundApp, error) {
	var answer struct {
		AppIDs []FoundApp `json:"appids"`
	}
	_, err := c.http.DoJSON(ctx, vendorhttp.Request{
		Operation: operation,
		Method:    http.MethodGet,
		Path:      "/api/publish/v2/appid-list",
		Query:     url.Values{"packageName": {packageName}},
		Header:    token.Header(),
		Classify:  c.classifyFor(token, classifyContent("appids")),
		Secrets:   []string{token.Value},
	}, &answer)
	return answer.AppIDs, err
}
