package galaxyroom

import (
	"net/http"
	"regexp"
	"strings"
)

// contentIDForm is a content id: exactly 12 digits, leading zeros included.
var contentIDForm = regexp.MustCompile(`^[0-9]{12}$`)

// contentList is GET /seller/contentList: every app of the seller, no parameters, no paging.
func (room *Room) contentList(w http.ResponseWriter, r *http.Request) {
	if _, refused := room.admit(r, scopePublishing); refused != nil {
		refused.send(w)
		return
	}
	room.mu.Lock()
	var entries []string
	for a := range room.apps.All() {
		if !a.foreign {
			entries = append(entries, a.list...)
		}
	}
	numeric := room.switches.Get().NumericFields
	room.mu.Unlock()
	sendRecords(w, entries, numeric)
}

// contentInfo is GET /seller/contentInfo?contentId=: the app's records, one or
// more, since a version on sale and one in registration may both be there.
func (room *Room) contentInfo(w http.ResponseWriter, r *http.Request) {
	if _, refused := room.admit(r, scopePublishing); refused != nil {
		refused.send(w)
		return
	}
	id := r.URL.Query().Get("contentId")
	set := room.switches.Get()
	if !contentIDForm.MatchString(id) {
		sellerFailure(set, http.StatusBadRequest, id, "1000", "Invalid parameters").send(w)
		return
	}
	room.mu.Lock()
	var records []string
	foreign := false
	a, found := room.apps.Get(id)
	if found {
		records, foreign = a.info, a.foreign
	}
	room.mu.Unlock()
	if !found && set.UnknownContent == unknown3100 {
		sellerFailure(set, http.StatusBadRequest, id, "3100", "Not found for contentId").send(w)
		return
	}
	if foreign || !found && set.UnknownContent == unknown4008 {
		sellerFailure(set, http.StatusForbidden, id, "4008", "The content is not yours").send(w)
		return
	}
	sendRecords(w, records, set.NumericFields)
}

func sendRecords(w http.ResponseWriter, records []string, numeric bool) {
	body := "[" + strings.Join(records, ",") + "]"
	if numeric {
		body = asNumbers(body)
	}
	sendJSON(w, http.StatusOK, body)
}

// numericField finds the fields that are numbers in the documentation and
// strings on the wire. A quote inside a JSON string is escaped, so this cannot
// match within a text.
var numericField = regexp.MustCompile(
	`"(contentId|standardPrice|price|binarySeq|versionCode|apiminSdkVersion|apimaxSdkVersion|ageLimit)":"0*([0-9]+(?:\.[0-9]+)?)"`)

func asNumbers(body string) string { return numericField.ReplaceAllString(body, `"$1":$2`) }
