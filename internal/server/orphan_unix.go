//go:build unix

package server

import (
	"os"
	"time"
)

// awaitEnd returns when the parent has ended: its children then get another parent. Linux can send a signal instead
// (PR_SET_PDEATHSIG), but sends it when the thread ends that started the child, and Go ends threads at will.
func awaitEnd(parent int) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for os.Getppid() == parent {
		<-tick.C
	}
}
