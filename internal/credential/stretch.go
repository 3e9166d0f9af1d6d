package credential

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"runtime"
	"sync"

	"golang.org/x/crypto/scrypt"
)

// stretcher makes each guess at a secret expensive, and so each fingerprint: 32 MiB and tens of milliseconds. Terraform plans
// ten objects at once and each object more than once, so one secret is stretched at a time, and none twice in a process.
type stretcher struct {
	derive func(secret, salt []byte) ([]byte, error)
	// key is the process's own, so that the index of what is known tells nobody which secrets these were.
	key   [32]byte
	turn  sync.Mutex
	mu    sync.Mutex
	known map[[sha256.Size]byte][]byte
}

func newStretcher(derive func(secret, salt []byte) ([]byte, error)) *stretcher {
	s := &stretcher{derive: derive, known: map[[sha256.Size]byte][]byte{}}
	_, _ = rand.Read(s.key[:]) // never fails
	return s
}

var scrypted = newStretcher(func(secret, salt []byte) ([]byte, error) { return scrypt.Key(secret, salt, 1<<15, 8, 1, 32) })

// sum keeps what it returns, which private state holds as well, and not the secret.
func (s *stretcher) sum(secret string, salt []byte) ([]byte, error) {
	index := s.index(secret, salt)
	if sum, ok := s.recall(index); ok {
		return sum, nil
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	if sum, ok := s.recall(index); ok {
		return sum, nil
	}
	// What the one before took is garbage by now. Go would collect it only after two or three more.
	runtime.GC()
	sum, err := s.derive([]byte(secret), salt)
	if err == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.known[index] = sum
	}
	return sum, err
}

func (s *stretcher) index(secret string, salt []byte) [sha256.Size]byte {
	salted := sha256.Sum256(salt)
	mac := hmac.New(sha256.New, s.key[:])
	mac.Write(salted[:])
	mac.Write([]byte(secret))
	return [sha256.Size]byte(mac.Sum(nil))
}

func (s *stretcher) recall(index [sha256.Size]byte) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sum, ok := s.known[index]
	return sum, ok
}
