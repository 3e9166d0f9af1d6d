package protocoltest

import (
	"fmt"
	"maps"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unknown stands for a value that becomes known during apply.
var Unknown any = tftypes.UnknownValue

func dynamic(t testing.TB, kind tftypes.Type, value tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(kind, value)
	if err != nil {
		t.Fatal(err)
	}
	return &encoded
}

func decode(t testing.TB, kind tftypes.Type, encoded *tfprotov6.DynamicValue) tftypes.Value {
	t.Helper()
	if encoded == nil {
		return tftypes.NewValue(kind, nil)
	}
	value, err := encoded.Unmarshal(kind)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// valueOf is a Go value as a value of kind: a map for an object or a map, a slice for a list or a set. What an object's map
// does not name is null.
func valueOf(t testing.TB, kind tftypes.Type, value any) tftypes.Value {
	t.Helper()
	if ready, ok := value.(tftypes.Value); ok {
		return ready
	}
	if value == nil || value == Unknown {
		return tftypes.NewValue(kind, value)
	}
	switch k := kind.(type) {
	case tftypes.Object:
		attributes := make(map[string]tftypes.Value, len(k.AttributeTypes))
		given, _ := value.(map[string]any)
		for name, attribute := range k.AttributeTypes {
			attributes[name] = valueOf(t, attribute, given[name])
		}
		for name := range given {
			if _, ok := attributes[name]; !ok {
				t.Fatalf("there is no attribute %s", name)
			}
		}
		return tftypes.NewValue(kind, attributes)
	case tftypes.Map:
		elements := map[string]tftypes.Value{}
		given, _ := value.(map[string]any)
		for name, element := range given {
			elements[name] = valueOf(t, k.ElementType, element)
		}
		return tftypes.NewValue(kind, elements)
	case tftypes.List:
		return tftypes.NewValue(kind, valuesOf(t, k.ElementType, value))
	case tftypes.Set:
		return tftypes.NewValue(kind, valuesOf(t, k.ElementType, value))
	}
	return tftypes.NewValue(kind, value)
}

func valuesOf(t testing.TB, kind tftypes.Type, value any) []tftypes.Value {
	t.Helper()
	given, ok := value.([]any)
	if !ok {
		t.Fatalf("%T is no []any", value)
	}
	elements := make([]tftypes.Value, len(given))
	for i, element := range given {
		elements[i] = valueOf(t, kind, element)
	}
	return elements
}

// Go returns a value as Go has it: nil for null, Unknown, a string, a bool, an int64, a []any or a map[string]any.
func Go(value tftypes.Value) any {
	switch {
	case !value.IsKnown():
		return Unknown
	case value.IsNull():
		return nil
	}
	var (
		text    string
		truth   bool
		number  *big.Float
		list    []tftypes.Value
		members map[string]tftypes.Value
	)
	switch {
	case value.As(&text) == nil:
		return text
	case value.As(&truth) == nil:
		return truth
	case value.As(&number) == nil:
		whole, _ := number.Int64()
		return whole
	case value.As(&list) == nil:
		elements := make([]any, len(list))
		for i, element := range list {
			elements[i] = Go(element)
		}
		return elements
	case value.As(&members) == nil:
		object := make(map[string]any, len(members))
		for name, member := range members {
			object[name] = Go(member)
		}
		return object
	}
	return fmt.Sprintf("%s is of no kind that a state holds", value)
}

// attributes returns a copy of the attributes of an object, nil for null.
func attributes(t testing.TB, object tftypes.Value) map[string]tftypes.Value {
	t.Helper()
	if object.IsNull() {
		return nil
	}
	var values map[string]tftypes.Value
	if err := object.As(&values); err != nil {
		t.Fatal(err)
	}
	return maps.Clone(values)
}
