package sandbox

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/agcroom"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/amazonroom"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/galaxyroom"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/iotroom"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/servicestageroom"
)

// newRooms makes every simulated vendor, all on one clock.
func newRooms(clock *harness.Clock) []harness.Room {
	return []harness.Room{
		agcroom.New(clock),
		amazonroom.New(clock),
		galaxyroom.New(clock),
		iotroom.New(clock),
		servicestageroom.New(clock),
	}
}
