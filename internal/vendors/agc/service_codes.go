package agc

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

const (
	settlesNothing = " This says nothing about the credential."
	writeOnly      = " The vendor gives this code to calls that change an app, and this provider only reads." + settlesNothing

	apps         = "AppGallery Connect > My apps"
	reportIt     = "Run again later. If it lasts, please report it to this provider."
	waitMinutes  = "Wait a few minutes until the vendor is done, then run again."
	checkRequest = "Compare the App ID, the language and the release type with the app in " + apps + "."
	checkApp     = "Look at the app in " + apps + ", then run again."
	checkAccount = "Sign in to AppGallery Connect as the account holder and check the account, its verification and its agreements; then run again."
)

// serviceCodes are the codes of the Publishing API and its neighbours as "Publishing API: error codes" lists them. They come with
// HTTP 200, and the same code has unrelated causes, so the vendor's words, which stand above them, count more. Codes below
// 1000 are the last digits of 204144….
var serviceCodes = expand([]struct {
	title          string
	codes          []string
	likely, remedy string
}{
	{"invalid parameter", []string{"641", "654", "999002"}, "The vendor found a parameter invalid." + settlesNothing, checkRequest},
	{"unknown system error", []string{"642"}, "An unknown error of the vendor's system." + settlesNothing, reportIt},
	{"developer account not read", []string{"643"}, "The vendor could not read the developer account: it may be incomplete, or the vendor has a problem.", checkAccount},
	{"user not read", []string{"665"}, "The vendor could not look up the user behind the credential: it may be the account's state, or the vendor has a problem.", checkAccount},
	{"no upload authorized", []string{"645"}, "The vendor authorized no upload, as for an app that has no draft." + writeOnly, checkApp},
	{"package not added", []string{"646", "662"}, "Adding a package failed; an app takes a limited number of them." + writeOnly, checkApp},
	{"app cannot be changed now", []string{"647"}, "The app cannot be changed now, as during a review or a phased release." + writeOnly, checkApp},
	{"release not found", []string{agcapi.SymptomNoRelease}, "The vendor found no such release of the app, as for release_type \"phased\" where there is no phased release.",
		"Leave release_type out, or create the release in " + apps + " first."},
	{"language not found", []string{"650", "653"}, "The app has no listing in this language.", "Leave language out to read all, or add the language in " + apps + "."},
	{"language cannot be changed", []string{"651", "652"}, "A language cannot be changed that way." + writeOnly, checkApp},
	{"file transfer failed", []string{"655", "657", "658", "667", "668", "688", "699", "700", "701", "702", "703", "704", "705", "706", "707"},
		"Moving a file to or from the vendor failed." + writeOnly, reportIt},
	{"mainland China only", []string{"656"}, "The call is open only to developers or regions of mainland China.", "Check the region of the account and of the app in " + apps + "."},
	{"queue full", []string{"659"}, "The vendor's queue is full." + settlesNothing, waitMinutes},
	{"package still being compiled", []string{"660", "719", "727"}, "The package is still being parsed or compiled, or the app's information is incomplete." + writeOnly, waitMinutes},
	{"check before submitting failed", []string{"664"}, "The check before submitting failed." + writeOnly, checkApp},
	{"app or project not created", []string{"670", "673", "685"}, "Creating an app or a project failed." + writeOnly, reportIt},
	{"country code wrong", []string{"672"}, "A country code is wrong." + writeOnly, checkApp},
	{"app removed", []string{"675"}, "The app was removed.", checkApp},
	{"release time wrong", []string{"677", "678"}, "The release time is wrong." + writeOnly, checkApp},
	{"owner of the app not found", []string{"689"}, "The vendor could not find out whose app this is: the App ID may be another team's, or the vendor has a problem." + settlesNothing,
		"Compare the App ID with the app's page in " + apps + "; if it is right, run again later."},
	{"site information not read", []string{"694"}, "The vendor could not read the information of the site." + settlesNothing,
		"Check the site in the provider block (china, europe, singapore, russia); if it is right, run again later."},
	{"app not read or changed", []string{"649", "690", "691", "692", "697"}, "The vendor could not read, change or submit the app." + settlesNothing, reportIt},
	{"state of the package not read", []string{"717", "718"}, "The state of the package's check or compilation could not be read." + settlesNothing, waitMinutes},
	{"signature does not match", []string{"722", "723"}, "The package's signature does not match the app's." + writeOnly, checkApp},
	{"word not allowed", []string{"729"}, "The name has a word that the store does not allow." + writeOnly, checkApp},
	{"renamed too often", []string{"733"}, "The app was renamed as often as a year allows." + writeOnly, checkApp},
	{"request id unknown", []string{"734"}, "The vendor does not know the request id." + settlesNothing, reportIt},
	{"security scan under way", []string{"735"}, "The package is in a security scan." + writeOnly, waitMinutes},
	{"open testing under way", []string{"736", "741"}, "The app is in open testing." + writeOnly, checkApp},
	{"no permission at a neighbouring service", []string{"50010028"}, "A neighbouring service says that the app is not released, or not the credential's.", checkApp},
	{"client refused in words of OAuth", []string{"invalid_client"}, "The token call refused the client in OAuth's words, which this vendor does not document. An HMS endpoint may have answered.",
		"Check the endpoint in the provider block; then compare the id and the key with " + clientsConsole + "."},
})

func expand(rows []struct {
	title          string
	codes          []string
	likely, remedy string
}) []explain.Cause {
	var causes []explain.Cause
	for _, row := range rows {
		cause := explain.Cause{Title: row.title, Likely: row.likely, Remedy: row.remedy}
		for _, code := range row.codes {
			status := 0
			if len(code) == 3 {
				code, status = "204144"+code, http.StatusOK
			}
			cause.Symptoms = append(cause.Symptoms, code)
			cause.Answers = append(cause.Answers, explain.Says(explain.Failed, status, code, ""))
		}
		causes = append(causes, cause)
	}
	return causes
}
