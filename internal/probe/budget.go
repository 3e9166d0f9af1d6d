package probe

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	// mostBadSignatures is below the five in a row that lock a Huawei key.
	mostBadSignatures = 4
	signatureWindow   = 5 * time.Minute
)

// Budget counts the bad signatures of a key, over all runs on this machine: five in a row lock the key for five minutes.
type Budget struct {
	path string
	now  func() time.Time
}

// NewBudget keeps the count in a file of this user. The file holds times and a hash of the key's id.
func NewBudget(folder string, now func() time.Time) *Budget {
	if now == nil {
		now = time.Now
	}
	return &Budget{path: filepath.Join(folder, "storeauth-probe", "signatures.json"), now: now}
}

// Take reserves n bad signatures of a key. When there are not so many left, it tells how long to wait.
func (b *Budget) Take(key string, n int) (wait time.Duration, free bool) {
	sum := sha256.Sum256([]byte(key))
	id := hex.EncodeToString(sum[:])
	used := map[string][]time.Time{}
	if text, err := os.ReadFile(b.path); err == nil {
		// A file that cannot be read counts as none: it is only this command's memory.
		_ = json.Unmarshal(text, &used)
	}
	now := b.now()
	for each, times := range used {
		used[each] = slices.DeleteFunc(times, func(t time.Time) bool { return now.Sub(t) >= signatureWindow })
		if len(used[each]) == 0 {
			delete(used, each)
		}
	}
	if over := len(used[id]) + n - mostBadSignatures; over > 0 {
		return signatureWindow - now.Sub(used[id][min(over, len(used[id]))-1]), false
	}
	for range n {
		used[id] = append(used[id], now)
	}
	return 0, b.write(used) == nil
}

func (b *Budget) write(used map[string][]time.Time) error {
	text, err := json.Marshal(used)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(b.path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(b.path, text, 0o600)
}
