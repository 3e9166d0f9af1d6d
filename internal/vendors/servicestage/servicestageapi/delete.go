package servicestageapi

import (
	"context"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Delete deletes the authorization called name; one that does not exist is done. What the vendor answers for a missing name
// is not documented, and it words everything as 400 or 500, so after any failure the list is asked.
func (c *Client) Delete(ctx context.Context, name string) error {
	_, err := c.do(ctx, vendorhttp.Request{
		Operation:  "delete authorization " + name,
		Method:     http.MethodDelete,
		Path:       "/git/auths/{name}",
		PathValues: []string{name},
		MayHave:    "Authorization " + name + " may have been deleted all the same.",
	}, nil)
	c.writes.Add(1)
	if err == nil {
		return nil
	}
	_, found, listErr := c.Find(ctx, name)
	switch {
	case listErr != nil:
		return err
	case !found:
		return nil
	}
	return disproved(err)
}
