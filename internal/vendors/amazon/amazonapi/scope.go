package amazonapi

import "slices"

// API is an API of the developer console's API Access page, to which a security profile is attached.
type API struct {
	// Name is this project's: "app_submission". Title is the console's.
	Name, Title string
	// Scope is what a token for it is asked for.
	Scope string
}

// AppSubmission is the API that this client reads. Its scope is from "API Authentication".
var AppSubmission = API{Name: "app_submission", Title: "App Submission API", Scope: "appstore::apps:readwrite"}

// APIs are those known to be on the API Access page; the page may have others. Their scopes are pinned here because Login with
// Amazon answers a mistyped scope and one that is not attached alike. That of the Reporting API is from docs/reports-promo
// ("Access the Reporting API").
var APIs = []API{
	AppSubmission,
	{Name: "reporting", Title: "Reporting API", Scope: "adx_reporting::appstore:marketer"},
}

// APIByName returns the API of a Name, false for any other.
func APIByName(name string) (API, bool) { return find(func(a API) bool { return a.Name == name }) }

// APIByScope returns the API of a Scope, false for any other.
func APIByScope(scope string) (API, bool) { return find(func(a API) bool { return a.Scope == scope }) }

func find(wanted func(API) bool) (API, bool) {
	if i := slices.IndexFunc(APIs, wanted); i >= 0 {
		return APIs[i], true
	}
	return API{}, false
}
