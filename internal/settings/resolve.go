package settings

import (
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Sandbox is the address of the local sandbox.
type Sandbox struct {
	// URL is null when there is none.
	URL types.String
	// Written means that the provider block says so, which wins over endpoints from the environment: such a run reaches no
	// other host.
	Written bool
}

// Resolve reads the object from the provider block. An argument that is left out falls back to the environment, an endpoint to
// the sandbox, and all to their default. What the block says of one credential wins as a whole: the environment adds no
// secret to an id of the block, and nothing that the block excludes. An id whose secret is left out takes it from `secrets`.
// Nothing is checked here: a vendor that is not used may be misconfigured.
func (b Block) Resolve(object types.Object, sandbox Sandbox) Values {
	v := Values{block: b, values: make(map[string]types.String, len(b.Fields)), waits: map[string]string{}}
	attributes := object.Attributes()
	written := map[string]bool{}
	for _, f := range b.Fields {
		if value := attributes[f.Name]; value != nil && !value.IsNull() && f.Credential != "" {
			written[f.Credential] = true
		}
	}
	for _, f := range b.Fields {
		value := types.StringUnknown()
		if !object.IsUnknown() {
			value = f.resolve(attributes[f.Name], sandbox, written[f.Credential] || written[f.Of])
			if argument := attributes[f.Name]; value.IsUnknown() && (argument == nil || argument.IsNull()) {
				v.waits[f.Name] = "sandbox_url"
			}
		}
		v.values[f.Name] = f.Form.Value(value)
	}
	v.written = written
	v.hold(attributes[secretsName], object.IsUnknown())
	return v
}

func (f Field) resolve(argument attr.Value, sandbox Sandbox, credentialWritten bool) types.String {
	if value, ok := argument.(types.String); ok && !value.IsNull() {
		return value
	}
	atSandbox := f.Sandbox != "" && !sandbox.URL.IsNull()
	env := strings.TrimSpace(os.Getenv(f.Env))
	switch {
	case env != "" && !credentialWritten && (!atSandbox || !sandbox.Written):
		return types.StringValue(env)
	case atSandbox && sandbox.URL.IsUnknown():
		return sandbox.URL
	case atSandbox:
		return types.StringValue(strings.TrimRight(strings.TrimSpace(sandbox.URL.ValueString()), "/") + f.Sandbox)
	case f.Default != "":
		return types.StringValue(f.Default)
	}
	return types.StringNull()
}
