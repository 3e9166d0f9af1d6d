package galaxyroom

import (
	"cmp"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// app is one app: its raw entries in contentList and its raw records in
// contentInfo, each compact JSON. A foreign app is another seller's: not
// listed, and refused by contentInfo.
type app struct {
	id         string
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

// generate makes an app whose records have the form of the vendor's own.
func (p appPlan) generate(now time.Time) *app {
	p.Title = cmp.Or(p.Title, "App "+p.ContentID)
	p.PackageName = cmp.Or(p.PackageName, "com.example.app"+p.ContentID)
	p.Status = cmp.Or(p.Status, "FOR_SALE")
	p.VersionCode = cmp.Or(p.VersionCode, "10100")
	p.VersionName = cmp.Or(p.VersionName, "1.1.0")
	p.PublicationType = cmp.Or(p.PublicationType, "01")
	if len(p.Languages) == 0 {
		p.Languages = []string{"ENG"}
	}
	made := &app{id: p.ContentID}
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
