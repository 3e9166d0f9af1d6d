package explain

import "errors"

// Problem is what is wrong with the user's own settings or arguments: missing, malformed, or not known yet. It was found
// before any call to a vendor, and its words are its whole explanation.
type Problem struct {
	// Summary is the heading of the diagnostic, Detail says in whole sentences what to set and where.
	Summary, Detail string
	// Unknown means that nothing is wrong yet: the values become known during apply.
	Unknown bool
}

func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// IsUnknown reports whether err is a Problem that nothing is wrong with yet.
func IsUnknown(err error) bool {
	problem, ok := errors.AsType[*Problem](err)
	return ok && problem.Unknown
}
