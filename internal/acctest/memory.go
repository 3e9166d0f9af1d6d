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

// WatchProvider samples the memory of the provider's processes until the returned function is called, which gives the most
// that one of them took, in bytes. It needs /proc and gives 0 without it.
func WatchProvider(t testing.TB) (peak func() int64) {
	t.Helper()
	binary := builtProvider(t)
	done := make(chan struct{})
	var most int64
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				most = max(most, largest(binary))
			}
		}
	})
	return func() int64 {
		close(done)
		wg.Wait()
		return most
	}
}

// largest is the high-water mark of the largest process that runs binary.
func largest(binary string) int64 {
	var most int64
	executables, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, exe := range executables {
		if target, err := os.Readlink(exe); err != nil || target != binary {
			continue
		}
		status, err := os.ReadFile(filepath.Join(filepath.Dir(exe), "status"))
		if err != nil {
			continue
		}
		_, after, _ := strings.Cut(string(status), "VmHWM:")
		fields := strings.Fields(after)
		if len(fields) == 0 {
			continue
		}
		if kib, err := strconv.ParseInt(fields[0], 10, 64); err == nil {
			most = max(most, kib<<10)
		}
	}
	return most
}
