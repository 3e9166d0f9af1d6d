package servicestageapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// replaced replaces authorization "build" on a project that has it, with the given answers in place of the vendor's own to
// calls about the temporary name ("POST temporary", "GET namespaces", "DELETE temporary") and about "build". It returns what
// happened in order, and what the project has at the end.
func replaced(ctx context.Context, t *testing.T, deviating map[string][]answer) (r Replacement, calls, left []string, err error) {
	t.Helper()
	has := []string{"build"}
	role := func(name string) string {
		if strings.HasPrefix(name, "storeauth-proof-") {
			return "temporary"
		}
		return name
	}
	w := serve(t, map[string][]answer{})
	act := func(call string, own func() answer) answer {
		calls = append(calls, call)
		if queue := deviating[call]; len(queue) > 0 {
			deviating[call] = queue[1:]
			if queue[0].acts {
				own()
			}
			return queue[0]
		}
		return own()
	}
	w.from["GET"] = func(r *http.Request, _ string) answer {
		if strings.HasSuffix(r.URL.Path, "/namespaces") {
			return act("GET namespaces", func() answer { return answer{status: 200, body: `{"namespaces":[]}`} })
		}
		return act("GET list", func() answer {
			var items []string
			for _, name := range has {
				items = append(items, item(name, "personal", 0))
			}
			return list(items...)
		})
	}
	w.from["POST"] = func(_ *http.Request, body string) answer {
		name := nameIn(body)
		out := act("POST "+role(name), func() answer { has = append(has, name); return created(name, "personal") })
		out.body = strings.ReplaceAll(out.body, "NAME", name)
		return out
	}
	w.from["DELETE"] = func(r *http.Request, _ string) answer {
		name := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
		return act("DELETE "+role(name), func() answer {
			has = slices.DeleteFunc(has, func(n string) bool { return n == name })
			return answer{status: 204}
		})
	}
	client := w.client(t, func(_ *Config, opts *vendorhttp.Options) { opts.MaxRetries = 0 })
	r, err = client.Replace(ctx, "build", func(ctx context.Context, name string) (Authorization, error) {
		return client.CreateToken(ctx, name, "github", "", "c4nary-token")
	})
	if err != nil && strings.Contains(err.Error(), "c4nary") {
		t.Errorf("the token is in %v", err)
	}
	for _, name := range has {
		left = append(left, role(name))
	}
	return r, calls, left, err
}

func TestAReplacementIsProvenFirst(t *testing.T) {
	t.Parallel()
	r, calls, left, err := replaced(t.Context(), t, nil)
	if err != nil || r.Leftover != nil || r.Authorization.Name != "build" || !slices.Equal(left, []string{"build"}) {
		t.Errorf("%+v, %v; left %v", r, err, left)
	}
	want := []string{"GET list", "POST temporary", "GET namespaces", "DELETE temporary", "DELETE build", "POST build"}
	if !slices.Equal(calls, want) {
		t.Errorf("%v, expected %v", calls, want)
	}
}

func TestWhatGoesWrongBeforeTheDeletionLeavesTheFormerOne(t *testing.T) {
	t.Parallel()
	refused := answer{status: 400, body: `{"error_code":"SVCSTG.REPO.0451","error_msg":"repository authorization invalid"}`}
	for name, test := range map[string]struct {
		deviating map[string][]answer
		symptom   string
		may       bool
	}{
		"refused at creation":           {map[string][]answer{"POST temporary": {refused}}, SymptomSecretRefused, false},
		"refused by the git host":       {map[string][]answer{"GET namespaces": {refused}}, SymptomSecretRefused, false},
		"made and useless":              {map[string][]answer{"POST temporary": {{status: 200, body: `{"authorization":` + item("NAME", "personal", 2) + `}`, acts: true}}}, SymptomSecretRefused, false},
		"no permission":                 {map[string][]answer{"POST temporary": {{status: 403, body: `{"error_code":"APIGW.0302","error_msg":"x"}`}}}, SymptomForbidden, false},
		"lost, nothing made":            {map[string][]answer{"POST temporary": {{reset: true}}}, "", false},
		"lost, made, and no list":       {map[string][]answer{"POST temporary": {{reset: true, acts: true}}, "GET list": {list(item("build", "personal", 0)), {status: 500}}}, "", false},
		"the former one stays":          {map[string][]answer{"DELETE build": {{status: 500}}}, "", false},
		"nobody knows":                  {map[string][]answer{"DELETE build": {{status: 500}}, "GET list": {list(item("build", "personal", 0)), {status: 500}}}, "", true},
		"the former one is not touched": {map[string][]answer{"DELETE build": {{status: 403, body: `{"error_code":"APIGW.0302","error_msg":"x"}`}}}, SymptomForbidden, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, calls, left, err := replaced(t.Context(), t, test.deviating)
			failure, ok := errors.AsType[*ReplaceError](err)
			if !ok || failure.Deleted || failure.MayBeDeleted != test.may || !vendorhttp.HasSymptom(err, test.symptom) {
				t.Errorf("%+v", err)
			}
			if !slices.Equal(left, []string{"build"}) {
				t.Errorf("left %v after %v", left, calls)
			}
		})
	}
}

func TestATemporaryAuthorizationThatStaysIsTold(t *testing.T) {
	t.Parallel()
	r, _, left, err := replaced(t.Context(), t, map[string][]answer{"DELETE temporary": {{status: 500}}})
	if err != nil || r.Leftover == nil || !strings.HasPrefix(r.Temporary, "storeauth-proof-") || !slices.Equal(left, []string{"temporary", "build"}) {
		t.Errorf("%+v, %v; left %v", r, err, left)
	}
}

func TestACreationThatWasLostAfterTheDeletionIsRepeated(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		posts []answer
		made  bool
	}{
		"once":       {[]answer{{status: 503}}, true},
		"twice":      {[]answer{{status: 503}, {reset: true}}, true},
		"to the end": {[]answer{{status: 503}, {status: 503}, {status: 503}}, false},
		"it acted":   {[]answer{{reset: true, acts: true}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, calls, left, err := replaced(t.Context(), t, map[string][]answer{"POST build": test.posts})
			failure, failed := errors.AsType[*ReplaceError](err)
			if failed == test.made || failed && !failure.Deleted {
				t.Errorf("%v", err)
			}
			if want := map[bool]string{true: "[build]", false: "[]"}[test.made]; fmt.Sprint(left) != want {
				t.Errorf("left %v after %v", left, calls)
			}
		})
	}
}

func TestAnInterruptionBeforeTheDeletionLeavesTheFormerOne(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	w := serve(t, map[string][]answer{listRoute: {list(item("build", "personal", 0))}})
	w.from["POST"] = func(_ *http.Request, body string) answer { cancel(); return created(nameIn(body), "personal") }
	w.from["DELETE"] = func(*http.Request, string) answer { return answer{status: 204} }
	client := w.client(t)
	_, err := client.Replace(ctx, "build", func(ctx context.Context, name string) (Authorization, error) {
		return client.CreateToken(ctx, name, "github", "", "token")
	})
	if failure, ok := errors.AsType[*ReplaceError](err); !ok || failure.Deleted || !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if w.count("DELETE /git/auths/build") != 0 {
		t.Error("the former one was deleted")
	}
	if deleted := slices.ContainsFunc(w.requests, func(r string) bool { return strings.HasPrefix(r, "DELETE /git/auths/storeauth-proof-") }); !deleted {
		t.Errorf("the temporary one stays: %v", w.requests)
	}
}
