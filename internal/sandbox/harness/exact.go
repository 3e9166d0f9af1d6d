package harness

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// DecodeExact reads one JSON value and nothing after it, and reports whether it could. Unlike encoding/json it does not take "Name"
// for "name": with that leniency a client's slip in a letter would pass here and fail at the vendor. It does not look into lists of
// objects; no call has one.
func DecodeExact(data []byte, v any) bool {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var sent any
	// The decoder does not see what follows the value.
	if !json.Valid(data) || decoder.Decode(&sent) != nil {
		return false
	}
	dropOtherNames(reflect.TypeOf(v), sent)
	return json.Unmarshal([]byte(JSON(sent)), v) == nil
}

// dropOtherNames takes the members out of a value's objects that no field of t is named after.
func dropOtherNames(t reflect.Type, value any) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	object, isObject := value.(map[string]any)
	if t.Kind() != reflect.Struct || !isObject {
		return
	}
	fields := map[string]reflect.Type{}
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		fields[name] = field.Type
	}
	for name, member := range object {
		if field, known := fields[name]; known {
			dropOtherNames(field, member)
		} else {
			delete(object, name)
		}
	}
}
