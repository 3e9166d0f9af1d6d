//go:build unix

package process

import (
	"os"
	"os/exec"
	"syscall"
)

// Interruptible gives cmd a process group of its own, so that Ctrl-C reaches it
// once, through this program: a second interrupt makes Terraform abandon its state.
func Interruptible(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = Shutdown
	return cmd
}

// EndGroup ends what a killed command left behind, such as provider processes.
func EndGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		// There is nothing left in the group when all went well.
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}
