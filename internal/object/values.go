// Package flatten turns what vendors write into Terraform values: what a vendor leaves out or leaves empty becomes null.
package object

import (
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// String returns text, null when it is empty.
func String[T ~string](text T) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(string(text))
}

// Int64 returns the number that text holds, null when it holds none: vendors write version codes now as a number, now as a
// string, now not at all.
func Int64[T ~string](text T) types.Int64 {
	number, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return types.Int64Null()
	}
	return types.Int64Value(number)
}
