package object_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestWhatAVendorLeavesOutIsNull(t *testing.T) {
	t.Parallel()
	if got := object.String(vendorhttp.Text("")); !got.IsNull() {
		t.Errorf("nothing became %s", got)
	}
	if got := object.String("0"); got != types.StringValue("0") {
		t.Errorf("0 became %s", got)
	}
	for text, expected := range map[string]types.Int64{
		"": types.Int64Null(), "one": types.Int64Null(), "1.5": types.Int64Null(), "9223372036854775808": types.Int64Null(),
		"0": types.Int64Value(0), "2016081312": types.Int64Value(2016081312),
	} {
		if got := object.Int64(text); got != expected {
			t.Errorf("%q became %s, expected %s", text, got, expected)
		}
	}
}
