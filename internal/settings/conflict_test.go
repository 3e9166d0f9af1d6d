package settings_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

func TestTheEnvironmentAddsNothingThatTheBlockExcludes(t *testing.T) {
	either := settings.Block{Name: "either", Title: "Either", Fields: []settings.Field{
		{Name: "key", Env: "EITHER_KEY", Credential: "key", ConflictsWith: []string{"token"}},
		{Name: "token", Env: "EITHER_TOKEN", Credential: "key", ConflictsWith: []string{"key"}},
	}}
	kinds := map[string]attr.Type{"key": types.StringType, "token": types.StringType}
	t.Setenv("EITHER_KEY", "env key")
	t.Setenv("EITHER_TOKEN", "env token")
	for name, c := range map[string]struct{ key, token, wantKey, wantToken types.String }{
		"key in the block":          {types.StringValue("k"), null, types.StringValue("k"), null},
		"token in the block":        {null, types.StringValue("t"), null, types.StringValue("t")},
		"key that comes with apply": {unknown, null, unknown, null},
		"neither in the block":      {null, null, types.StringValue("env key"), types.StringValue("env token")},
	} {
		object := types.ObjectValueMust(kinds, map[string]attr.Value{"key": c.key, "token": c.token})
		values := either.Resolve(object, settings.Sandbox{URL: null})
		if key, token := values.Get("key"), values.Get("token"); !key.Equal(c.wantKey) || !token.Equal(c.wantToken) {
			t.Errorf("%s: key %s, token %s; expected %s, %s", name, key, token, c.wantKey, c.wantToken)
		}
	}
}
