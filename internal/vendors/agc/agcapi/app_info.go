package agcapi

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Release types of app-info ("Querying App Information", releaseType).
const (
	// ReleaseFull is the release to all users.
	ReleaseFull = "1"
	// ReleasePhased is the phased release, which has a state and versions of its own.
	ReleasePhased = "3"
)

// AppInfo is what the store knows of an app. Numbers arrive as numbers or as strings; what the vendor leaves out is empty, as
// the version of an app that has only a draft without a package.
type AppInfo struct {
	AppDetails
	Audit     Audit
	Languages []Language
	// Phased is nil where there is no phased release.
	Phased *PhasedRelease
}

// AppDetails is the answer's appInfo.
type AppDetails struct {
	// ReleaseState is a number, 0 to 13 so far.
	ReleaseState  vendorhttp.Text `json:"releaseState"`
	DefaultLang   vendorhttp.Text `json:"defaultLang"`
	ParentType    vendorhttp.Text `json:"parentType"`
	ChildType     vendorhttp.Text `json:"childType"`
	GrandChild    vendorhttp.Text `json:"grandChildType"`
	PrivacyPolicy vendorhttp.Text `json:"privacyPolicy"`
	// PublishCountry is a comma-separated list of country codes.
	PublishCountry vendorhttp.Text `json:"publishCountry"`
	// UpdateTime is as the vendor writes it, "2026-09-01 10:00:00", without a time zone.
	UpdateTime vendorhttp.Text `json:"updateTime"`
	// VersionNumber and VersionCode are of the latest version, draft or submitted; OnShelf… of the one users get.
	VersionNumber        vendorhttp.Text `json:"versionNumber"`
	VersionCode          vendorhttp.Text `json:"versionCode"`
	OnShelfVersionNumber vendorhttp.Text `json:"onShelfVersionNumber"`
	OnShelfVersionCode   vendorhttp.Text `json:"onShelfVersionCode"`

	Developer
}

// Developer is personal data: the fields identify and reach a person.
type Developer struct {
	NameChinese vendorhttp.Text `json:"developerNameCn"`
	NameEnglish vendorhttp.Text `json:"developerNameEn"`
	Address     vendorhttp.Text `json:"developerAddr"`
	Email       vendorhttp.Text `json:"developerEmail"`
	Phone       vendorhttp.Text `json:"developerPhone"`
	Website     vendorhttp.Text `json:"developerWebsite"`
	// RegisteredIDType is 1 for a company, 2 for an individual, 3 for an organisation; RegisteredIDNumber its credit code or
	// national id.
	RegisteredIDType   vendorhttp.Text `json:"registeredIdType"`
	RegisteredIDNumber vendorhttp.Text `json:"registeredIdNumber"`
}

// Audit is the store's review.
type Audit struct {
	// Opinion is empty unless the app was rejected.
	Opinion vendorhttp.Prose `json:"auditOpinion"`
}

// Language is the listing in one language.
type Language struct {
	Lang        vendorhttp.Text  `json:"lang"`
	AppName     vendorhttp.Text  `json:"appName"`
	AppDesc     vendorhttp.Prose `json:"appDesc"`
	BriefInfo   vendorhttp.Prose `json:"briefInfo"`
	NewFeatures vendorhttp.Prose `json:"newFeatures"`
	Icon        vendorhttp.Text  `json:"icon"`
}

// PhasedRelease is a release to a part of the users.
type PhasedRelease struct {
	// State was seen as RELEASE, SUSPEND, CANCEL and DRAFT.
	State       vendorhttp.Text  `json:"state"`
	StartTime   vendorhttp.Text  `json:"phasedReleaseStartTime"`
	EndTime     vendorhttp.Text  `json:"phasedReleaseEndTime"`
	Percent     vendorhttp.Text  `json:"phasedReleasePercent"`
	Description vendorhttp.Prose `json:"phasedReleaseDescription"`
}

// appInfoAnswer is the answer: details, audit, languages and phase side by side. Clients also expect all of it below "data",
// and the details without their own object; neither was seen.
type appInfoAnswer struct {
	AppInfo   *AppDetails    `json:"appInfo"`
	Audit     Audit          `json:"auditInfo"`
	Languages []Language     `json:"languages"`
	Phased    *PhasedRelease `json:"phasedReleaseInfo"`
	Data      *appInfoAnswer `json:"data"`
}

// AppInfo returns an app in one language, or in all when lang is empty. releaseType is one of the constants; empty is the
// vendor's default, the full release. An app that the credential cannot see is KindDenied. A phased release that is not there is
// SymptomNoRelease; nobody knows whether the vendor then answers with its code or with the full release.
func (c *Client) AppInfo(ctx context.Context, token Token, appID, lang, releaseType string) (AppInfo, error) {
	query := url.Values{"appId": {appID}}
	for name, value := range map[string]string{"lang": lang, "releaseType": releaseType} {
		if value != "" {
			query.Set(name, value)
		}
	}
	var answer appInfoAnswer
	request := c.appInfoRequest(token, query, "read app "+appID)
	resp, err := c.http.DoJSON(ctx, request, &answer)
	if err != nil {
		return AppInfo{}, err
	}
	if answer.Data != nil && answer.AppInfo == nil {
		answer = *answer.Data
	}
	if answer.AppInfo == nil {
		bare := &AppDetails{}
		if !resp.Decode(bare) || bare.ReleaseState == "" {
			return AppInfo{}, c.http.Malformed(request, resp, "the answer is a success without an app")
		}
		answer.AppInfo = bare
	}
	if answer.Phased != nil && *answer.Phased == (PhasedRelease{}) {
		answer.Phased = nil
	}
	if releaseType == ReleasePhased && answer.Phased == nil {
		failure := c.http.Malformed(request, resp, "the answer has no phased release, so what it tells is the full one's")
		failure.Kind, failure.Symptom = vendorhttp.KindNotFound, SymptomNoRelease
		return AppInfo{}, failure
	}
	return AppInfo{AppDetails: *answer.AppInfo, Audit: answer.Audit, Languages: answer.Languages, Phased: answer.Phased}, nil
}

func (c *Client) appInfoRequest(token Token, query url.Values, operation string) vendorhttp.Request {
	return vendorhttp.Request{
		Operation: operation,
		Method:    http.MethodGet,
		Path:      "/api/publish/v2/app-info",
		Query:     query,
		Header:    token.Header(),
		Classify:  c.classifyFor(token, classifyApp(query.Get("appId"))),
		Secrets:   []string{token.Value},
	}
}

// invalidParameter are the codes of the Publishing API for a malformed argument.
var invalidParameter = []string{"204144641", "204144654", "999002"}

// classifyApp reads a refusal of one app. The same 403 that means a missing permission elsewhere was seen for a package name in
// place of the app id.
func classifyApp(appID string) vendorhttp.Classifier {
	content := classifyContent("appInfo", "data", "releaseState")
	return func(r *vendorhttp.Response) *vendorhttp.Failure {
		failure := content(r)
		if failure == nil {
			return nil
		}
		switch {
		case failure.Symptom == SymptomForbidden:
			failure.Symptom = SymptomAppForbidden
		case failure.Code == SymptomAppNotVisible:
			failure.Kind, failure.Symptom = vendorhttp.KindDenied, SymptomAppNotVisible
		case !slices.Contains(invalidParameter, failure.Code) || isAppID(appID):
			return failure
		}
		if !isAppID(appID) {
			failure.Kind, failure.Symptom = vendorhttp.KindDenied, SymptomNotAnAppID
		}
		return failure
	}
}

// isAppID reports whether text can be an app id: digits only, unlike a package name.
func isAppID(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
