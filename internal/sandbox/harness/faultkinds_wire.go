package harness

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// The kinds of this file spoil an answer on the wire, below what net/http would send.

func checkRaw(rule *Fault) error {
	if _, isText := rule.text(); !isText {
		return Refuse(http.StatusBadRequest, `Kind "raw" needs a "body": the text to write to the connection.`)
	}
	return nil
}

// playRaw writes the rule's text to the connection and closes it. {echo} in the
// text stands for the request.
func playRaw(x *exchange, rule *Fault) {
	text, _ := rule.text() // checked when it was set
	x.actFirst(rule)
	x.write([]byte(strings.ReplaceAll(text, "{echo}", x.echo())))
}

func checkEcho(rule *Fault) error {
	if rule.Status == 0 {
		rule.Status = http.StatusInternalServerError
	}
	return checkStatus(rule)
}

// playEcho answers with the whole request, its credentials among it, as a
// debugging proxy does: as the message of every vendor's envelope, or as text
// when the rule's content type is text/plain.
func playEcho(x *exchange, rule *Fault) {
	x.actFirst(rule)
	a := newAnswer()
	a.status = rule.Status
	if rule.ContentType == "text/plain" {
		a.header.Set("Content-Type", "text/plain")
		a.body.WriteString(x.echo())
	} else {
		a.header.Set("Content-Type", "application/json")
		text, _ := json.Marshal(x.echo()) // a string always encodes
		fmt.Fprintf(&a.body, `{"message":%[1]s,"error":"echo","error_description":%[1]s,"error_code":"E.0","error_msg":%[1]s,"error_desc":%[1]s,"ret":{"code":1,"msg":%[1]s}}`, text)
	}
	x.send(a)
}

// echo is the request as text: its line, its header and its body.
func (x *exchange) echo() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s ", x.r.Method, x.r.URL.RequestURI())
	for name, values := range x.r.Header {
		fmt.Fprintf(&b, "%s: %s ", name, strings.Join(values, ", "))
	}
	body := new(bytes.Buffer)
	if x.r.Body != nil {
		_, _ = body.ReadFrom(x.r.Body)
	}
	return b.String() + body.String()
}

// bombSize is what the bomb unpacks to, over what a client is to read.
const bombSize = 64 << 20

func playGzipBomb(x *exchange, rule *Fault) {
	x.actFirst(rule)
	a := newAnswer()
	a.header.Set("Content-Type", "application/json")
	a.header.Set("Content-Encoding", "gzip")
	packed := gzip.NewWriter(&a.body)
	zeros := make([]byte, 1<<20)
	for range bombSize / len(zeros) {
		_, _ = packed.Write(zeros)
	}
	_ = packed.Close()
	x.send(a)
}

// playSlowHeader sends the beginning of the header and then nothing for the rule's delay.
func playSlowHeader(x *exchange, rule *Fault) {
	x.actFirst(rule)
	x.writeAndWait([]byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Slow: "), rule)
}

// playSlowBody announces a body, sends half of it and then nothing for the rule's delay.
func playSlowBody(x *exchange, rule *Fault) {
	x.actFirst(rule)
	x.writeAndWait([]byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"half\":"), rule)
}

// write takes the connection over, writes to it and closes it.
func (x *exchange) write(data []byte) { x.writeAndWait(data, &Fault{}) }

func (x *exchange) writeAndWait(data []byte, rule *Fault) {
	conn, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2 cannot be hijacked; aborting the handler resets the stream
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(rawWriteTimeout))
	_, _ = conn.Write(data)
	wait(x.r.Context(), rule.delay())
}
