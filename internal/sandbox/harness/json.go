package harness

import (
	"bytes"
	"encoding/json"
)

// JSON encodes what a room made itself: compact, with <, > and & as they are,
// which is how the vendors' servers write it. It panics on a value that has no
// JSON form.
func JSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
