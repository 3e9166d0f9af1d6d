package answertest

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Explained gives every answer of a vendor's causes to each of calls, in the body that the vendor writes it in. One call at least must
// fail with the cause's symptom, and settle about the credential what the answer says. So nobody who searches for a vendor's
// words finds the cause of others.
func Explained(t *testing.T, causes []explain.Cause, body func(explain.Answer) string, servers []*Server, calls ...func(context.Context) error) {
	t.Helper()
	for _, cause := range causes {
		for _, answer := range cause.Answers {
			if answer.Ours {
				continue
			}
			status := answer.HTTP
			if status == 0 {
				status = http.StatusOK
			}
			for _, server := range servers {
				server.Answer(status, body(answer))
			}
			var got []error
			explained := slices.ContainsFunc(calls, func(call func(context.Context) error) bool {
				err := call(t.Context())
				got = append(got, err)
				return vendorhttp.HasSymptom(err, cause.Symptoms...) && verdict(err) == answer.Verdict
			})
			if !explained {
				t.Errorf("%q: %d %s is not answered with %v and %q, but with %q", cause.Title, status, body(answer), cause.Symptoms, answer.Verdict, got)
			}
		}
	}
}

func verdict(err error) explain.Verdict {
	switch vendorhttp.KindOf(err) {
	case vendorhttp.KindRejected:
		return explain.Rejected
	case vendorhttp.KindDenied:
		return explain.Denied
	}
	return explain.Failed
}
