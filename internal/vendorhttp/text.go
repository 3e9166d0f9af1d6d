package vendorhttp

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Text is a JSON value that vendors write now as a string, now as a number or a boolean: names, ids, codes, prices, version
// codes. It keeps the digits as written, so that a 19-digit id survives; null and absent are the empty string. It is fit to be
// shown and kept: what a terminal or a CI runner would obey is escaped, and the text is on one line.
type Text string

// Prose is a Text of several lines, such as a description.
type Prose string

// Verbatim is a Text that is kept exactly as it was written: a token of a vendor's, which is sent back and which CleanSecret
// checks first, or a value of the user's own file.
type Verbatim string

// UnmarshalJSON accepts a string, a number, a boolean or null.
func (t *Text) UnmarshalJSON(data []byte) error {
	text, err := scalar(data)
	*t = Text(name.show(text))
	return err
}

// UnmarshalJSON accepts what a Text accepts.
func (p *Prose) UnmarshalJSON(data []byte) error {
	text, err := scalar(data)
	*p = Prose(prose.show(text))
	return err
}

// UnmarshalJSON accepts what a Text accepts.
func (v *Verbatim) UnmarshalJSON(data []byte) error {
	text, err := scalar(data)
	*v = Verbatim(text)
	return err
}

// scalar reads a JSON value that is no object and no array.
func scalar(data []byte) (string, error) {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.Equal(data, []byte("null")):
		return "", nil
	case len(data) > 0 && data[0] == '"':
		var s string
		err := json.Unmarshal(data, &s)
		return s, err
	case len(data) > 0 && (data[0] == '{' || data[0] == '['):
		return "", errors.New("expected a string or a number")
	}
	return string(data), nil
}

// String returns the text.
func (t Text) String() string { return string(t) }

// String returns the text.
func (v Verbatim) String() string { return string(v) }
