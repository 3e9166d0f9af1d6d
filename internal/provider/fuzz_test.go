package provider_test

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
)

// adopted are the resources by the argument that takes a secret, with what they need beside it.
var adopted = map[string]struct {
	secret, id string
	more       map[string]any
}{
	"storeauth_galaxy_service_account":              {"private_key_wo", "service_account_id", nil},
	"storeauth_agc_api_client":                      {"client_secret_wo", "client_id", nil},
	"storeauth_agc_service_account":                 {"key_wo", "", nil},
	"storeauth_amazon_security_profile_attachment":  {"client_secret_wo", "client_id", map[string]any{"api": "app_submission"}},
	"storeauth_iot_application":                     {"secret_wo", "app_id", nil},
	"storeauth_servicestage_token_authorization":    {"token_wo", "name", map[string]any{"repo_type": "gitlab"}},
	"storeauth_servicestage_password_authorization": {"password_wo", "name", map[string]any{"repo_type": "bitbucket", "user_name": "tom"}},
	"storeauth_servicestage_oauth_authorization":    {"callback_url_wo", "name", map[string]any{"repo_type": "github"}},
}

// FuzzPasted validates anything in the place of a secret and of an id: no diagnostic repeats a secret, wherever it was pasted.
func FuzzPasted(f *testing.F) {
	for _, seed := range []string{"", "\ufeffsecret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", `{"client_id":"1","client_secret":"2"}`, "***", "CLIENT_SECRET=abc", "a b",
		"https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=a&state=b", "amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"} {
		f.Add(seed)
	}
	p := protocoltest.Start(f, provider.New("test")(), map[string]any{"sandbox_url": "http://127.0.0.1:1", "max_retries": 0})
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?") // as Terraform's values are
		for typeName, of := range adopted {
			config := map[string]any{of.secret: text}
			for name, value := range of.more {
				config[name] = value
			}
			if of.id != "" {
				config[of.id] = "placeholder-of-an-id"
			}
			words := p.Resource(t, typeName).Validate(t, config).Words()
			if secret := strings.TrimSpace(text); len(secret) > 24 && strings.Contains(words, secret) {
				t.Errorf("%s repeats %q: %s", typeName, text, words)
			}
		}
	})
}

// FuzzImport imports by anything, as an id and as an identity.
func FuzzImport(f *testing.F) {
	for _, seed := range []string{"", "/", "china/1", "a/b/c", "amzn1.application-oa2-client.0/app_submission", " x ", "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10", "C1234567890123456789"} {
		f.Add(seed)
	}
	p := protocoltest.Start(f, provider.New("test")(), map[string]any{"sandbox_url": "http://127.0.0.1:1", "max_retries": 0})
	f.Fuzz(func(t *testing.T, id string) {
		id = strings.ToValidUTF8(id, "?")
		for typeName, of := range adopted {
			byID, byIdentity := p.Resource(t, typeName), p.Resource(t, typeName)
			told := byID.Import(t, id)
			if len(told.Errors) == 0 && byID.State(t) == nil {
				t.Errorf("%s: %q is neither imported nor refused", typeName, id)
			}
			if of.id == "" {
				continue
			}
			told = byIdentity.ImportByIdentity(t, map[string]any{of.id: id})
			if len(told.Errors) == 0 && byIdentity.State(t) == nil {
				t.Errorf("%s: the identity %q is neither imported nor refused", typeName, id)
			}
		}
	})
}
