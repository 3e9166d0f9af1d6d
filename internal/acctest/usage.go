package acctest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Usage is what commands took of the machine.
type Usage struct {
	// Wall is the time by the clock, Processor that of all processors, the provider's among it, and Provider the provider's alone.
	Wall, Processor, Provider time.Duration
	// Memory is the most that one process of the provider held, in bytes.
	Memory int64
}

// Measure runs a command as Run does, and tells what it took. What the provider took is sampled from /proc, and is 0 where
// there is none.
func (c *CLI) Measure(t testing.TB, args ...string) (Output, Usage) {
	t.Helper()
	var used Usage
	processes := map[string]time.Duration{}
	done := make(chan struct{})
	var sampling sync.WaitGroup
	sampling.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				used.Memory = max(used.Memory, sample(c.provider, processes))
			}
		}
	})
	began := time.Now()
	out, state := c.run(t, args)
	used.Wall = time.Since(began)
	close(done)
	sampling.Wait()
	for _, took := range processes {
		used.Provider += took
	}
	used.Processor = state.UserTime() + state.SystemTime()
	return out, used
}

// sample notes the processor time of each process that runs binary, and returns the high-water mark of the largest.
func sample(binary string, processor map[string]time.Duration) (memory int64) {
	executables, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, exe := range executables {
		if target, err := os.Readlink(exe); err != nil || target != binary {
			continue
		}
		process := filepath.Dir(exe)
		if status, err := os.ReadFile(filepath.Join(process, "status")); err == nil {
			_, after, _ := strings.Cut(string(status), "VmHWM:")
			if fields := strings.Fields(after); len(fields) > 0 {
				kib, _ := strconv.ParseInt(fields[0], 10, 64)
				memory = max(memory, kib<<10)
			}
		}
		if stat, err := os.ReadFile(filepath.Join(process, "stat")); err == nil {
			// The name in brackets may hold spaces; user and system time are the 14th and 15th field, in hundredths of a second.
			_, after, _ := strings.Cut(string(stat), ") ")
			if fields := strings.Fields(after); len(fields) > 12 {
				user, _ := strconv.Atoi(fields[11])
				system, _ := strconv.Atoi(fields[12])
				processor[process] = time.Duration(user+system) * 10 * time.Millisecond
			}
		}
	}
	return memory
}
