package settings_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

var account = settings.Block{Name: "bank", Title: "Bank", Account: "bank account", Fields: []settings.Field{
	{Name: "id", Env: "BANK_ID", Form: settings.Check(func(value string) error {
		if value == "odd" {
			return settings.Doubt("it is odd")
		}
		return nil
	})},
	{Name: "pin", Env: "BANK_PIN", Sensitive: true, Form: settings.OneLine},
}, Secrets: &settings.Secrets{ID: "id", Secret: "pin", Value: settings.OneLine}}

func TestCredentialFallsBackToTheProviderBlockOfTheSameID(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	for name, c := range map[string]struct {
		ownID, ownPIN, id, pin types.String
		wantID, wantPIN, says  string
	}{
		"provider block":              {text("a"), text("1111"), null, null, "a", "1111", ""},
		"arguments":                   {text("a"), text("1111"), text(" b "), text("2222\n"), "b", "2222", ""},
		"arguments, no block":         {null, null, text("b"), text("2222"), "b", "2222", ""},
		"same id, trimmed":            {text("a"), text("1111"), text(" a"), null, "a", "1111", ""},
		"own secret for the block":    {text("a"), text("1111"), null, text("3333"), "a", "3333", ""},
		"odd is good enough":          {null, null, text("odd"), text("2222"), "odd", "2222", ""},
		"odd in the block":            {text("odd"), text("1111"), null, null, "odd", "1111", ""},
		"another id without a secret": {text("a"), text("1111"), text("b"), null, "", "", "No pin for bank account b: Give its pin, or configure the same id in the provider block (bank.id and bank.pin) or in bank.secrets"},
		"nothing":                     {null, null, null, null, "", "", "bank.id and bank.pin are needed to pay"},
		"secret alone":                {null, null, null, text("2222"), "", "", "bank.id is needed to pay"},
		"id not known":                {unknown, text("1111"), text("a"), null, "", "", "not known yet"},
	} {
		values := account.Resolve(types.ObjectValueMust(map[string]attr.Type{"id": types.StringType, "pin": types.StringType},
			map[string]attr.Value{"id": c.ownID, "pin": c.ownPIN}), settings.Sandbox{URL: null})
		id, pin, err := values.Credential("pay", settings.Argument{Setting: "id", Value: c.id}, settings.Argument{Setting: "pin", Value: c.pin})
		if c.says == "" {
			if err != nil || id != c.wantID || pin != c.wantPIN {
				t.Errorf("%s: %q, %q, %v", name, id, pin, err)
			}
			continue
		}
		if _, ok := errors.AsType[*explain.Problem](err); !ok || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "22") {
			t.Errorf("%s: %v lacks %q", name, err, c.says)
		}
	}
}

func TestDoubtIsAWarning(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]struct{ errors, warnings int }{"odd": {0, 1}, "even": {0, 0}, "none": {1, 0}} {
		check := settings.Validator(func(value string) error {
			return map[string]error{"odd": settings.Doubt("it is odd"), "none": errors.New("it is nothing")}[value]
		})
		var resp validator.StringResponse
		check.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("number"), ConfigValue: types.StringValue(value)}, &resp)
		if resp.Diagnostics.ErrorsCount() != want.errors || resp.Diagnostics.WarningsCount() != want.warnings {
			t.Errorf("%s: %v", value, resp.Diagnostics)
		}
	}
}
