package credential

// Finding is what the vendor's answer to a verification means.
type Finding[M any] struct {
	// Refusal is nil for an active credential, else an error that Judge calls a verdict.
	Refusal error
	// Record writes what else the verification found into a model; nil when it found nothing else.
	Record func(m *M)
	// Leftovers are clean-ups that failed; each becomes a warning.
	Leftovers []Leftover
}

// Leftover is something a verification made at the vendor and could not undo.
type Leftover struct {
	// What stays, for how long, and how to end it, in whole sentences.
	What string
	Err  error
}

// Conclude makes the finding of a verification that answers with one error, nil for an active credential. An error that is
// no verdict is returned as it is.
func Conclude[M any](answer error) (Finding[M], error) {
	if _, conclusive := Judge(answer); !conclusive {
		return Finding[M]{}, answer
	}
	return Finding[M]{Refusal: answer}, nil
}

// note writes everything the verification found into m.
func (f Finding[M]) note(fields Fields, m *M) {
	status, _ := Judge(f.Refusal)
	*fields.Status, *fields.Reason = status.Value(), Reason(f.Refusal)
	if f.Record != nil {
		f.Record(m)
	}
}
