package suites_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

var tokenMember = regexp.MustCompile(`"(?:access_?[tT]oken|refresh_?[tT]oken)":"([^"]+)"`)

// overheard is what a proxy has seen pass that nobody else may see.
type overheard struct {
	mu     sync.Mutex
	values []string
}

func (o *overheard) answer(body string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, match := range tokenMember.FindAllStringSubmatch(body, -1) {
		o.values = append(o.values, match[1])
	}
}

func (o *overheard) request(r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, name := range []string{"Authorization", "X-Auth-Token", "X-Security-Token"} {
		if _, credential, found := strings.Cut(r.Header.Get(name), "Bearer "); found {
			o.values = append(o.values, credential)
		}
		if _, value, found := strings.Cut(r.Header.Get(name), "Signature="); found {
			o.values = append(o.values, value)
		}
	}
}

// echoes are the places in which a careless vendor may repeat what it was sent.
var echoes = map[string]func(r *http.Response, sent, body string) string{
	"nowhere": func(_ *http.Response, _, body string) string { return body },
	"a message and the reason phrase": func(r *http.Response, sent, body string) string {
		r.Status = strconv.Itoa(r.StatusCode) + " refused " + strings.NewReplacer("\r", " ", "\n", " ").Replace(sent)
		if !strings.HasPrefix(body, "{") {
			return body
		}
		return strings.Replace(body, "{", `{"message":`+probe.Encode("the request was "+sent)+`,"code":`+probe.Encode(sent)+`,"debug":`+probe.Encode(sent)+`,`, 1)
	},
	"plain text": func(_ *http.Response, sent, _ string) string { return "bad request: " + sent },
}

// No secret is in the evidence or in what people are shown, even when the vendor repeats all that it was sent.
func TestNoSecretIsWritten(t *testing.T) {
	t.Parallel()
	schema := compiled(t)
	for _, suite := range suites.All() {
		for _, place := range slices.Sorted(maps.Keys(echoes)) {
			t.Run(suite.Vendor+"/"+place, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, suite, nil)
				heard := &overheard{}
				w.vars["STOREAUTH_SANDBOX_URL"] = between(t, w.URL, func(r *http.Response, body string) string {
					heard.answer(body)
					heard.request(r.Request)
					sent := r.Request.Header.Get("X-Test-Sent")
					return echoes[place](r, sent, body)
				})
				report := w.run(t.Context(), t)
				file, err := json.Marshal(report.File)
				if err != nil {
					t.Fatal(err)
				}
				parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(file))
				if err == nil {
					err = schema.Validate(parsed)
				}
				if err != nil {
					t.Errorf("the evidence is not what the schema says: %v", err)
				}
				var canaries acctest.Canaries
				for name, value := range credentials[suite.Vendor] {
					if name != "HW_REGION_NAME" {
						canaries.Know(name, value)
					}
				}
				for _, value := range heard.values {
					if !strings.Contains(value, "made-up") {
						canaries.Know("overheard", value)
					}
				}
				for what, text := range map[string]string{"the evidence": string(file), "the table": shown(t, report)} {
					if found := canaries.Find(text); len(found) > 0 {
						t.Errorf("%s holds %v\n%s", what, found, text)
					}
				}
			})
		}
	}
}

// compiled is the schema of the evidence.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(evidence.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// whole is a request as it was sent: path, query, headers and body.
func whole(r *http.Request, body []byte) string {
	var b strings.Builder
	b.WriteString(r.URL.RequestURI() + " ")
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		b.WriteString(name + ": " + r.Header.Get(name) + " ")
	}
	b.Write(body)
	return b.String()
}

// A member may be named after a part of a secret, which is no value that the run knows.
func TestAMemberNamedLikeAnIDIsNotWritten(t *testing.T) {
	t.Parallel()
	suite, err := suites.Find("galaxy")
	if err != nil {
		t.Fatal(err)
	}
	const part = "bDN3a3hicHBGSFdpaml2OGtI"
	w := newWorld(t, suite, nil)
	w.only = []string{"G9a"}
	w.vars["STOREAUTH_SANDBOX_URL"] = between(t, w.URL, func(_ *http.Response, body string) string {
		return strings.Replace(body, "{", `{"`+part+`":1,`, 1)
	})
	report := w.run(t.Context(), t)
	if body := report.File.Probes[0].Exchanges[0].Response.Body; strings.Contains(body+shown(t, report), part) || !strings.Contains(body, "<member>") {
		t.Error(body)
	}
}
