package harness

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// maxConsoleBody bounds what the console reads of one request.
const maxConsoleBody = 8 << 20

// Route is one thing the console can do.
type Route struct {
	// Method and Path select the route. A room's path is relative to
	// /console/<name> and may hold wildcards such as {id}, read by r.PathValue.
	Method, Path string
	// About is one line for the list that GET /console gives.
	About string
	// Handle does it.
	Handle Handler
}

// Handler does what a route is for and returns what to answer as JSON, nil for
// 204. An error made by [Refuse] is answered with its status, any other with 500.
type Handler = func(r *http.Request) (any, error)

// refusal is a console error with the status to answer.
type refusal struct {
	status   int
	sentence string
}

func (r *refusal) Error() string { return r.sentence }

// Refuse returns an error of the console: a status, and a sentence for the caller.
func Refuse(status int, format string, args ...any) error {
	return &refusal{status: status, sentence: fmt.Sprintf(format, args...)}
}

// Decode reads the request's JSON body into v. An empty body leaves v as it
// is; an unknown field or a second value is refused.
func Decode(r *http.Request, v any) error {
	d := json.NewDecoder(io.LimitReader(r.Body, maxConsoleBody))
	d.DisallowUnknownFields()
	switch err := d.Decode(v); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return Refuse(http.StatusBadRequest, "The body is not the JSON this route takes: %v.", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Refuse(http.StatusBadRequest, "The body holds more than one JSON value.")
	}
	return nil
}

func (route Route) serve(w http.ResponseWriter, r *http.Request) {
	out, err := route.Handle(r)
	if err != nil {
		writeConsoleError(w, err)
		return
	}
	if out == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	writeConsoleJSON(w, http.StatusOK, out)
}

func writeConsoleError(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if refused, ok := errors.AsType[*refusal](err); ok {
		status = refused.status
	}
	writeConsoleJSON(w, status, map[string]string{"error": err.Error()})
}

func writeConsoleJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	// The client may be gone; there is nobody left to tell.
	_ = e.Encode(v)
}
