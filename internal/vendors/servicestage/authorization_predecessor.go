package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

// predecessor is what a replacement must know of the object it replaces. Terraform tells the creation nothing of it; but it
// reads the old object in the process that plans, and deletes it in the process that creates.
type predecessor struct {
	secret  credential.Remembered
	version types.Int64
}

// handOn puts a predecessor's secret, which the configuration has again, into the private state of a planned creation. The
// deletion gets it from there: of a tainted object, Terraform gives it nothing else.
func handOn(ctx context.Context, planned credential.PrivateWriter, strength credential.Strength, secret string, diags *diag.Diagnostics) {
	diags.Append(credential.Remember(ctx, planned, strength, &secret)...)
}

func (c *Config) rememberPredecessor(tokenType, name string, p predecessor) {
	c.predecessors.Store(tokenType+" "+name, p)
}

func (c *Config) predecessor(tokenType, name string) predecessor {
	stored, _ := c.predecessors.Load(tokenType + " " + name)
	if p, ok := stored.(predecessor); ok {
		return p
	}
	return predecessor{version: types.Int64Null()}
}
