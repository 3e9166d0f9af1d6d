package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The wanted texts are the form that Terraform 1.14 writes.
func TestSchemasAreWrittenAsTerraformWritesThem(t *testing.T) {
	secret := &tfprotov6.Schema{Version: 2, Block: &tfprotov6.SchemaBlock{
		Description: "A *thing*.", DescriptionKind: tfprotov6.StringKindMarkdown,
		Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "ids", Type: tftypes.Set{ElementType: tftypes.String}, Optional: true, Computed: true},
			{Name: "key_wo", Type: tftypes.String, Required: true, WriteOnly: true, Sensitive: true, Deprecated: true},
			{Name: "parts", Computed: true, NestedType: &tfprotov6.SchemaObject{
				Nesting:    tfprotov6.SchemaObjectNestingModeList,
				Attributes: []*tfprotov6.SchemaAttribute{{Name: "n", Type: tftypes.Number, Computed: true}},
			}},
		},
		BlockTypes: []*tfprotov6.SchemaNestedBlock{{
			TypeName: "timeouts", Nesting: tfprotov6.SchemaNestedBlockNestingModeSingle, MaxItems: 1, Block: &tfprotov6.SchemaBlock{},
		}},
	}}
	wantSecret := `{"version":2,"block":{"description":"A *thing*.","description_kind":"markdown",
		"attributes":{
			"ids":{"type":["set","string"],"description_kind":"plain","optional":true,"computed":true},
			"key_wo":{"type":"string","description_kind":"plain","deprecated":true,"required":true,"sensitive":true,"write_only":true},
			"parts":{"nested_type":{"nesting_mode":"list","attributes":{"n":{"type":"number","description_kind":"plain","computed":true}}},
				"description_kind":"plain","computed":true}},
		"block_types":{"timeouts":{"nesting_mode":"single","max_items":1,"block":{"description_kind":"plain"}}}}}`

	cases := map[string]struct {
		got  object
		want string
	}{
		"a schema": {schema(secret), wantSecret},
		"a list resource and an action, which no Terraform before 1.14 tells": {
			document(&tfprotov6.GetProviderSchemaResponse{
				ListResourceSchemas: map[string]*tfprotov6.Schema{"x_list": secret},
				ActionSchemas:       map[string]*tfprotov6.ActionSchema{"x_act": {Schema: secret}},
			}, &tfprotov6.GetResourceIdentitySchemasResponse{}),
			`{"format_version":"1.0","provider_schemas":{"storeauth":{
				"list_resource_schemas":{"x_list":` + wantSecret + `},"action_schemas":{"x_act":` + wantSecret + `}}}}`,
		},
		"a function": {
			function(&tfprotov6.Function{
				Summary: "s", Description: "d", Return: &tfprotov6.FunctionReturn{Type: tftypes.Bool},
				Parameters:        []*tfprotov6.FunctionParameter{{Name: "a", Type: tftypes.String, AllowNullValue: true, Description: "pa"}},
				VariadicParameter: &tfprotov6.FunctionParameter{Name: "b", Type: tftypes.Map{ElementType: tftypes.Number}},
			}),
			`{"summary":"s","description":"d","return_type":"bool",
				"parameters":[{"name":"a","type":"string","is_nullable":true,"description":"pa"}],
				"variadic_parameter":{"name":"b","type":["map","number"]}}`,
		},
		"an identity": {
			identity(&tfprotov6.ResourceIdentitySchema{Version: 1, IdentityAttributes: []*tfprotov6.ResourceIdentitySchemaAttribute{
				{Name: "id", Type: tftypes.String, RequiredForImport: true, Description: "the id"},
				{Name: "site", Type: tftypes.String, OptionalForImport: true},
			}}),
			`{"version":1,"attributes":{
				"id":{"type":"string","description":"the id","required_for_import":true},
				"site":{"type":"string","optional_for_import":true}}}`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(c.got)
			if err != nil {
				t.Fatal(err)
			}
			if want := canonical(t, c.want); !bytes.Equal(canonical(t, string(got)), want) {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func canonical(t *testing.T, text string) []byte {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOnlyAnErrorOfTheProviderStopsTheSchema(t *testing.T) {
	warning := []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "old"}}
	if err := refusal(warning); err != nil {
		t.Errorf("a warning stopped it: %v", err)
	}
	failure := []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: "bad", Detail: "attribute x"}}
	if err := refusal(warning, failure); err == nil || !strings.Contains(err.Error(), "bad: attribute x") {
		t.Errorf("got %v", err)
	}
}
