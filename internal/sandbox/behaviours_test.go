package sandbox_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
)

// Set UPDATE_BEHAVIOURS to rewrite the table after a room's behaviours changed.
func TestBehavioursFileEqualsTheCode(t *testing.T) {
	s, err := sandbox.New()
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := s.WriteBehaviours(&want); err != nil {
		t.Fatal(err)
	}
	const file = "BEHAVIOURS.md"
	if os.Getenv("UPDATE_BEHAVIOURS") != "" {
		if err := os.WriteFile(file, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what the rooms declare; run UPDATE_BEHAVIOURS=1 go test ./internal/sandbox", file)
	}
}
