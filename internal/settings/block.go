// Package settings is the provider block as data: each vendor declares its arguments in a table, and from the table come
// the schema, the environment fallbacks, the checks and the errors that name the argument and the variable.
package settings

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
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
	// Form reads the value; nil takes any.
	Form Form
	// Credential names the credential that this is a part of, such as "key": the parts come from one source, the provider block
	// or the environment.
	Credential string
	// Of names the credential that this says something of without being a part, such as where it lives. From the environment it is
	// not joined to a credential of the provider block. In the provider block it stands beside one of the environment.
	Of string
	// ConflictsWith names arguments of the same object that exclude this one.
	ConflictsWith []string
}

// Block is one vendor's object in the provider block.
type Block struct {
	// Name is the argument of the provider block: "galaxy". Title is the vendor's name in errors.
	Name, Title string
	// Account names what the block's id stands for, in errors: "Galaxy Store service account".
	Account string
	// ShowID is the block's id as errors show it; nil shows it whole.
	ShowID func(string) string
	// Description is Markdown.
	Description string
	Fields      []Field
	// Secrets is the argument `secrets`; nil where the block holds one credential and no more.
	Secrets *Secrets
}

// Attribute returns the block's schema.
func (b Block) Attribute() schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(b.Fields))
	for _, f := range b.Fields {
		attributes[f.Name] = schema.StringAttribute{
			Optional:            true,
			Sensitive:           f.Sensitive,
			MarkdownDescription: f.describe(),
			Validators:          f.Form.Strings(),
		}
	}
	validators := []validator.Object{conflicts{b}}
	if b.Secrets != nil {
		attributes[secretsName] = b.secretsAttribute()
		validators = append(validators, secretsCheck{b})
	}
	return schema.SingleNestedAttribute{
		Optional: true, MarkdownDescription: b.Description, Attributes: attributes, Validators: validators,
	}
}

// field returns the field of a name, an empty one where no field has it.
func (b Block) field(name string) Field {
	for _, f := range b.Fields {
		if f.Name == name {
			return f
		}
	}
	return Field{}
}

// form returns the form of a field.
func (b Block) form(name string) Form { return b.field(name).Form }

// shown is an id as errors show it.
func (b Block) shown(id string) string {
	if b.ShowID == nil {
		return id
	}
	return b.ShowID(id)
}

func (f Field) describe() string {
	text := fmt.Sprintf("%s Environment: `%s`.", f.Description, f.Env)
	if f.Default != "" {
		text += fmt.Sprintf(" Default: `%s`.", f.Default)
	}
	return text
}

// conflicts refuses two arguments that exclude each other, both written in the configuration.
type conflicts struct{ block Block }

func (c conflicts) Description(context.Context) string { return "some arguments exclude each other" }
func (c conflicts) MarkdownDescription(context.Context) string {
	return "some arguments exclude each other"
}

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
