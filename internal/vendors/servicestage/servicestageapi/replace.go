package servicestageapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// TemporaryName is the name under which a replacement of the authorization called name is proven. It is always the same, so that
// one which a killed process left is found again.
func TemporaryName(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "storeauth-proof-" + hex.EncodeToString(sum[:4])
}

// Replacement is what a replaced authorization is now. Leftover is why the one under a temporary name, Temporary, could not
// be deleted again.
type Replacement struct {
	Authorization Authorization
	Temporary     string
	Leftover      error
}

// ReplaceError is why an authorization was not replaced.
type ReplaceError struct {
	// Err is what failed, an *vendorhttp.Error in its chain.
	Err error
	// Deleted says that the former authorization is gone, and MayBeDeleted that it may be. Without either it is as it was.
	Deleted, MayBeDeleted bool
}

func (e *ReplaceError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *ReplaceError) Unwrap() error { return e.Err }

// Replace deletes the authorization called name and creates it again, because the API cannot change one. create makes it under
// the name that it is given.
//
// The vendor allows a name once, so the former one must go first. A secret that is refused would then leave nothing. So create
// proves itself under a temporary name before that, and the git host is asked through the result, because no document says that
// the service tries a secret when it takes it.
func (c *Client) Replace(ctx context.Context, name string, create func(ctx context.Context, name string) (Authorization, error)) (Replacement, error) {
	r := Replacement{Temporary: TemporaryName(name)}
	made, err := create(ctx, r.Temporary)
	if failure, ok := errors.AsType[*CreateError](err); ok && failure.Existing != nil {
		if err = c.deleteTemporary(ctx, r.Temporary); err == nil {
			made, err = create(ctx, r.Temporary)
		}
	}
	refused := err
	if err == nil {
		refused = c.refusedByHost(ctx, made)
	}
	if failure, ok := errors.AsType[*CreateError](err); err == nil || ok && failure.Unsettled {
		r.Leftover = c.deleteTemporary(ctx, r.Temporary)
	}
	if refused != nil {
		return r, &ReplaceError{Err: refused}
	}
	if err := ctx.Err(); err != nil {
		return r, &ReplaceError{Err: err}
	}
	// From here on an interruption would leave nothing under the name.
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	if err := c.Delete(ctx, name); err != nil {
		e, ok := errors.AsType[*vendorhttp.Error](err)
		return r, &ReplaceError{Err: err, MayBeDeleted: ok && e.MayHave != ""}
	}
	r.Authorization, err = createAgain(ctx, name, create)
	if err != nil {
		return r, &ReplaceError{Err: err, Deleted: true}
	}
	return r, nil
}

// createAgain repeats a creation whose answer was lost, once the list has proved that it made nothing. The secret of a
// replacement may be sent more than once.
func createAgain(ctx context.Context, name string, create func(context.Context, string) (Authorization, error)) (made Authorization, err error) {
	const attempts = 3
	for range attempts {
		made, err = create(ctx, name)
		if failure, ok := errors.AsType[*CreateError](err); !ok || !failure.Lost() {
			break
		}
	}
	return made, err
}

// refusedByHost returns the vendor's word that the git host does not accept an authorization that was just made. Whatever else
// goes wrong proves nothing.
func (c *Client) refusedByHost(ctx context.Context, made Authorization) error {
	if made.Status == StatusUnauthenticated || made.Status == StatusOverdue {
		return &vendorhttp.Error{Vendor: vendor, Operation: "create authorization " + made.Name, Kind: vendorhttp.KindRejected,
			Symptom: SymptomSecretRefused, Note: "the new authorization has the status " + made.Status}
	}
	_, err := c.Namespaces(ctx, made.Name)
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if !ok || e.Symptom != SymptomInvalid {
		return nil
	}
	e.Symptom = SymptomSecretRefused
	return err
}

func (c *Client) deleteTemporary(ctx context.Context, name string) error {
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	return c.Delete(ctx, name)
}
