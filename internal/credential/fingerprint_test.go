package credential

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestFingerprintTellsItsSecretFromOthers(t *testing.T) {
	t.Parallel()
	for _, strength := range []Strength{Random, Guessable} {
		one, err := Fingerprint(strength, "a-secret")
		if err != nil {
			t.Fatal(err)
		}
		other, _ := Fingerprint(strength, "a-secret")
		if one == other || strings.Contains(one, "a-secret") {
			t.Errorf("two fingerprints of one secret: %s, %s", one, other)
		}
		if !HasFingerprint(one, "a-secret") || !HasFingerprint(other, "a-secret") || HasFingerprint(one, "another") {
			t.Errorf("%s does not tell its secret", one)
		}
	}
	for _, foreign := range []string{"", "a-secret", "newer-scheme:AAAA:AAAA", "hmac:!:AAAA", "hmac:AAAA:!", "hmac:AAAA",
		"hmac:AAAA:", "hmac:AAAA:" + strings.Repeat("A", 43)} {
		if HasFingerprint(foreign, "a-secret") {
			t.Errorf("%q fits", foreign)
		}
	}
}

func TestOneSecretIsStretchedAtATimeAndNoneTwice(t *testing.T) {
	t.Parallel()
	var busy, most, calls atomic.Int32
	s := newStretcher(func(secret, salt []byte) ([]byte, error) {
		calls.Add(1)
		most.Store(max(most.Load(), busy.Add(1)))
		defer busy.Add(-1)
		for range 100 {
			runtime.Gosched() // everybody else comes by
		}
		return append(append([]byte{}, secret...), salt...), nil
	})
	var wait sync.WaitGroup
	for i := range 200 {
		wait.Go(func() {
			secret, salt := []string{"a", "b"}[i%2], []string{"1", "2"}[i/2%2]
			if sum, err := s.sum(secret, []byte(salt)); err != nil || string(sum) != secret+salt {
				t.Errorf("%s under %s is %s, %v", secret, salt, sum, err)
			}
		})
	}
	wait.Wait()
	if most.Load() != 1 || calls.Load() != 4 {
		t.Errorf("%d at a time, %d times for four sums", most.Load(), calls.Load())
	}
}
