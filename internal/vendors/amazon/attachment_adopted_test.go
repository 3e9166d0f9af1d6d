package amazon_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/adopted"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAttachmentIsAdopted(t *testing.T) {
	type profile = sandboxtest.AmazonProfile
	const malformed = "client_id/api or client_id/scope"
	adopted.Test(t, adopted.Kind[profile]{
		Type: "storeauth_amazon_security_profile_attachment", Vendor: "amazon", Noun: "Amazon security profile attachment", Console: "My Settings > API Access",
		SecretArgument: "client_secret_wo", ProviderArguments: "amazon.client_id and amazon.client_secret",
		Create: func(t testing.TB, sb *sandboxtest.Sandbox) profile {
			return sb.CreateAmazonProfile(t, "app_submission")
		},
		Rotate: func(t testing.TB, sb *sandboxtest.Sandbox, p profile) profile {
			p.ClientSecret = sb.RotateAmazonSecret(t, p.ClientID, false)
			return p
		},
		Account: func(p profile) adopted.Account {
			return adopted.Account{
				Name: p.ClientID + "/app_submission", Key: p.ClientID, Arguments: fmt.Sprintf("client_id = %q\n  %s", p.ClientID, submission), Secret: p.ClientSecret,
				ImportIDs: []string{p.ClientID + "/app_submission", p.ClientID + "/" + submissionScope, " " + p.ClientID + " / app_submission\n"},
				Identity:  map[string]any{"client_id": p.ClientID, "scope": submissionScope},
				Computed:  map[string]any{"scope": submissionScope},
			}
		},
		Block: func(p profile, secret string) string {
			return fmt.Sprintf("  amazon = {\n    client_id = %q\n    client_secret = %s\n  }", p.ClientID, secret)
		},
		// Always a fresh token: one that something else holds may be older than a detach.
		Calls: []string{"POST " + mint},
		Refusals: map[string]adopted.Refusal[profile]{
			"detached": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, p profile) {
					sb.DetachAmazonProfile(t, p.ClientID, "app_submission")
				},
				Mend: func(t testing.TB, sb *sandboxtest.Sandbox, p profile) {
					sb.AttachAmazonProfile(t, p.ClientID, "app_submission")
				},
				Status: "denied", Reason: "invalid_scope: The request has an invalid parameter : scope",
				Says: []string{"HTTP 400", "The security profile is not attached to this API",
					"My Settings > API Access (https://developer.amazon.com/apps-and-games/console/api-access/home.html)"},
				Silent: "Web Settings",
			},
			"secret_rotated": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, p profile) { sb.RotateAmazonSecret(t, p.ClientID, false) },
				Status: "rejected", Reason: "invalid_client: Client authentication failed",
				Says: []string{"HTTP 401", "This says nothing about attachments", "Web Settings"}, Silent: "not attached",
			},
			"deleted": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, p profile) { sb.DeleteAmazonProfile(t, p.ClientID) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, p profile) { sb.RestoreAmazonProfile(t, p.ClientID) },
				Status: "rejected", Reason: "invalid_client: Client authentication failed", Says: []string{"HTTP 401"}, Silent: "not attached",
			},
			"no_client_credentials": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, p profile) { sb.SetAmazonUnauthorized(t, p.ClientID, true) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, p profile) { sb.SetAmazonUnauthorized(t, p.ClientID, false) },
				Status: "denied", Reason: "unauthorized_client",
			},
		},
		Faults: map[string]acctest.Fault{
			"500 with a refusal": {Kind: "status", Status: 500, Body: []byte(`{"error":"invalid_client"}`)},
			"401 without a code": {Kind: "status", Status: 401, Body: []byte(`{"message":"Unauthorized"}`)},
			"invalid_request":    {Kind: "status", Status: 400, Body: []byte(`{"error_description":"The request is missing a required parameter : client_id","error":"invalid_request"}`)},
			"unknown code":       {Kind: "status", Status: 400, Body: []byte(`{"error":"account_suspended"}`)},
		},
		MalformedIDs: map[string][]string{
			"amzn1.application-oa2-client.1": {malformed}, "amzn1.application-oa2-client.1/": {malformed}, "/app_submission": {malformed},
			"amzn1.application-oa2-client.1/two scopes":                  {malformed},
			"amzn1.oa2-cs.v1." + strings.Repeat("0a", 32) + "/reporting": {"client_id: it looks like a client secret"},
		},
	})
}
