package vendorhttp

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Text is a JSON value that vendors write now as a string, now as a number or a boolean: ids, codes, prices, version
// codes. It keeps the digits as written, so that a 19-digit id survives; null and absent are the empty string.
type Text string

// UnmarshalJSON accepts a string, a number, a boolean or null.
func (t *Text) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.Equal(data, []byte("null")):
		*t = ""
		return nil
	case len(data) > 0 && data[0] == '"':
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		*t = Text(s)
		return nil
	case len(data) > 0 && (data[0] == '{' || data[0] == '['):
		return fmt.Errorf("expected a string or a number")
	}
	*t = Text(data)
	return nil
}

// String returns the text.
func (t Text) String() string { return string(t) }
