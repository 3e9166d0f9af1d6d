package agcroom

import (
	"cmp"
	"strings"
	"time"
)

// app is one app. A foreign app is another team's: not listed, and not visible.
type app struct {
	appPlan
	updated time.Time
	foreign bool
	// raw replaces the members beside ret that are made from the plan; it begins with a comma.
	raw string
}

// appPlan is what an app's answers are made from; every field has a default.
type appPlan struct {
	AppID       string `json:"app_id"`
	Name        string `json:"name"`
	PackageName string `json:"package_name"`
	// PackageType is 1 APK, 2 RPK, 7 HarmonyOS, 8 EXE; 0 is 1.
	PackageType int `json:"package_type"`
	// Draft makes an app without a package: release state 7 and no version fields.
	Draft        bool `json:"draft"`
	ReleaseState int  `json:"release_state"`
	// Languages are those of the store page, the first being the default; nil is en-US.
	Languages     []string `json:"languages"`
	VersionNumber string   `json:"version_number"`
	VersionCode   int64    `json:"version_code"`
	// OnShelfVersionNumber and OnShelfVersionCode are those of the live version; by default the same as the version's.
	OnShelfVersionNumber string `json:"on_shelf_version_number"`
	OnShelfVersionCode   int64  `json:"on_shelf_version_code"`
	AuditOpinion         string `json:"audit_opinion"`
	// PublishCountry is a comma list; "" is CN,RU.
	PublishCountry string `json:"publish_country"`
	// Phased is a phased release; nil is none.
	Phased *phasedPlan `json:"phased,omitempty"`
}

// phasedPlan is a phased release; every field has a default.
type phasedPlan struct {
	// State is RELEASE, SUSPEND, CANCEL or DRAFT; "" is RELEASE.
	State string `json:"state"`
	// Percent is text such as "10.00".
	Percent       string `json:"percent"`
	Description   string `json:"description"`
	ReleaseState  int    `json:"release_state"`
	VersionNumber string `json:"version_number"`
	VersionCode   int64  `json:"version_code"`
}

const releaseStateDraft = 7

func (p *appPlan) complete() {
	p.Name = cmp.Or(p.Name, "App "+p.AppID)
	p.PackageName = cmp.Or(p.PackageName, "com.example.app"+p.AppID)
	p.PackageType = cmp.Or(p.PackageType, 1)
	p.PublishCountry = cmp.Or(p.PublishCountry, "CN,RU")
	if len(p.Languages) == 0 {
		p.Languages = []string{"en-US"}
	}
	if p.Draft {
		p.ReleaseState = releaseStateDraft
		return
	}
	p.VersionNumber = cmp.Or(p.VersionNumber, "1.4.2")
	p.VersionCode = cmp.Or(p.VersionCode, 14)
	p.OnShelfVersionNumber = cmp.Or(p.OnShelfVersionNumber, p.VersionNumber)
	p.OnShelfVersionCode = cmp.Or(p.OnShelfVersionCode, p.VersionCode)
	if p.Phased != nil {
		p.Phased.State = cmp.Or(p.Phased.State, "RELEASE")
		p.Phased.Percent = cmp.Or(p.Phased.Percent, "10.00")
		p.Phased.VersionNumber = cmp.Or(p.Phased.VersionNumber, p.VersionNumber)
		p.Phased.VersionCode = cmp.Or(p.Phased.VersionCode, p.VersionCode)
	}
}

// versionID is 19 digits made from the app's id, so that it is the same in every answer.
func (p *appPlan) versionID() string {
	const width = 19
	return "1" + strings.Repeat("0", max(0, width-1-len(p.AppID))) + p.AppID
}
