package main

import (
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// providerName is the key under which the documentation generator looks.
const providerName = "storeauth"

// object is a JSON object. Empty members are left out by [object.set], as Terraform leaves them out.
type object map[string]any

func (o object) set(name string, value any) {
	switch v := value.(type) {
	case bool:
		if !v {
			return
		}
	case string:
		if v == "" {
			return
		}
	case int64:
		if v == 0 {
			return
		}
	case object:
		if len(v) == 0 {
			return
		}
	}
	o[name] = value
}

func document(schemas *tfprotov6.GetProviderSchemaResponse, identities *tfprotov6.GetResourceIdentitySchemasResponse) object {
	provider := object{}
	provider.set("provider", schema(schemas.Provider))
	provider.set("resource_schemas", each(schemas.ResourceSchemas, schema))
	provider.set("data_source_schemas", each(schemas.DataSourceSchemas, schema))
	provider.set("ephemeral_resource_schemas", each(schemas.EphemeralResourceSchemas, schema))
	provider.set("list_resource_schemas", each(schemas.ListResourceSchemas, schema))
	provider.set("action_schemas", each(schemas.ActionSchemas, action))
	provider.set("functions", each(schemas.Functions, function))
	provider.set("resource_identity_schemas", each(identities.IdentitySchemas, identity))
	return object{"format_version": "1.0", "provider_schemas": object{providerName: provider}}
}

func each[T any](in map[string]T, convert func(T) object) object {
	out := object{}
	for name, value := range in {
		out[name] = convert(value)
	}
	return out
}

func schema(s *tfprotov6.Schema) object {
	if s == nil {
		return nil
	}
	return object{"version": s.Version, "block": block(s.Block)}
}

func action(a *tfprotov6.ActionSchema) object { return schema(a.Schema) }

func block(b *tfprotov6.SchemaBlock) object {
	out := object{}
	out.set("attributes", attributes(b.Attributes))
	nested := object{}
	for _, n := range b.BlockTypes {
		kind := object{"nesting_mode": strings.ToLower(n.Nesting.String()), "block": block(n.Block)}
		kind.set("min_items", n.MinItems)
		kind.set("max_items", n.MaxItems)
		nested[n.TypeName] = kind
	}
	out.set("block_types", nested)
	describe(out, b.Description, b.DescriptionKind)
	out.set("deprecated", b.Deprecated)
	return out
}

func attributes(list []*tfprotov6.SchemaAttribute) object {
	out := object{}
	for _, a := range list {
		one := object{}
		if a.NestedType != nil {
			one["nested_type"] = object{
				"attributes":   attributes(a.NestedType.Attributes),
				"nesting_mode": strings.ToLower(a.NestedType.Nesting.String()),
			}
		} else {
			one["type"] = typeOf(a.Type)
		}
		describe(one, a.Description, a.DescriptionKind)
		one.set("deprecated", a.Deprecated)
		one.set("required", a.Required)
		one.set("optional", a.Optional)
		one.set("computed", a.Computed)
		one.set("sensitive", a.Sensitive)
		one.set("write_only", a.WriteOnly)
		out[a.Name] = one
	}
	return out
}

func describe(out object, text string, kind tfprotov6.StringKind) {
	out.set("description", text)
	if kind == tfprotov6.StringKindMarkdown {
		out.set("description_kind", "markdown")
		return
	}
	out.set("description_kind", "plain")
}

func function(f *tfprotov6.Function) object {
	out := object{"return_type": typeOf(f.Return.Type)}
	out.set("description", f.Description)
	out.set("summary", f.Summary)
	out.set("deprecation_message", f.DeprecationMessage)
	var parameters []object
	for _, p := range f.Parameters {
		parameters = append(parameters, parameter(p))
	}
	if parameters != nil {
		out["parameters"] = parameters
	}
	if f.VariadicParameter != nil {
		out["variadic_parameter"] = parameter(f.VariadicParameter)
	}
	return out
}

func parameter(p *tfprotov6.FunctionParameter) object {
	out := object{"name": p.Name, "type": typeOf(p.Type)}
	out.set("description", p.Description)
	out.set("is_nullable", p.AllowNullValue)
	return out
}

func identity(s *tfprotov6.ResourceIdentitySchema) object {
	members := object{}
	for _, a := range s.IdentityAttributes {
		one := object{"type": typeOf(a.Type)}
		one.set("description", a.Description)
		one.set("required_for_import", a.RequiredForImport)
		one.set("optional_for_import", a.OptionalForImport)
		members[a.Name] = one
	}
	return object{"version": s.Version, "attributes": members}
}

// typeOf is a type as Terraform writes it in JSON: "string", ["list","string"].
func typeOf(t tftypes.Type) json.RawMessage {
	// The one way the library offers; Terraform itself reads types from it, over the wire.
	text, err := t.MarshalJSON() //nolint:staticcheck // deprecated for providers, not replaced
	if err != nil {
		// A type that was built in memory has a form.
		panic(err)
	}
	return text
}
