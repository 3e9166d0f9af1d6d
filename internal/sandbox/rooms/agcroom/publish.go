package agcroom

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// maxPackageNames is how many names one call of appid-list may ask for.
const maxPackageNames = 50

// packageTypes are APK, RPK, HarmonyOS and EXE.
var packageTypes = []string{"1", "2", "7", "8"}

// appIDList is GET /api/publish/v2/appid-list. The keys of its answer are the
// apps' names, so an answer to several package names does not say which app has
// which package name.
func (room *Room) appIDList(r *http.Request, set switches) answer {
	query := r.URL.Query()
	names := commaList(query.Get("packageName"))
	if set.EmptyNamesDropped {
		names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	}
	types := commaList(query.Get("packageTypes"))
	oneType := set.PackageTypes == typesOne
	if len(names) == 0 || len(names) > maxPackageNames ||
		oneType && query.Has("packageTypes") && !slices.Contains(packageTypes, query.Get("packageTypes")) {
		return refusal(r, set, retInvalidInput)
	}
	type entry struct {
		Key   string `json:"key"`
		Value any    `json:"value"`
	}
	entries := []entry{}
	room.mu.Lock()
	for a := range room.apps.All() {
		if !a.foreign && slices.Contains(names, a.PackageName) &&
			(len(types) == 0 || oneType || slices.Contains(types, strconv.Itoa(a.PackageType))) {
			entries = append(entries, entry{a.Name, idNumber(set, a.AppID)})
		}
	}
	room.mu.Unlock()
	return answer{status: http.StatusOK, body: body(set.PublishRetForm, retOK, `,"appids":`+harness.JSON(entries))}
}

// commaList splits a comma list; an empty text is an empty list.
func commaList(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

const (
	releaseFull   = "1"
	releasePhased = "3"
)

// appInfo is GET /api/publish/v2/app-info.
func (room *Room) appInfo(r *http.Request, set switches) answer {
	query := r.URL.Query()
	id, release := query.Get("appId"), query.Get("releaseType")
	if release == "" && (!query.Has("releaseType") || set.EmptyReleaseType == emptyReleaseFull) {
		release = releaseFull
	}
	badRelease := release != releaseFull && release != releasePhased
	switch {
	case id == "", badRelease && !set.ReleaseTypeLast:
		return refusal(r, set, retInvalidInput)
	case !isNumber(id):
		return invisible(r, set, set.NamedApp)
	case badRelease:
		return refusal(r, set, retInvalidInput)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	a, found := room.apps.Get(id)
	switch {
	case !found:
		return refusal(r, set, retNoApp)
	case a.foreign:
		return invisible(r, set, set.ForeignApp)
	case a.raw != "":
		return answer{status: http.StatusOK, body: body(set.PublishRetForm, retOK, a.raw)}
	}
	languages, lang := a.Languages, query.Get("lang")
	noLanguage := lang != "" && !slices.Contains(languages, lang)
	noPhased := release == releasePhased && a.Phased == nil
	switch {
	case noLanguage && (!noPhased || set.ReleaseTypeLast):
		return refusal(r, set, retNoLanguage)
	case noPhased && set.NoPhasedRelease == noPhasedRefused:
		return refusal(r, set, retNoService)
	case noLanguage:
		return refusal(r, set, retNoLanguage)
	case noPhased:
		release = releaseFull
	}
	if lang != "" {
		languages = []string{lang}
	}
	return answer{status: http.StatusOK, body: body(set.PublishRetForm, retOK, a.members(set, release, languages))}
}

// invisible answers an app that the credential may not see.
func invisible(r *http.Request, set switches, how string) answer {
	switch how {
	case invisible403:
		return *forbidden(set, reasonForbidden)
	case invisibleOwner:
		return refusal(r, set, retNoOwner)
	}
	return refusal(r, set, retNoApp)
}

func isNumber(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(c rune) bool { return c < '0' || c > '9' })
}
