package harness

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// JSON encodes a value as the vendors' servers do: compact, and without escaping
// <, > and &. It panics on a value that has no JSON form.
func JSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// CompactObject returns raw without its spaces, and whether it is a JSON object. Rooms send what the console sets raw in
// this form.
func CompactObject(raw []byte) (json.RawMessage, bool) {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil || b.Len() == 0 || b.Bytes()[0] != '{' {
		return nil, false
	}
	return b.Bytes(), true
}

// CompactObjects is CompactObject for a list. what names one of them in the error.
func CompactObjects(what string, list []json.RawMessage) ([]string, error) {
	out := make([]string, 0, len(list))
	for i, raw := range list {
		object, ok := CompactObject(raw)
		if !ok {
			return nil, fmt.Errorf("%s %d is not a JSON object", what, i+1)
		}
		out = append(out, string(object))
	}
	return out, nil
}
