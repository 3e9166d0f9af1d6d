// Package faultmatrix_test plays every fault at every call that every step of every object makes: the vendors are the sandbox's, and
// the provider is driven over the protocol. Each cell must end in success or in an explained error, with the state as it was,
// nothing lost from sight, no secret shown, and a next run that recovers.
package faultmatrix_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// report is the file that the figures go to. With it every cell is played; without it one cell in sampleOf, another share of the
// matrix for each step.
var report = os.Getenv("STOREAUTH_FAULTS")

const sampleOf = 61

// TestMain silences Go's HTTP client, which writes what it finds on a broken connection to the standard logger. The provider's
// own process does the same.
func TestMain(m *testing.M) {
	log.SetOutput(io.Discard)
	behindProxy()
	os.Exit(m.Run())
}

func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	var played, bad, turn atomic.Int64
	var mu sync.Mutex
	byFault := map[string]int{}
	t.Run("objects", func(t *testing.T) {
		for _, o := range objects {
			for _, s := range steps[o.kind] {
				if s.name == "update" && o.make == nil {
					continue
				}
				t.Run(fmt.Sprintf("%s %s", o.typeName, s.name), func(t *testing.T) {
					t.Parallel()
					sb := sandboxtest.Start(t)
					if s.name == "update" && o.make(t, sb).changed == nil {
						return
					}
					for _, at := range callsOf(t, sb, o, s) {
						for _, f := range faults {
							for _, once := range []bool{false, true} {
								if once && !f.mended || report == "" && turn.Add(1)%sampleOf != 0 {
									continue
								}
								played.Add(1)
								for _, problem := range run(t, sb, o, s, at, f, once) {
									bad.Add(1)
									mu.Lock()
									byFault[f.name]++
									mu.Unlock()
									t.Errorf("%s under %q (once: %t): %s", at, f.name, once, problem)
								}
							}
						}
					}
				})
			}
		}
	})
	summary := fmt.Sprintf("%d objects, %d faults, %d cells, %d bad %v\n", len(objects), len(faults), played.Load(), bad.Load(), byFault)
	t.Log(summary)
	write(t, summary)
}

// write adds a line to the report.
func write(t *testing.T, line string) {
	t.Helper()
	if report == "" {
		return
	}
	file, err := os.OpenFile(report, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = file.WriteString(line)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		t.Error(err)
	}
}
