package object

import (
	"net/http"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// String returns a vendor's text as a Terraform value: what the vendor leaves out or leaves empty is null.
func String[T ~string](text T) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(string(text))
}

// Pointer returns a vendor's text that may be left out as a Terraform value: null where it is.
func Pointer[T ~string](text *T) types.String {
	if text == nil {
		return types.StringNull()
	}
	return types.StringValue(string(*text))
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

// Headers returns request headers as a map of strings, each with its first value.
func Headers(header http.Header) types.Map {
	values := make(map[string]attr.Value, len(header))
	for name := range header {
		values[name] = types.StringValue(header[name][0])
	}
	return types.MapValueMust(types.StringType, values)
}
