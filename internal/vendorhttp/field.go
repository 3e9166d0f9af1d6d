package vendorhttp

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Field returns the first of the named members of a decoded JSON object that holds text or a number, as it is written;
// empty when none does. Vendors write codes now as a string, now as a number, and under several names.
func Field(object map[string]any, names ...string) string {
	for _, name := range names {
		switch value := object[name].(type) {
		case string:
			if value != "" {
				return value
			}
		case json.Number:
			return value.String()
		}
	}
	return ""
}

// Lifetime reads the seconds that a token lives, which vendors write as a number or as a string. An answer that leaves them
// out gets the documented lifetime; anything but a positive whole number is an error, for nobody knows when such a token
// ends.
func Lifetime(seconds Text, documented time.Duration) (time.Duration, error) {
	if seconds == "" {
		return documented, nil
	}
	n, err := strconv.ParseUint(seconds.String(), 10, 31)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("the token's lifetime is not a number of seconds")
	}
	return time.Duration(n) * time.Second, nil
}
