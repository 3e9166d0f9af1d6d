package faultmatrix_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// fault is one way in which an answer, or the connection, can go wrong.
type fault struct {
	name string
	rule sandboxtest.Fault
	// harmless: the answer is right, if late.
	harmless bool
	// mended by a repetition, where the call may be repeated.
	mended bool
}

// hostile are words that a terminal or a CI runner would obey.
const hostile = "\x1b[2J\x1b]0;pwned\x07\r\n::error::stolen\r\n##[error]stolen \u009b31m \u202egnp.exe \u2028\u200b end"

func text(s string) json.RawMessage {
	encoded, _ := json.Marshal(s)
	return encoded
}

// envelope is a refusal in every vendor's envelope at once.
func envelope(code, words string) json.RawMessage {
	encoded, _ := json.Marshal(map[string]any{
		"ok": false, "code": code, "message": words, "error": code, "error_description": words, "error_code": code, "error_msg": words,
		"error_desc": words, "resultcode": code, "resultmsg": words, "ret": map[string]any{"code": code, "msg": words},
	})
	return encoded
}

func status(code int, body json.RawMessage) sandboxtest.Fault {
	return sandboxtest.Fault{Kind: "status", Status: code, Body: body}
}

func raw(answer string) sandboxtest.Fault { return sandboxtest.Fault{Kind: "raw", Body: text(answer)} }

func headers(names map[string]string) sandboxtest.Fault {
	return sandboxtest.Fault{Kind: "status", Status: 500, Headers: names}
}

