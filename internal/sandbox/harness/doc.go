// Package harness is the floor every simulated vendor stands on: a clock that
// can be moved, a fault switch, a journal of requests, a console, and the
// routing of URL prefixes to rooms.
//
// A room is one vendor. It knows the vendor's answers and nothing of the rest:
// the harness reads the request, journals it, plays a fault when one is set,
// lets the room act into a buffer, and sends what the room answered.
package harness
