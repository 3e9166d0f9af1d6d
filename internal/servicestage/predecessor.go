package servicestage

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

// predecessor is what a replacement must know of the object it replaces. Terraform gives the creation none of its
// private state; but it deletes, and while planning looks at, the old object first, in the same process.
type predecessor struct {
	secret  credential.Remembered
	version types.Int64
}

func (c *Connection) rememberPredecessor(tokenType, name string, p predecessor) {
	c.predecessors.Store(tokenType+" "+name, p)
}

func (c *Connection) predecessor(tokenType, name string) predecessor {
	if p, ok := c.predecessors.Load(tokenType + " " + name); ok {
		return p.(predecessor)
	}
	return predecessor{version: types.Int64Null()}
}
