//go:build unix

package main

import (
	"os"
	"os/exec"
	"syscall"
)

// interruptible gives cmd a process group of its own, so that Ctrl-C reaches it
// once, through the demo: a second interrupt makes Terraform abandon its state.
func interruptible(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = shutdown
	return cmd
}

// endGroup ends what a killed command left behind, such as provider processes.
func endGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		// There is nothing left in the group when all went well.
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}
