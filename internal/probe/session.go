package probe

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

// Call is one request.
type Call struct {
	Method string
	// At is the prefix of the room that plays the service; Path follows it and may have a query.
	At, Path string
	Header   map[string]string
	Body     string
	// Sign adds a signature to the request; nil for none.
	Sign func(*http.Request) error
}

// Session is one run of one probe in one world, the vendor's or a sandbox's. After a failed step the session does nothing more,
// so that a probe needs no error handling of its own.
type Session struct {
	ctx       context.Context
	env       Environment
	endpoints map[string]*url.URL
	transport http.RoundTripper
	values    *values
	sends     []string
	// wait is called before each request to the vendor; nil in a sandbox.
	wait func(context.Context) error

	echoesPath bool
	// shared are tokens that no vendor can revoke. The probes of a run share them, so that few are left behind.
	shared map[string]string

	steps []step
	// unprepared says why a setup step was not answered as it must be.
	unprepared string
	err        error
	owed       []*Debt
	// settling is set while debts are paid: those steps are no part of the question.
	settling bool
	// left says what could not be revoked.
	left []string
}

// step is a request and its answer as they were. They are written down at the end, when everything in them has been learned.
type step struct {
	call   Call
	answer Answer
	setup  bool
}

// Debt is something that must be revoked when the probe ends.
type Debt struct {
	what string
	pay  func(*Session)
}

// Paid says that nothing is owed any more.
func (d *Debt) Paid() {
	if d != nil {
		d.pay = nil
	}
}

// Env reads the environment.
func (s *Session) Env(name string) string { return s.env(name) }

// Now is the time. The sandboxes of a run have the same.
func (s *Session) Now() time.Time { return time.Now() }

// Stopped reports whether the session does nothing more.
func (s *Session) Stopped() bool { return s.err != nil || s.unprepared != "" }

// Learn gives a value a placeholder. Everything that is obtained or made up must be learned before it is used.
func (s *Session) Learn(name, value string) { s.values.learn(name, value, false) }

// LearnForm is Learn for what the vendor made: the placeholder tells the kind of letters, so that it is compared.
func (s *Session) LearnForm(name, value string) { s.values.learn(name, value, true) }

// Shared is a token that cannot be revoked: an earlier probe's, or one that obtain gets. obtain returns nothing if it gets none.
func (s *Session) Shared(name string, obtain func() string) string {
	if s.shared[name] == "" {
		s.shared[name] = obtain()
	}
	return s.shared[name]
}

// Share puts a value in the place of the one that the probes share.
func (s *Session) Share(name, value string) { s.shared[name] = value }

// Owe keeps a step that must run when the probe ends, however it ends: what was obtained is revoked.
func (s *Session) Owe(what string, pay func(*Session)) *Debt {
	debt := &Debt{what, pay}
	s.owed = append(s.owed, debt)
	return debt
}

// settle pays what is owed, the last first, even when the run was interrupted.
func (s *Session) settle() {
	failed, unprepared := s.err, s.unprepared
	s.ctx, s.settling = context.WithoutCancel(s.ctx), true
	const attempts = 3
	for _, debt := range slices.Backward(s.owed) {
		for attempt := 0; debt.pay != nil && attempt < attempts; attempt++ {
			s.err, s.unprepared = nil, ""
			if debt.pay(s); !s.Stopped() {
				debt.Paid()
			}
		}
		if debt.pay != nil {
			s.left = append(s.left, debt.what)
		}
	}
	s.err, s.unprepared = failed, unprepared
}

// Setup makes a request that only prepares the question. If it does not succeed, the probe ends.
func (s *Session) Setup(c Call) Answer {
	a := s.call(c, true)
	if !s.Stopped() && (a.Status < http.StatusOK || a.Status >= http.StatusMultipleChoices) {
		s.Unprepared(fmt.Sprintf("the vendor answered %d to %s", a.Status, s.line(c)))
	}
	return a
}

// Unprepared ends the probe because it could not be prepared.
func (s *Session) Unprepared(why string) {
	if !s.Stopped() {
		s.unprepared = why
	}
}

// Ask makes a request whose answer is compared.
func (s *Session) Ask(c Call) Answer { return s.call(c, false) }

func (s *Session) call(c Call, setup bool) Answer {
	if s.Stopped() {
		return Answer{}
	}
	if line := s.line(c); !slices.ContainsFunc(s.sends, func(listed string) bool { return listed == line }) {
		s.err = fmt.Errorf("%s is not in the list of what this probe sends", line)
		return Answer{}
	}
	if s.wait != nil {
		if s.err = s.wait(s.ctx); s.err != nil {
			return Answer{}
		}
	}
	// An answer that is under way is awaited: it may hold a token that must be revoked.
	a, err := send(context.WithoutCancel(s.ctx), s.transport, s.endpoints[c.At], c)
	if err != nil {
		s.err = err
		return Answer{}
	}
	if !s.settling {
		s.steps = append(s.steps, step{c, a, setup})
	}
	return a
}

// transcript is what the session saw, in the form that is kept and compared.
func (s *Session) transcript() transcript {
	t := transcript{unprepared: s.unprepared, err: s.err}
	for _, each := range s.steps {
		t.exchanges = append(t.exchanges, evidence.Exchange{
			Request: s.request(each.call), Response: s.response(each.call.At, each.answer), Setup: each.setup,
		})
	}
	return t
}

// line is a request as a list of sends has it.
func (s *Session) line(c Call) string { return c.Method + " " + s.values.replace(c.Path) }

func (s *Session) request(c Call) evidence.Request {
	names := []string{"User-Agent"}
	for name := range c.Header {
		names = append(names, name)
	}
	if c.Sign != nil {
		names = append(names, "Authorization", "X-Sdk-Date")
	}
	slices.Sort(names)
	return evidence.Request{
		Method: c.Method, Path: s.values.replace(c.Path), HeaderNames: slices.Compact(names), Body: s.values.replace(c.Body),
	}
}

// keptHeaders are the headers of an answer that are kept.
var keptHeaders = []string{"Allow", "Content-Type", "Etag", "Location", "Retry-After", "Www-Authenticate", "X-Amzn-Requestid", "X-Request-Id"}

func (s *Session) response(at string, a Answer) evidence.Response {
	if below := s.endpoints[at].Path; s.echoesPath && below != "" {
		// Where a service lies below a path of its own, the path belongs to the world and not to the answer.
		a.Body = bytes.ReplaceAll(a.Body, []byte(below+"/"), []byte("/"))
	}
	r := evidence.Response{Status: a.Status, ReasonPhrase: s.values.words(a.Reason), Headers: map[string]string{}, Body: s.values.canonicalBody(a.Body)}
	for _, name := range keptHeaders {
		value := a.Header.Get(name)
		switch {
		case value == "":
		case strings.HasSuffix(name, "Id") || strings.HasSuffix(name, "id"):
			r.Headers[name] = "<request_id>"
		case name == "Etag" || name == "Location":
			r.Headers[name] = "<" + strings.ToLower(name) + ">"
		case name == "Content-Type":
			r.Headers[name] = mediaType(value)
		default:
			r.Headers[name] = s.values.words(value)
		}
	}
	return r
}

// mediaType is a content type without its parameters.
func mediaType(value string) string {
	media, _, err := mime.ParseMediaType(value)
	if err != nil {
		return "<unreadable>"
	}
	return media
}

// Encode is a value in JSON, for a body.
func Encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Status is a status in words for people.
func Status(status int) string { return fmt.Sprintf("%d %s", status, http.StatusText(status)) }
