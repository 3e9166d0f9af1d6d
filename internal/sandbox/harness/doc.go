// Package harness is what all simulated vendors share: a clock that can be
// moved, faults, switches, a journal of requests, a console, and the routing of
// URL prefixes to rooms.
//
// A room is one vendor. It knows the vendor's answers and nothing else: the
// harness reads the request, records it in the journal, plays a fault if one is
// set, lets the room answer into a buffer, and sends the answer.
package harness
