//go:build !unix

package process

import "os/exec"

// Interruptible leaves cmd to be killed: there is no interrupt to send here.
func Interruptible(cmd *exec.Cmd) *exec.Cmd {
	cmd.WaitDelay = Shutdown
	return cmd
}

// EndGroup does nothing: there are no process groups here.
func EndGroup(*exec.Cmd) {}
