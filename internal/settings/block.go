// Package settings is the provider block as data: each vendor declares its arguments in a table, and from the table come
// the schema, the environment fallbacks, the checks and the errors that name the argument and the variable.
package settings

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Field is one argument of a vendor's object in the provider block.
type Field struct {
	// Name is the argument, Env the variable it falls back to.
	Name, Env string
	// Description is Markdown, one sentence; the variable and the default are added to it.
	Description string
	// Default applies when neither argument nor variable is set.
	Default string
	// Sandbox is the prefix below sandbox_url that this endpoint has in the sandbox: "/galaxy". Only for endpoints.
	Sandbox string
	// Sensitive marks a secret.
	Sensitive bool
	// Check refuses a malformed value; its error completes "galaxy.endpoint: " and must not repeat a secret. A Doubt is a
	// warning only.
	Check func(string) error
	// ConflictsWith names arguments of the same object that exclude this one.
	ConflictsWith []string
}

// Block is one vendor's object in the provider block.
type Block struct {
	// Name is the argument of the provider block: "galaxy". Title is the vendor's name in errors.
	Name, Title string
	// Account names what the block's id stands for, in errors: "Galaxy Store service account".
	Account string
	// Description is Markdown.
	Description string
	Fields      []Field
}

// Endpoint is the Check of every endpoint.
func Endpoint(value string) error {
	_, err := vendorhttp.ParseEndpoint(value)
	return err
}

// OneLine is the Check of an opaque value of one line: an id, a name, a secret, a token.
func OneLine(value string) error {
	_, err := vendorhttp.CleanSecret(value)
	return err
}

// Attribute returns the block's schema.
func (b Block) Attribute() schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(b.Fields))
	for _, f := range b.Fields {
		attributes[f.Name] = schema.StringAttribute{
			Optional:            true,
			Sensitive:           f.Sensitive,
			MarkdownDescription: f.describe(),
			Validators:          []validator.String{Validator(f.Check)},
		}
	}
	return schema.SingleNestedAttribute{
		Optional: true, MarkdownDescription: b.Description, Attributes: attributes,
		Validators: []validator.Object{conflicts{b}},
	}
}

func (f Field) describe() string {
	text := fmt.Sprintf("%s Environment: `%s`.", f.Description, f.Env)
	if f.Default != "" {
		text += fmt.Sprintf(" Default: `%s`.", f.Default)
	}
	return text
}

// Resolve reads the object from the provider block, each argument falling back to the environment (unless the block sets
// one that excludes it), then to the sandbox for an endpoint, then to its default, and trimmed of the whitespace that
// copying adds. Nothing is checked here: a vendor that is not used may be misconfigured.
func (b Block) Resolve(object types.Object, sandbox types.String) Values {
	v := Values{block: b, values: make(map[string]types.String, len(b.Fields))}
	attributes := object.Attributes()
	for _, f := range b.Fields {
		v.values[f.Name] = resolve(f, object.IsUnknown(), attributes, sandbox)
	}
	return v
}

func resolve(f Field, objectUnknown bool, attributes map[string]attr.Value, sandbox types.String) types.String {
	if objectUnknown {
		return types.StringUnknown()
	}
	if value, ok := attributes[f.Name].(types.String); ok && !value.IsNull() {
		return Trim(value)
	}
	// The environment does not add what the configuration excludes: the block's access key is not overruled by a token
	// that happens to be exported.
	for _, other := range f.ConflictsWith {
		if value, ok := attributes[other]; ok && !value.IsNull() {
			return types.StringNull()
		}
	}
	if env := strings.TrimSpace(os.Getenv(f.Env)); env != "" {
		return types.StringValue(env)
	}
	if f.Sandbox != "" && !sandbox.IsNull() {
		if sandbox.IsUnknown() {
			return sandbox
		}
		return types.StringValue(strings.TrimRight(strings.TrimSpace(sandbox.ValueString()), "/") + f.Sandbox)
	}
	if f.Default != "" {
		return types.StringValue(f.Default)
	}
	return types.StringNull()
}

// conflicts refuses two arguments that exclude each other, both written in the configuration.
type conflicts struct{ block Block }

func (c conflicts) Description(context.Context) string { return "some arguments exclude each other" }
func (c conflicts) MarkdownDescription(context.Context) string {
	return "some arguments exclude each other"
}

// ValidateObject implements validator.Object.
func (c conflicts) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	attributes := req.ConfigValue.Attributes()
	for _, f := range c.block.Fields {
		for _, other := range f.ConflictsWith {
			if HasValue(attributes[f.Name]) && HasValue(attributes[other]) {
				resp.Diagnostics.AddAttributeError(req.Path.AtName(f.Name), "Conflicting provider settings",
					fmt.Sprintf("%s.%s and %s.%s exclude each other: set one of them.", c.block.Name, f.Name, c.block.Name, other))
			}
		}
	}
}
