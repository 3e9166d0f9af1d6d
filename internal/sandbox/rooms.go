package sandbox

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// newRooms makes every simulated vendor, all on one clock.
func newRooms(_ *harness.Clock) []harness.Room {
	return []harness.Room{}
}
