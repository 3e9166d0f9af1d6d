package harness

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
)

// Server serves a handler on a listener until it is closed.
type Server struct {
	listener net.Listener
	http     *http.Server
	cancel   context.CancelFunc
	serving  sync.WaitGroup
	conns    sync.WaitGroup
	closing  sync.Once
}

// Serve starts serving h on l, which may be a TLS listener (for HTTP/1.1: faults
// break the bare connection). It returns at once.
func Serve(l net.Listener, h http.Handler) *Server {
	ctx, cancel := context.WithCancel(context.Background())
	s := &Server{listener: l, cancel: cancel}
	s.http = &http.Server{
		Handler:     h,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ConnState:   s.countConn,
		// The server would log every connection that a fault or a client breaks.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	s.serving.Go(func() { _ = s.http.Serve(l) })
	return s
}

// Addr is the address it listens on.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// KeepConnections says whether a client may use a connection for more than one request, as it may from the start.
func (s *Server) KeepConnections(keep bool) { s.http.SetKeepAlivesEnabled(keep) }

// Close stops at once: requests under way end with their context. It returns
// when no connection is left, and may be called again.
func (s *Server) Close() error {
	var err error
	s.closing.Do(func() {
		s.cancel()
		err = s.http.Close()
		s.serving.Wait()
		s.conns.Wait()
	})
	return err
}

func (s *Server) countConn(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.conns.Add(1)
	case http.StateClosed, http.StateHijacked:
		s.conns.Done()
	}
}
