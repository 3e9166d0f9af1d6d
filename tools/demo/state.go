package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
)

// stateWithout is an error when the state of a module holds the body of the PEM key.
func stateWithout(module, key string) error {
	state, err := os.ReadFile(filepath.Join(module, "terraform.tfstate"))
	if err != nil {
		return err
	}
	for line := range bytes.Lines([]byte(key)) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || bytes.HasPrefix(line, []byte("-----")) {
			continue
		}
		if bytes.Contains(state, line) {
			return errors.New("terraform.tfstate holds the private key")
		}
	}
	return nil
}
