package vendorhttp

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// deepest is how deep an answer may nest; no vendor's nests a tenth of that.
const deepest = 100

var errNotOneValue = errors.New("not exactly one JSON value")

// checkJSON refuses what encoding/json lets pass and what no vendor sends: more after the value, a member twice in one
// object, nesting without end. Whoever reads such an answer might read another one than the vendor meant.
func checkJSON(body []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	// open holds, for each object or array that is open, the names seen so far; nil for an array.
	var open []map[string]bool
	isName := false
	for values := 0; ; {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && values == 1 && len(open) == 0:
			return nil
		case err != nil:
			return err
		}
		if isName {
			if name, ok := token.(string); ok {
				names := open[len(open)-1]
				if names[name] {
					return errors.New("a member stands twice")
				}
				names[name], isName = true, false
				continue
			}
		}
		switch token {
		case json.Delim('{'):
			open = append(open, map[string]bool{})
		case json.Delim('['):
			open = append(open, nil)
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
		if len(open) > deepest {
			return errors.New("it nests too deep")
		}
		if len(open) == 0 {
			if values++; values > 1 {
				return errNotOneValue
			}
		}
		isName = len(open) > 0 && open[len(open)-1] != nil
	}
}
