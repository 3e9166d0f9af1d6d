package harness

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// faultKind is how one kind of fault is checked when it is set, and played when it fires.
type faultKind struct {
	check func(*Fault) error
	play  func(*exchange, *Fault)
}

// faultKinds is every kind of fault.
var faultKinds = map[string]faultKind{
	"status":      {check: checkStatus, play: playStatus},
	"html":        {check: checkHTML, play: playHTML},
	"reset":       {play: playReset},
	"reset_after": {play: playResetAfter},
	"slow":        {check: checkSlow, play: playSlow},
	"truncated":   {play: playTruncated},
	"empty":       {play: playEmpty},
	"huge":        {check: checkHuge, play: playHuge},
	"redirect":    {check: checkRedirect, play: playRedirect},
	"raw":         {check: checkRaw, play: playRaw},
	"echo":        {check: checkEcho, play: playEcho},
	"gzip_bomb":   {play: playGzipBomb},
	"scribble":    {check: checkScribble, play: playScribble},
	"slow_header": {check: checkSlow, play: playSlowHeader},
	"slow_body":   {check: checkSlow, play: playSlowBody},
}

func faultKindNames() []string { return slices.Sorted(maps.Keys(faultKinds)) }

// check refuses a rule that could never fire or that cannot be played.
func (f *faults) check(rule *Fault) error {
	kind, ok := faultKinds[rule.Kind]
	if !ok {
		return Refuse(http.StatusBadRequest, "There is no fault kind %q; the kinds are %s.",
			rule.Kind, strings.Join(faultKindNames(), ", "))
	}
	if rule.Times < 0 || rule.Skip < 0 || rule.DelayMS < 0 {
		return Refuse(http.StatusBadRequest, `"times", "skip" and "delay_ms" cannot be negative.`)
	}
	if rule.Path != "" && rule.Path != "*" && !strings.HasPrefix(rule.Path, "/") {
		return Refuse(http.StatusBadRequest, `"path" lies below the prefix and starts with "/".`)
	}
	if !slices.ContainsFunc(f.mounts, func(m *mount) bool {
		return (rule.Vendor == "" || rule.Vendor == m.room.Name()) && (rule.Prefix == "" || rule.Prefix == m.prefix)
	}) {
		return Refuse(http.StatusBadRequest, "No room has vendor %q and prefix %q.", rule.Vendor, rule.Prefix)
	}
	if kind.check == nil {
		return nil
	}
	return kind.check(rule)
}

// actFirst lets the vendor act if the rule says so, and drops its answer.
func (x *exchange) actFirst(rule *Fault) {
	if rule.Acts {
		x.act()
	}
}

func checkStatus(rule *Fault) error {
	if rule.Status < 200 || rule.Status > 999 {
		return Refuse(http.StatusBadRequest, `Kind %q needs a "status" from 200 to 999.`, rule.Kind)
	}
	return nil
}

func playStatus(x *exchange, rule *Fault) {
	x.actFirst(rule)
	a := newAnswer()
	a.status = rule.Status
	setRetryAfter(a, rule)
	for name, value := range rule.Headers {
		a.header.Set(name, value)
	}
	if len(rule.Body) > 0 {
		contentType := "application/json"
		body := []byte(rule.Body)
		if text, isText := rule.text(); isText {
			contentType, body = "text/html; charset=utf-8", []byte(text)
		}
		if rule.ContentType != "" {
			contentType = rule.ContentType
		}
		a.header.Set("Content-Type", contentType)
		a.body.Write(body)
	}
	x.send(a)
}

func setRetryAfter(a *answer, rule *Fault) {
	if rule.RetryAfter != "" {
		a.header.Set("Retry-After", string(rule.RetryAfter))
	}
}

func checkHTML(rule *Fault) error {
	if rule.Status == 0 {
		rule.Status = http.StatusServiceUnavailable
	}
	return checkStatus(rule)
}

func playHTML(x *exchange, rule *Fault) {
	x.actFirst(rule)
	a := newAnswer()
	a.status = rule.Status
	setRetryAfter(a, rule)
	a.header.Set("Content-Type", "text/html; charset=utf-8")
	title := strconv.Itoa(rule.Status) + " " + http.StatusText(rule.Status)
	a.body.WriteString("<!DOCTYPE html>\n<html><head><title>" + title + "</title></head>" +
		"<body><center><h1>" + title + "</h1></center><hr><center>gateway</center></body></html>\n")
	x.send(a)
}

func playReset(x *exchange, _ *Fault) { reset(x.w) }

func playResetAfter(x *exchange, _ *Fault) {
	x.act()
	reset(x.w)
}

func checkSlow(rule *Fault) error {
	if rule.DelayMS == 0 {
		return Refuse(http.StatusBadRequest, `Kind %q needs "delay_ms".`, rule.Kind)
	}
	return nil
}

func playSlow(x *exchange, rule *Fault) {
	if wait(x.r.Context(), rule.delay()) {
		x.send(x.act())
	}
}

// playTruncated announces the whole body and sends half of it; the server then closes the connection.
func playTruncated(x *exchange, _ *Fault) {
	a := x.act()
	full := a.body.Len()
	if full == 0 {
		// An answer without a body is cut by announcing one.
		full = 1
	}
	if !bodyAllowed(a.statusCode()) {
		a.status = http.StatusOK
	}
	a.reason = ""
	a.header.Set("Content-Length", strconv.Itoa(full))
	a.body.Truncate(a.body.Len() / 2)
	x.send(a)
}

func playEmpty(x *exchange, rule *Fault) {
	x.actFirst(rule)
	x.send(newAnswer())
}

// hugeBody is over the 4 MiB that a client is to read at most.
const hugeBody = 5 << 20

func checkHuge(rule *Fault) error {
	if rule.Status == 0 {
		rule.Status = http.StatusOK
	}
	return checkStatus(rule)
}

func playHuge(x *exchange, rule *Fault) {
	x.actFirst(rule)
	a := newAnswer()
	a.status = rule.Status
	a.header.Set("Content-Type", "application/json")
	a.body.Grow(hugeBody + 16)
	a.body.WriteString(`{"padding":"`)
	a.body.WriteString(strings.Repeat("x", hugeBody))
	a.body.WriteString(`"}`)
	x.send(a)
}

func checkRedirect(rule *Fault) error {
	if rule.Status == 0 {
		rule.Status = http.StatusFound
	}
	if rule.Status < 300 || rule.Status > 399 {
		return Refuse(http.StatusBadRequest, `Kind "redirect" needs a "status" from 300 to 399.`)
	}
	if rule.Location == "" {
		return Refuse(http.StatusBadRequest, `Kind "redirect" needs a "location".`)
	}
	return nil
}

func playRedirect(x *exchange, rule *Fault) {
	x.actFirst(rule)
	a := newAnswer()
	a.status = rule.Status
	a.header.Set("Location", rule.Location)
	x.send(a)
}
