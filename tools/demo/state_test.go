package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAKeyInTheStateIsFound(t *testing.T) {
	const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n-----END PRIVATE KEY-----\n"
	cases := map[string]struct {
		state string
		found bool
	}{
		"whole":       {`{"key":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n"}`, true},
		"one line":    {`{"key":"BgkqhkiG9w0B"}`, true},
		"none":        {`{"public_key_sha256":"5f2c"}`, false},
		"armour only": {`{"doc":"-----BEGIN PRIVATE KEY-----"}`, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			module := t.TempDir()
			if err := os.WriteFile(filepath.Join(module, "terraform.tfstate"), []byte(c.state), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := stateWithout(module, key); (err != nil) != c.found {
				t.Errorf("got %v", err)
			}
		})
	}
}
