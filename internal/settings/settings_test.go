package settings_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

var block = settings.Block{Name: "shop", Title: "Shop", Fields: []settings.Field{
	{Name: "key", Env: "SHOP_KEY", Sensitive: true, Credential: "key", Form: settings.OneLine},
	{Name: "secret", Env: "SHOP_SECRET", Sensitive: true, Credential: "key", Form: settings.OneLine},
	{Name: "site", Env: "SHOP_SITE", Default: "here", Of: "key"},
	{Name: "endpoint", Env: "SHOP_ENDPOINT", Default: "https://shop.example.com", Sandbox: "/shop", Form: settings.Endpoint},
}}

func object(key, site, endpoint types.String) types.Object {
	kinds := map[string]attr.Type{"key": types.StringType, "site": types.StringType, "endpoint": types.StringType}
	return types.ObjectValueMust(kinds, map[string]attr.Value{"key": key, "site": site, "endpoint": endpoint})
}

var null, unknown = types.StringNull(), types.StringUnknown()

func TestArgumentThenEnvironmentThenSandboxThenDefault(t *testing.T) {
	t.Setenv("SHOP_KEY", "from env")
	t.Setenv("SHOP_SITE", "")
	none := settings.Sandbox{URL: null}
	sandbox := settings.Sandbox{URL: types.StringValue("http://127.0.0.1:8750/")}
	written := settings.Sandbox{URL: sandbox.URL, Written: true}
	for name, c := range map[string]struct {
		object                types.Object
		sandbox               settings.Sandbox
		key, site, at         types.String
		environmentOfEndpoint string
	}{
		"nothing set":      {object(null, null, null), none, types.StringValue("from env"), types.StringValue("here"), types.StringValue("https://shop.example.com"), ""},
		"no object at all": {types.ObjectNull(nil), none, types.StringValue("from env"), types.StringValue("here"), types.StringValue("https://shop.example.com"), ""},
		"arguments":        {object(types.StringValue("k"), types.StringValue("there"), types.StringValue("https://x")), sandbox, types.StringValue("k"), types.StringValue("there"), types.StringValue("https://x"), "https://env"},
		"sandbox":          {object(null, null, null), sandbox, types.StringValue("from env"), types.StringValue("here"), types.StringValue("http://127.0.0.1:8750/shop"), ""},
		"environment wins": {object(null, null, null), sandbox, types.StringValue("from env"), types.StringValue("here"), types.StringValue("https://env"), "https://env"},
		"blanks around":    {object(types.StringValue(" k\n"), null, null), none, types.StringValue("k"), types.StringValue("here"), types.StringValue("https://env"), " https://env\r\n"},
		"unknown argument": {object(unknown, null, null), none, unknown, types.StringValue("here"), types.StringValue("https://shop.example.com"), ""},
		"unknown object":   {types.ObjectUnknown(nil), sandbox, unknown, unknown, unknown, ""},
		"sandbox of the block over the environment": {object(null, null, null), written, types.StringValue("from env"), types.StringValue("here"), types.StringValue("http://127.0.0.1:8750/shop"), "https://env"},
		"sandbox not known":                         {object(null, null, null), settings.Sandbox{URL: unknown}, types.StringValue("from env"), types.StringValue("here"), unknown, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("SHOP_ENDPOINT", c.environmentOfEndpoint)
			values := block.Resolve(c.object, c.sandbox)
			for field, want := range map[string]types.String{"key": c.key, "site": c.site, "endpoint": c.at} {
				if got := values.Get(field); !got.Equal(want) {
					t.Errorf("%s is %s, expected %s", field, got, want)
				}
			}
		})
	}
}

func TestErrorsNameTheArgumentAndTheVariableAndNoSecret(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key     types.String
		says    []string
		unknown bool
	}{
		"missing":   {null, []string{"Missing Shop settings", "shop.key is needed to look around", "SHOP_KEY"}, false},
		"blank":     {types.StringValue("  "), []string{"Missing Shop settings"}, false},
		"unknown":   {unknown, []string{"not known yet", "shop.key"}, true},
		"malformed": {types.StringValue("pass\nword"), []string{"shop.key", "SHOP_KEY", "line break"}, false},
	} {
		_, err := block.Resolve(object(c.key, null, null), settings.Sandbox{URL: null}).Require("look around", "key", "endpoint")
		problem, ok := errors.AsType[*explain.Problem](err)
		if !ok || problem.Unknown != c.unknown {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, phrase := range c.says {
			if !strings.Contains(err.Error(), phrase) {
				t.Errorf("%s: %q lacks %q", name, err, phrase)
			}
		}
		if strings.Contains(err.Error(), "word") {
			t.Errorf("%s: the error repeats the secret", name)
		}
	}
	known, err := block.Resolve(object(types.StringValue(" key \n"), null, null), settings.Sandbox{URL: null}).Require("look around", "key", "site")
	if err != nil || known["key"] != "key" || known["site"] != "here" {
		t.Errorf("%v, %v", known, err)
	}
}

func TestWhatTheBlockSaysOfACredentialWinsAsAWhole(t *testing.T) {
	t.Setenv("SHOP_KEY", "env key")
	t.Setenv("SHOP_SECRET", "env secret")
	values := block.Resolve(object(types.StringValue("k"), null, null), settings.Sandbox{URL: null})
	if secret := values.Get("secret"); !secret.IsNull() {
		t.Errorf("the environment's secret was joined to the block's key: %s", secret)
	}
	_, err := values.Require("look around", "key", "secret")
	if err == nil || !strings.Contains(err.Error(), "SHOP_SECRET of the environment is not joined") {
		t.Errorf("%v", err)
	}
	values = block.Resolve(object(null, null, types.StringValue("https://x")), settings.Sandbox{URL: null})
	if key, secret := values.Get("key"), values.Get("secret"); key.ValueString() != "env key" || secret.ValueString() != "env secret" {
		t.Errorf("key %s, secret %s", key, secret)
	}
}

// A site is no part of a credential: written alone, it leaves the credential to the environment.
func TestWhereACredentialLivesMayStandInTheBlockAlone(t *testing.T) {
	t.Setenv("SHOP_KEY", "env key")
	t.Setenv("SHOP_SECRET", "env secret")
	t.Setenv("SHOP_SITE", "env site")
	there := types.StringValue("there")
	for name, c := range map[string]struct{ key, site, wantKey, wantSecret, wantSite string }{
		"neither":  {"", "", "env key", "env secret", "env site"},
		"the site": {"", "there", "env key", "env secret", "there"},
		"the key":  {"k", "", "k", "", "here"},
		"both":     {"k", "there", "k", "", "there"},
	} {
		key, site := null, null
		if c.key != "" {
			key = types.StringValue(c.key)
		}
		if c.site != "" {
			site = there
		}
		values := block.Resolve(object(key, site, null), settings.Sandbox{URL: null})
		for field, want := range map[string]string{"key": c.wantKey, "secret": c.wantSecret, "site": c.wantSite} {
			if got := values.Get(field).ValueString(); got != want {
				t.Errorf("%s in the block: %s is %q, expected %q", name, field, got, want)
			}
		}
	}
}

func TestASettingThatWaitsForTheSandboxSaysSo(t *testing.T) {
	t.Parallel()
	for argument, says := range map[string]types.String{"sandbox_url is needed": null, "shop.endpoint is needed": unknown} {
		_, err := block.Resolve(object(null, null, says), settings.Sandbox{URL: unknown, Written: true}).Require("look around", "endpoint")
		if err == nil || !strings.Contains(err.Error(), argument) {
			t.Errorf("with the endpoint %s: %v", says, err)
		}
	}
}
