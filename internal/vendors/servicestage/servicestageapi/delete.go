package servicestageapi

import (
	"context"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Delete deletes the authorization called name; one that does not exist counts as deleted. The documented success is 204 and
// nothing else (servicestage_06_0097): a login page with a 200 deletes nothing. What the vendor answers for a missing name is
// not documented, and it words everything as 400 or 500. So after any other answer the list is asked.
func (c *Client) Delete(ctx context.Context, name string) error {
	r := vendorhttp.Request{
		Operation:  "delete authorization " + name,
		Method:     http.MethodDelete,
		Path:       "/git/auths/{name}",
		PathValues: []string{name},
		MayHave:    "Authorization " + name + " may have been deleted all the same.",
	}
	resp, err := c.do(ctx, r, nil)
	if err == nil && resp.Status != http.StatusNoContent {
		err = c.service.Malformed(r, resp, "the answer is "+resp.Shape()+", and not the documented 204")
	}
	if err == nil {
		c.lists.change(func(l listing) listing { return l.without(name) })
		return nil
	}
	_, found, listErr := c.find(ctx, name, later)
	switch {
	case listErr != nil:
		return err
	case !found:
		return nil
	}
	return disproved(err)
}
