// Command bench turns the output of the project's benchmarks into a page with tables and a plot.
//
//	go test -run '^$' -bench . -benchtime 1x ./internal/bench | go -C tools run ./bench -out bench/results.md
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	out := flag.String("out", "bench/results.md", "the page to write; the plot is written beside it, as .svg")
	binary := flag.String("binary", "", "the provider's binary, whose size is told")
	with := flag.String("with", "", "what was measured with: the command line and its version")
	flag.Parse()
	if err := run(os.Stdin, *out, *binary, *with); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out, binary, with string) error {
	// What arrives is shown as it arrives: the benchmarks take minutes.
	var seen bytes.Buffer
	found, err := read(io.TeeReader(in, io.MultiWriter(os.Stdout, &seen)))
	if err != nil {
		return err
	}
	if bytes.Contains(seen.Bytes(), []byte("\nFAIL")) {
		return errors.New("a benchmark failed")
	}
	if len(found.all) == 0 {
		return errors.New("the input holds no benchmark of objects")
	}
	found.machine = append(found.machine, machine()...)
	if with != "" {
		found.machine = append(found.machine, with)
	}
	if binary != "" {
		info, err := os.Stat(binary)
		if err != nil {
			return err
		}
		found.binary = info.Size()
	}
	plot := strings.TrimSuffix(out, filepath.Ext(out)) + ".svg"
	if err := os.WriteFile(out, found.page(filepath.Base(plot)), 0o600); err != nil {
		return err
	}
	picture, err := found.plot()
	if err != nil {
		return fmt.Errorf("draw the plot: %w", err)
	}
	return os.WriteFile(plot, picture, 0o600)
}
