package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// measurement is one step of one number of objects of one kind.
type measurement struct {
	kind    string
	objects int
	// step is apply, plan, plan-100ms or destroy; start is a provider's, until the command line has its schema.
	step string
	// wall, processor and provider are seconds: by the clock, of all processors, of the provider alone.
	wall, processor, provider float64
	// memory is the most that the provider held, in MiB; calls went to the vendor.
	memory, calls float64
}

// start is the step that has no objects: its kind is the provider.
const start = "start"

type measurements struct {
	all []measurement
	// binary is the provider's size in bytes.
	binary int64
	// machine says what it was measured on, a fact a line.
	machine []string
}

// read takes the output of `go test -bench`.
func read(in io.Reader) (measurements, error) {
	var found measurements
	reader := benchfmt.NewReader(in, "benchmarks")
	for reader.Scan() {
		result, ok := reader.Result().(*benchfmt.Result)
		if !ok {
			continue
		}
		if cpu := result.GetConfig("cpu"); cpu != "" && len(found.machine) == 0 {
			found.machine = append(found.machine, cpu)
		}
		value := func(unit string) float64 {
			v, _ := result.Value(unit)
			return v
		}
		base, parts := result.Name.Parts()
		switch {
		case string(base) == "Schema" && len(parts) > 0:
			found.all = append(found.all, measurement{kind: strings.TrimPrefix(string(parts[0]), "/"), step: start, wall: value("s/run")})
		case string(base) == "Objects" && len(parts) >= 3:
			n, err := strconv.Atoi(strings.TrimPrefix(string(parts[1]), "/objects="))
			if err != nil {
				return found, fmt.Errorf("%s: %w", result.Name, err)
			}
			found.all = append(found.all, measurement{
				kind: strings.TrimPrefix(string(parts[0]), "/"), objects: n, step: strings.TrimPrefix(string(parts[2]), "/"),
				wall: value("s/run"), processor: value("cpu-s/run"), provider: value("provider-cpu-s/run"),
				memory: value("provider-MiB"), calls: value("calls/run"),
			})
		}
	}
	return found, reader.Err()
}

// kinds are the kinds measured, in the order of the input.
func (m measurements) kinds() []string {
	var kinds []string
	for _, one := range m.all {
		if !slices.Contains(kinds, one.kind) {
			kinds = append(kinds, one.kind)
		}
	}
	return kinds
}

// of are the measurements of one kind and step, by the number of objects.
func (m measurements) of(kind, step string) []measurement {
	var of []measurement
	for _, one := range m.all {
		if one.kind == kind && one.step == step {
			of = append(of, one)
		}
	}
	slices.SortFunc(of, func(a, b measurement) int { return a.objects - b.objects })
	return of
}

// machine describes this one: processors, memory, Go.
func machine() []string {
	facts := []string{fmt.Sprintf("%d processors, %s/%s, %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())}
	if info, err := os.ReadFile("/proc/meminfo"); err == nil {
		if fields := strings.Fields(string(info)); len(fields) > 1 {
			if kib, err := strconv.Atoi(fields[1]); err == nil {
				facts = append(facts, fmt.Sprintf("%d GiB of memory", (kib+1<<19)>>20))
			}
		}
	}
	return facts
}
