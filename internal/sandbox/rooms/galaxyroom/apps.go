package galaxyroom

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// app is one app: its raw entries in contentList and its raw records in
// contentInfo, each compact JSON. A foreign app is another seller's: not
// listed, and refused by contentInfo.
type app struct {
	list, info []string
	foreign    bool
}

// appPlan is what the generator makes an app from; every field has a default.
type appPlan struct {
	ContentID   string `json:"content_id"`
	Title       string `json:"title"`
	PackageName string `json:"package_name"`
	// Status is the contentStatus of the record on sale; "" is FOR_SALE.
	Status string `json:"status"`
	// Registration is the contentStatus of a second record, such as UPDATING; "" is none.
	Registration string `json:"registration"`
	VersionCode  string `json:"version_code"`
	VersionName  string `json:"version_name"`
	// Price is the standard price; "" is free.
	Price string `json:"price"`
	// Languages are the supported ones, the first being the default; nil is ENG.
	Languages []string `json:"languages"`
	// PublicationType is 01 automatic, 02 at the start date, 03 manual; "" is 01.
	PublicationType string `json:"publication_type"`
}

func orDefault(value *string, fallback string) {
	if *value == "" {
		*value = fallback
	}
}

// generate makes an app whose records have the form of the vendor's own.
func (p appPlan) generate(now time.Time) *app {
	orDefault(&p.Title, "App "+p.ContentID)
	orDefault(&p.PackageName, "com.example.app"+p.ContentID)
	orDefault(&p.Status, "FOR_SALE")
	orDefault(&p.VersionCode, "10100")
	orDefault(&p.VersionName, "1.1.0")
	orDefault(&p.PublicationType, "01")
	if len(p.Languages) == 0 {
		p.Languages = []string{"ENG"}
	}
	made := &app{}
	for i, status := range []string{p.Status, p.Registration} {
		if status == "" {
			continue
		}
		made.list = append(made.list, harness.JSON(p.entry(status, now)))
		made.info = append(made.info, harness.JSON(p.record(status, i+1, now)))
	}
	return made
}

// listEntry is an element of contentList: all strings, or null.
type listEntry struct {
	ContentName   string  `json:"contentName"`
	ContentID     string  `json:"contentId"`
	ContentStatus string  `json:"contentStatus"`
	StandardPrice *string `json:"standardPrice"`
	Paid          string  `json:"paid"`
	ModifyDate    string  `json:"modifyDate"`
}

func (p appPlan) entry(status string, now time.Time) listEntry {
	price := p.standardPrice()
	e := listEntry{
		ContentName: p.Title, ContentID: p.ContentID, ContentStatus: status, StandardPrice: &price,
		Paid: p.paid(), ModifyDate: now.Format("2006-01-02 15:04:05") + ".0",
	}
	if status == "REGISTERING" {
		// The documentation's sample has no price on an app that was never submitted.
		e.StandardPrice = nil
	}
	return e
}

func (p appPlan) paid() string {
	if p.Price == "" || p.Price == "0" {
		return "N"
	}
	return "Y"
}

func (p appPlan) standardPrice() string {
	if p.Price == "" {
		return "0"
	}
	return p.Price
}

// compactRecords checks raw records from the console and compacts them, so that they go out as they came in.
func compactRecords(raw []json.RawMessage) ([]string, error) {
	out := make([]string, 0, len(raw))
	for i, r := range raw {
		var b bytes.Buffer
		if err := json.Compact(&b, r); err != nil || b.Len() == 0 || b.Bytes()[0] != '{' {
			return nil, fmt.Errorf("record %d is not a JSON object", i+1)
		}
		out = append(out, b.String())
	}
	return out, nil
}

// put adds or replaces an app; the lock must be held.
func (room *Room) put(id string, a *app) {
	if _, found := room.apps[id]; !found {
		room.order = append(room.order, id)
	}
	room.apps[id] = a
}

// remove forgets an app; the lock must be held.
func (room *Room) remove(id string) {
	delete(room.apps, id)
	room.order = slices.DeleteFunc(room.order, func(other string) bool { return other == id })
}

// freeContentID is the lowest id not taken; the lock must be held.
func (room *Room) freeContentID() string {
	for n := len(room.apps) + 1; ; n++ {
		id := fmt.Sprintf("%012d", n)
		if _, taken := room.apps[id]; !taken {
			return id
		}
	}
}
