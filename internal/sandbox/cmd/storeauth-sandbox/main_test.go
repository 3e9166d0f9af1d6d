package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// onFirstWrite is a buffer that calls then with the text of the first write.
type onFirstWrite struct {
	bytes.Buffer
	then func(string)
}

func (w *onFirstWrite) Write(p []byte) (int, error) {
	n, err := w.Buffer.Write(p)
	if w.then != nil {
		then := w.then
		w.then = nil
		then(w.String())
	}
	return n, err
}

func TestServesUntilItsContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var url string
	out := &onFirstWrite{then: func(text string) {
		defer cancel()
		url = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`).FindString(text)
		resp, err := http.Get(url + "/console")
		if err != nil {
			t.Errorf("the console does not answer: %v", err)
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("GET /console: status %d", resp.StatusCode)
		}
	}}
	if err := run(ctx, []string{"-listen", "127.0.0.1:0"}, out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if resp, err := http.Get(url + "/console"); err == nil {
		resp.Body.Close()
		t.Error("the sandbox still answers after its end")
	}
}

func TestRefusesOtherAddressesThanLoopback(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "[::]:0", "example.com:0"} {
		err := run(t.Context(), []string{"-listen", addr}, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), "loopback") {
			t.Errorf("-listen %s: error %v, want one about loopback", addr, err)
		}
	}
}
