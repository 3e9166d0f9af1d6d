package agcapi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// The layers of a verification, as the operation of its errors.
const (
	layerCredential = "verify the credential itself (layer 1 of 3: credential, permission, apps)"
	layerPermission = "verify the permission to use the Publishing API (layer 2 of 3: credential, permission, apps)"
	layerApps       = "verify access to app %s (layer 3 of 3: credential, permission, apps)"
)

// probePackage is looked up to probe the permission. No app has it; the vendor answers with an empty list.
const probePackage = "org.storeauth.permission.probe"

// Verify asks, with a fresh token and without changing anything, whether the credential works, may use the Publishing API, and
// sees every app of appIDs; the operation of an error names the layer that failed. KindRejected and KindDenied are the
// vendor's refusals, every other error says nothing about the credential.
func (c *Client) Verify(ctx context.Context, credential Credential, appIDs []string) error {
	token, err := credential.Token(ctx, c)
	if err != nil {
		return named(err, layerCredential)
	}
	if err := c.Probe(ctx, token); err != nil {
		return err
	}
	return c.verifyApps(ctx, token, appIDs)
}

// verifyApps returns the first refusal, naming every app that is refused. What is refused stays so, whatever could not be asked
// after it.
func (c *Client) verifyApps(ctx context.Context, token Token, appIDs []string) error {
	var refusal error
	var refused []string
	for _, id := range appIDs {
		err := c.verifyApp(ctx, token, id)
		if err == nil {
			continue
		}
		if vendorhttp.KindOf(err) != vendorhttp.KindDenied {
			if refusal == nil {
				return err
			}
			break
		}
		refused = append(refused, id)
		refusal = cmp.Or(refusal, err)
	}
	if refusal == nil {
		return nil
	}
	return named(refusal, fmt.Sprintf(layerApps, strings.Join(refused, ", ")))
}

// Probe asks whether the token, with the client id beside it, is accepted and may use the Publishing API.
func (c *Client) Probe(ctx context.Context, token Token) error {
	_, err := c.appIDs(ctx, token, probePackage, layerPermission)
	if vendorhttp.KindOf(err) == vendorhttp.KindRejected {
		return named(err, layerCredential)
	}
	return err
}

// verifyApp accepts any good answer: which fields an app has is not its concern.
func (c *Client) verifyApp(ctx context.Context, token Token, appID string) error {
	request := c.appInfoRequest(token, url.Values{"appId": {appID}}, fmt.Sprintf(layerApps, appID))
	_, err := c.http.Do(ctx, request)
	if e, ok := errors.AsType[*vendorhttp.Error](err); ok && vendorhttp.HasSymptom(err, deadToken...) {
		// The probe has just proved the token, so this refusal contradicts it and says nothing.
		e.Kind, e.Symptom = vendorhttp.KindUnexpected, SymptomInconsistent
	}
	return err
}

func named(err error, operation string) error {
	if e, ok := errors.AsType[*vendorhttp.Error](err); ok {
		e.Operation = operation
	}
	return err
}
