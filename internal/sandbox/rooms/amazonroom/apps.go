package amazonroom

import (
	"encoding/json"
	"maps"
	"slices"
)

const (
	// statePublished apps can be edited; no others can.
	statePublished  = "published"
	stateIncomplete = "incomplete"
	stateInReview   = "in_review"
	stateSuppressed = "suppressed"
)

var appStates = []string{statePublished, stateIncomplete, stateInReview, stateSuppressed}

// app is one app. A foreign app is another account's.
type app struct {
	id, packageName string
	state           string
	foreign         bool
	// live is the published version; nil while there was none.
	live *edit
	// edit is the active one, in progress or in review; nil is none.
	edit *edit
	// draft is what a first edit starts from when nothing is live.
	draft contents
}

// edit is a version of an app: one being made, one in review, or the live one.
type edit struct {
	id, status string
	contents
}

// contents is what an edit holds, each resource as compact JSON.
type contents struct {
	// listings are by language, under the keys that the app has.
	listings map[string]json.RawMessage
	details  json.RawMessage
	apks     []apk
}

type apk struct {
	id      string
	content json.RawMessage
}

func (c contents) clone() contents {
	return contents{listings: maps.Clone(c.listings), details: c.details, apks: slices.Clone(c.apks)}
}

func (c contents) findAPK(id string) int {
	return slices.IndexFunc(c.apks, func(a apk) bool { return a.id == id })
}

func (c contents) defaultLanguage() string {
	var details struct {
		DefaultLanguage string `json:"defaultLanguage"`
	}
	if json.Unmarshal(c.details, &details) != nil {
		return ""
	}
	return details.DefaultLanguage
}

// notesComplete reports whether every listing has release notes.
func (c contents) notesComplete() bool {
	for _, listing := range c.listings {
		var l struct {
			RecentChanges *string `json:"recentChanges"`
		}
		if json.Unmarshal(listing, &l) != nil || l.RecentChanges == nil || *l.RecentChanges == "" {
			return false
		}
	}
	return true
}

// openEdit starts an edit as a copy of what is live.
func (a *app) openEdit() {
	from := a.draft
	if a.live != nil {
		from = a.live.contents
	}
	a.edit = &edit{id: newReleaseID(), status: statusInProgress, contents: from.clone()}
}

func (a *app) submit() {
	a.edit.status = statusReview
	a.state = stateInReview
}

// approve ends the review: what was submitted is live.
func (a *app) approve() {
	a.live, a.edit = a.edit, nil
	a.live.status = statusLive
	a.state = statePublished
}

func (a *app) editStatus() string {
	if a.edit == nil {
		return "none"
	}
	return a.edit.status
}

// findApp is the app of an id; the lock must be held. Whether the vendor takes a
// package name in its place is a switch.
func (room *Room) findApp(id string) (*app, bool) {
	if a, found := room.apps.Get(id); found || !room.switches.Get().PackageNames {
		return a, found
	}
	for a := range room.apps.All() {
		if a.packageName == id {
			return a, true
		}
	}
	return nil, false
}
