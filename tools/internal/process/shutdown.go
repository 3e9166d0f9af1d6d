// Package process ends what a command starts.
package process

import "time"

// Shutdown is what a child gets between the interrupt and the end by force.
const Shutdown = 15 * time.Second
