package sandbox

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/agc"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/amazon"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/galaxy"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/iot"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/servicestage"
)

// newRooms makes every simulated vendor, all on one clock.
func newRooms(clock *harness.Clock) []harness.Room {
	return []harness.Room{
		agc.New(clock),
		amazon.New(clock),
		galaxy.New(clock),
		iot.New(clock),
		servicestage.New(clock),
	}
}
