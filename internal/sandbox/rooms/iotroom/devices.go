package iotroom

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
)

const (
	defaultPageSize = 25
	maxPageSize     = 250
)

// devices is GET devices: a page of the application's devices. Filters are not
// simulated; they change nothing.
func (room *Room) devices(r *http.Request) (reply, *failure) {
	app, refused := room.admit(r)
	if refused != nil {
		return reply{}, refused
	}
	q := r.URL.Query()
	if q.Get("pageNo") == "" && q.Get("gatewayId") == "" {
		return reply{}, invalidInput
	}
	pageNo, ok1 := number(q.Get("pageNo"), 0)
	pageSize, ok2 := number(q.Get("pageSize"), defaultPageSize)
	if !ok1 || !ok2 || pageSize < 1 || pageSize > maxPageSize {
		return reply{}, invalidInput
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if id := q.Get("appId"); id != "" && id != app.id {
		if _, found := room.applications.Get(id); !found && !room.switches.Get().UnknownAppNotAuthorized {
			return reply{}, noSuchApp
		}
		return reply{}, notAuthorized
	}
	total := len(app.devices)
	first := min(pageNo*pageSize, total)
	page := app.devices[first:min(first+pageSize, total)]
	var body bytes.Buffer
	fmt.Fprintf(&body, `{"totalCount":%d,"pageNo":%d,"pageSize":%d,"devices":[`, total, pageNo, pageSize)
	for i, device := range page {
		if i > 0 {
			body.WriteByte(',')
		}
		body.WriteString(device)
	}
	body.WriteString("]}")
	return reply{http.StatusOK, body.String()}, nil
}

// number reads a page number or size: not negative, and small enough to multiply.
func number(text string, absent int) (int, bool) {
	if text == "" {
		return absent, true
	}
	n, err := strconv.ParseUint(text, 10, 24)
	return int(n), err == nil
}