var faults = func() []fault {
	const good = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	all := []fault{
		{name: "reset before acting", rule: sandboxtest.Fault{Kind: "reset"}, mended: true},
		{name: "reset after acting", rule: sandboxtest.Fault{Kind: "reset_after"}, mended: true},
		{name: "cut body", rule: sandboxtest.Fault{Kind: "truncated"}, mended: true},
		{name: "slow answer", rule: sandboxtest.Fault{Kind: "slow", DelayMS: 20}, harmless: true},
		{name: "answer too slow", rule: sandboxtest.Fault{Kind: "slow", DelayMS: tooSlow}, mended: true},
		{name: "slow header", rule: sandboxtest.Fault{Kind: "slow_header", DelayMS: tooSlow}, mended: true},
		{name: "slow body", rule: sandboxtest.Fault{Kind: "slow_body", DelayMS: tooSlow}, mended: true},
		{name: "slow body after acting", rule: sandboxtest.Fault{Kind: "slow_body", DelayMS: tooSlow, Acts: true}, mended: true},
		{name: "closed in the header", rule: raw("HTTP/1.1 200 OK\r\nContent-"), mended: true},
		{name: "no status line", rule: raw("{echo}\r\n\r\n"), mended: true},
		{name: "bad status line", rule: raw("HTTP/1.1 {echo} OK\r\n\r\n"), mended: true},
		{name: "bad header line", rule: raw("HTTP/1.1 200 OK\r\n{echo}\r\n\r\n{}"), mended: true},
		{name: "endless 1xx", rule: raw(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: {echo}\r\n\r\n", 20)), mended: true},
		{name: "bad chunk", rule: raw(good + "Transfer-Encoding: chunked\r\n\r\n{echo}\r\n"), mended: true},
		{name: "bad length", rule: raw(good + "Content-Length: {echo}\r\n\r\n{}"), mended: true},
		{name: "no gzip", rule: raw(good + "Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\n{echo}123"), mended: true},
		{name: "more than announced", rule: raw(good + "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 {echo}\r\n\r\n")},
		{name: "gzip bomb", rule: sandboxtest.Fault{Kind: "gzip_bomb"}},
		{name: "huge body", rule: sandboxtest.Fault{Kind: "huge"}},
		{name: "huge body after acting", rule: sandboxtest.Fault{Kind: "huge", Acts: true}},
		{name: "redirect to another host", rule: sandboxtest.Fault{Kind: "redirect", Location: "http://127.0.0.2:1/x"}},
		{name: "redirect to https", rule: sandboxtest.Fault{Kind: "redirect", Location: "https://127.0.0.1:1/x"}},
		{name: "redirect in a loop", rule: sandboxtest.Fault{Kind: "redirect", Status: 307, Location: "?again"}},
		{name: "redirect to nowhere", rule: sandboxtest.Fault{Kind: "redirect", Location: "://"}},
		{name: "redirect without a place", rule: status(302, nil)},
		{name: "redirect with hostile words", rule: sandboxtest.Fault{Kind: "redirect", Location: "https://evil.example/%1b[2J::error::"}},
		{name: "empty 200", rule: sandboxtest.Fault{Kind: "empty"}},
		{name: "empty 200 after acting", rule: sandboxtest.Fault{Kind: "empty", Acts: true}},
		{name: "null", rule: status(200, json.RawMessage("null"))},
		{name: "[]", rule: status(200, json.RawMessage("[]"))},
		{name: "{}", rule: status(200, json.RawMessage("{}"))},
		{name: "{} after acting", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: json.RawMessage("{}"), Acts: true}},
		{name: "a string", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text(`"ok"`), ContentType: "application/json"}},
		{name: "a number", rule: status(200, json.RawMessage("1"))},
		{name: "false", rule: status(200, json.RawMessage("false"))},
		{name: "lists for texts", rule: status(200, json.RawMessage(`{"ok":["true"],"createdItem":[],"access_token":[],"accessToken":{},"authorizations":{},"ret":[],"devices":"x","totalCount":[]}`))},
		{name: "nulls for values", rule: status(200, json.RawMessage(`{"ok":null,"createdItem":null,"access_token":null,"accessToken":null,"authorizations":null,"authorization":null,"ret":null,"appids":null,"devices":null,"projects":null}`))},
		{name: "half a JSON", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text(`{"ok":true,"access_token":"abc`), ContentType: "application/json"}},
		{name: "JSON and more", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text(`{"ok":true,"ret":{"code":0}}{"ok":false}`), ContentType: "application/json"}},
		{name: "a key twice", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text(`{"ok":true,"ok":true,"access_token":"a","access_token":"b","ret":{"code":0},"ret":{"code":0}}`), ContentType: "application/json"}},
		{name: "byte order mark", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text("\ufeff{\"ok\":true}"), ContentType: "application/json"}},
		{name: "UTF-16", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text("{\x00\"\x00o\x00k\x00\"\x00:\x00t\x00}\x00"), ContentType: "application/json"}},
		{name: "deep nesting", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text(strings.Repeat(`{"ret":[`, 3000) + strings.Repeat("]}", 3000)), ContentType: "application/json"}},
		{name: "HTML with 200", rule: sandboxtest.Fault{Kind: "html", Status: 200}},
		{name: "HTML with 200 after acting", rule: sandboxtest.Fault{Kind: "html", Status: 200, Acts: true}},
		{name: "plain text with 200", rule: sandboxtest.Fault{Kind: "status", Status: 200, Body: text("OK"), ContentType: "text/plain"}},
		{name: "204", rule: status(204, nil)},
		{name: "304", rule: status(304, nil)},
		{name: "hostile words", rule: status(400, envelope("E"+hostile, hostile))},
		{name: "hostile words in a 200", rule: status(200, envelope("E"+hostile, hostile))},
		{name: "hostile plain text", rule: sandboxtest.Fault{Kind: "status", Status: 502, Body: text(hostile), ContentType: "text/plain"}, mended: true},
		{name: "1 MB of words", rule: status(403, envelope("E.1", strings.Repeat("long ", 200_000)))},
		{name: "hostile title", rule: sandboxtest.Fault{Kind: "status", Status: 503, Body: text("<html><title>" + hostile + "</title></html>")}, mended: true},
		{name: "hostile request id", rule: headers(map[string]string{"X-Request-Id": "\x1b[2J::error::\xff", "X-Amzn-Requestid": "::error::x"})},
		{name: "echo", rule: sandboxtest.Fault{Kind: "echo"}},
		{name: "echo with 200", rule: sandboxtest.Fault{Kind: "echo", Status: 200}},
		{name: "echo with 403", rule: sandboxtest.Fault{Kind: "echo", Status: 403}},
		{name: "echo in plain text", rule: sandboxtest.Fault{Kind: "echo", Status: 502, ContentType: "text/plain"}, mended: true},
		{name: "service mesh", rule: sandboxtest.Fault{Kind: "status", Status: 403, Body: text("RBAC: access denied"), ContentType: "text/plain"}},
		{name: "another gateway", rule: status(403, json.RawMessage(`{"Message":"User is not authorized to access this resource"}`))},
	}
	for _, code := range []int{400, 402, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 418, 422, 423, 425, 426, 428, 431, 451, 499} {
		all = append(all, fault{name: fmt.Sprint(code), rule: sandboxtest.Fault{Kind: "html", Status: code}})
	}
	for _, code := range []int{401, 403, 404} {
		all = append(all, fault{name: fmt.Sprintf("%d after acting", code), rule: sandboxtest.Fault{Kind: "html", Status: code, Acts: true}})
	}
	for _, code := range []int{401, 403} {
		all = append(all, fault{name: fmt.Sprintf("%d in HTML", code), rule: sandboxtest.Fault{Kind: "html", Status: code}})
	}
	for _, code := range []int{500, 501, 502, 503, 504, 505, 507, 511, 520, 529, 599} {
		for _, acts := range []bool{false, true} {
			name := fmt.Sprint(code)
			if acts {
				name += " after acting"
			}
			all = append(all, fault{name: name, rule: sandboxtest.Fault{Kind: "html", Status: code, Acts: acts}, mended: code == 502 || code == 503 || code == 504 || code == 500})
		}
	}
	for _, after := range []string{"", "0", "1", "soon", "-1", "99999999999999999999", "Wed, 02 Jan 2019 03:04:05 GMT"} {
		all = append(all, fault{name: "429 Retry-After " + after, rule: sandboxtest.Fault{Kind: "status", Status: 429, RetryAfter: sandboxRetryAfter(after)}, mended: true})
	}
	return all
}()
