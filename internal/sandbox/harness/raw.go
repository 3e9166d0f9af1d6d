package harness

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// rawWriteTimeout bounds a write on a hijacked connection, for which the server sets no deadline.
const rawWriteTimeout = 5 * time.Second

// sendRaw writes the answer with its reason phrase over the hijacked connection.
func (a *answer) sendRaw(w http.ResponseWriter, r *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		plain := *a
		plain.reason = ""
		plain.sendTo(w, r)
		return
	}
	defer conn.Close()

	header := a.header.Clone()
	if header.Get("Content-Length") == "" {
		header.Set("Content-Length", strconv.Itoa(a.body.Len()))
	}
	header.Set("Connection", "close")

	_ = conn.SetDeadline(time.Now().Add(rawWriteTimeout))
	buffers := newAnswer()
	fmt.Fprintf(&buffers.body, "HTTP/1.1 %03d %s\r\n", a.statusCode(), a.reason)
	_ = header.Write(&buffers.body)
	buffers.body.WriteString("\r\n")
	if r.Method != http.MethodHead {
		buffers.body.Write(a.body.Bytes())
	}
	_, _ = conn.Write(buffers.body.Bytes())
}

// reset breaks the connection in such a way that the client sees a reset and not a regular end.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		// HTTP/2 cannot be hijacked; aborting the handler resets the stream.
		panic(http.ErrAbortHandler)
	}
	if secure, ok := conn.(*tls.Conn); ok {
		// Closing the TLS connection would send a regular end first.
		conn = secure.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
