package servicestage

import (
	"context"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

// usedCallbacks reads the fingerprints of the codes that were sent for an authorization.
func usedCallbacks(ctx context.Context, list types.List) (fingerprints []string, diags diag.Diagnostics) {
	if list.IsNull() || list.IsUnknown() {
		return nil, nil
	}
	diags = list.ElementsAs(ctx, &fingerprints, false)
	return fingerprints, diags
}

// used reports whether the callback's code is one of those that were sent.
func (c declaredCallback) used(fingerprints []string) bool {
	return c.given && slices.ContainsFunc(fingerprints, func(f string) bool { return credential.HasFingerprint(f, c.Code) })
}

// unused reports whether the callback can still be exchanged, as far as the fingerprints tell.
func (c declaredCallback) unused(fingerprints []string) bool { return c.given && !c.used(fingerprints) }

// spend adds the callback's code to those that were sent.
func (c declaredCallback) spend(ctx context.Context, m *oauthAuthorizationModel, diags *diag.Diagnostics) {
	fingerprints, problems := usedCallbacks(ctx, m.UsedCallbacks)
	diags.Append(problems...)
	fingerprint, err := credential.Fingerprint(credential.Random, c.Code)
	if err != nil {
		diags.AddError("Provider bug", "The fingerprint of a callback could not be made: "+err.Error())
		return
	}
	list, problems := types.ListValueFrom(ctx, types.StringType, append(fingerprints, fingerprint))
	diags.Append(problems...)
	m.UsedCallbacks = list
}

// codes are the single-use codes that this process knows of, by the name of the authorization that they are or were for. One
// code in two resources would authorize whichever comes first.
type codes struct {
	mu sync.Mutex
	// used are lists of fingerprints, wanted the codes that are to be sent. They are in memory only.
	used   map[string]types.List
	wanted map[string]declaredCallback
	// ended are authorizations that are deleted, or that get another name. What they used is used for whoever has it next.
	ended map[string]bool
}

// remember keeps what was sent for an authorization, for the creation that replaces it.
func (c *codes) remember(name string, used types.List) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.used == nil {
		c.used = map[string]types.List{}
	}
	c.used[name] = used
}

// end says that the authorization of the name is deleted, or gets another name.
func (c *codes) end(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended == nil {
		c.ended = map[string]bool{}
	}
	c.ended[name] = true
}

// usedFor returns what was sent for authorizations of the name, null when nothing is known of it. A callback that was sent for one
// that has ended is in it, too: a renamed authorization may still have its former callback in the configuration.
func (c *codes) usedFor(ctx context.Context, name string, callback declaredCallback) types.List {
	c.mu.Lock()
	defer c.mu.Unlock()
	own, ok := c.used[name]
	if !ok {
		own = types.ListNull(types.StringType)
	}
	if used, _ := usedCallbacks(ctx, own); callback.used(used) {
		return own
	}
	for other, list := range c.used {
		if used, _ := usedCallbacks(ctx, list); c.ended[other] && callback.used(used) {
			return types.ListValueMust(types.StringType, append(own.Elements(), list.Elements()...))
		}
	}
	return own
}

// claim says that a callback is to be exchanged for an authorization, and returns the name of another one that it was used or
// is wanted for, empty when there is none.
func (c *codes) claim(ctx context.Context, name string, callback declaredCallback) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wanted == nil {
		c.wanted = map[string]declaredCallback{}
	}
	c.wanted[name] = callback
	for other, wanted := range c.wanted {
		if other != name && wanted.Code == callback.Code {
			return other
		}
	}
	for other, list := range c.used {
		if used, _ := usedCallbacks(ctx, list); other != name && callback.used(used) {
			return other
		}
	}
	return ""
}

// wantedFor returns the name of another authorization that wants a callback which was used for this one, empty when there is
// none. The other one may have been planned before this one was read.
func (c *codes) wantedFor(ctx context.Context, name string, list types.List) string {
	used, _ := usedCallbacks(ctx, list)
	c.mu.Lock()
	defer c.mu.Unlock()
	for other, wanted := range c.wanted {
		if other != name && wanted.used(used) {
			return other
		}
	}
	return ""
}
