package harness

import "strings"

// target is how a vendor's server reads the address of a request. Nothing is known of it for any vendor.
type target struct{ repeatedParameter, encodedPath, leadingSlashes string }

const (
	lastCounts = "last"
	asSent     = "as_sent"
	collapsed  = "collapsed"
)

// declareTarget declares the switches that every room has.
func declareTarget(t *target) []Switch {
	return []Switch{
		Choice("repeated_parameter", &t.repeatedParameter, "Which value counts of a query parameter that is given more than once.", "first", lastCounts),
		Choice("encoded_path", &t.encodedPath, "Whether a path is compared after it was decoded, or as it was sent, where %61 is no a.", "decoded", asSent),
		Choice("leading_slashes", &t.leadingSlashes, "Whether several slashes at the start of a path are kept, which is another path, or collapsed into one.",
			"kept", collapsed),
	}
}

// SharedBehaviours are the rows that every vendor's table has, because the harness reads every request. Its tests show them.
func SharedBehaviours() []Behaviour {
	const source = "no page tells; servers differ"
	return []Behaviour{
		{ID: "repeated-parameter", What: "a query parameter that is given twice: its first value counts (switch repeated_parameter: its last)", Tag: Assumed, Source: source},
		{ID: "encoded-path", What: "a letter of the path that is percent-encoded: it is the letter (switch encoded_path: it is not, so the path is unknown)", Tag: Assumed, Source: source},
		{ID: "leading-slashes", What: "several slashes at the start of the path: the path is unknown (switch leading_slashes: they are one slash)", Tag: Assumed, Source: source},
		{ID: "json-exact", What: "a name in JSON with a letter in another case is another name, and JSON with something after it is none", Tag: Assumed,
			Source: "no page tells; a client's slip must not pass here and fail at the vendor"},
	}
}

// of is the path and the query that the room sees. sent is the path as it was sent, without the room's prefix.
func (t target) of(path, sent, query string) (string, string) {
	if t.encodedPath == asSent {
		path = sent
	}
	if t.leadingSlashes == collapsed && strings.HasPrefix(path, "//") {
		path = "/" + strings.TrimLeft(path, "/")
	}
	if t.repeatedParameter == lastCounts {
		query = lastOfEach(query)
	}
	return path, query
}

// lastOfEach leaves the last pair of each name in a query.
func lastOfEach(query string) string {
	pairs := strings.Split(query, "&")
	last := map[string]int{}
	for i, pair := range pairs {
		name, _, _ := strings.Cut(pair, "=")
		last[name] = i
	}
	var kept []string
	for i, pair := range pairs {
		if name, _, _ := strings.Cut(pair, "="); last[name] == i {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}
