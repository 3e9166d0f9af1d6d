//go:build !unix

package main

import "os/exec"

// interruptible leaves cmd to be killed: there is no interrupt to send here.
func interruptible(cmd *exec.Cmd) *exec.Cmd {
	cmd.WaitDelay = shutdown
	return cmd
}

func endGroup(*exec.Cmd) {}
