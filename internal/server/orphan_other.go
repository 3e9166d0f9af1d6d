//go:build !unix

package server

import "os"

// awaitEnd returns when the parent has ended. Windows waits for any process, and keeps a parent's number in its children.
func awaitEnd(parent int) {
	process, err := os.FindProcess(parent)
	if err == nil {
		_, err = process.Wait()
	}
	if err != nil {
		select {} // it cannot be watched, which is no sign that it ended
	}
}
