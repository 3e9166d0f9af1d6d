package amazonapi_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// openEditSamples is an app with an open edit, in the forms of recorded traffic.
func openEditSamples() map[string][]answer {
	return map[string][]answer{
		mintPath:                            {{200, tokenSample}},
		editsPath:                           {{200, `{"id":"` + edit + `","status":"REVIEW"}`}},
		editsPath + "/" + edit + "/details": {{200, "\n " + `{"defaultLanguage":"en-US","contactWebsite":"https://example.org","contactEmail":"support@example.org","contactPhone":null}`}},
		editsPath + "/" + edit + "/listings": {{200, `{"listings":{"en-US":{"language":"en-US","title":"Player","fullDescription":"Plays.","shortDescription":"P",` +
			`"recentChanges":null,"featureBullets":["fast"],"keywords":["play","music"]},"ja_JP":{"language":"ja_JP","title":"プレーヤー"}}}`}},
		editsPath + "/" + edit + "/apks": {{200, `[{"versionCode":21040401,"id":"M8FYZDFK0GJG0","name":"APK1"},{"versionCode":"7","id":"M8FYZDFK0GJG1"}]`}},
	}
}

func ptr[T ~string](text T) *T { return &text }

func TestAppIsReadFromItsOpenEdit(t *testing.T) {
	t.Parallel()
	amazon, client := serve(t, openEditSamples(), nil)
	got, err := client.ReadApp(t.Context(), profile, app)
	want := amazonapi.App{
		Edit:    &amazonapi.Edit{ID: edit, Status: "REVIEW"},
		Details: amazonapi.Details{DefaultLanguage: ptr[vendorhttp.Text]("en-US"), ContactWebsite: ptr[vendorhttp.Text]("https://example.org"), ContactEmail: ptr[vendorhttp.Text]("support@example.org")},
		Listings: map[string]amazonapi.Listing{
			"en-US": {Title: ptr[vendorhttp.Text]("Player"), FullDescription: ptr[vendorhttp.Prose]("Plays."), ShortDescription: ptr[vendorhttp.Prose]("P"), FeatureBullets: []vendorhttp.Prose{"fast"}, Keywords: []vendorhttp.Text{"play", "music"}},
			"ja_JP": {Title: ptr[vendorhttp.Text]("プレーヤー")},
		},
		APKs: []amazonapi.APK{{ID: "M8FYZDFK0GJG0", Name: ptr[vendorhttp.Text]("APK1"), VersionCode: "21040401"}, {ID: "M8FYZDFK0GJG1", VersionCode: "7"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, error %v", got, err)
	}
	for _, r := range amazon.seen {
		if r.path != mintPath && (r.method != "GET" || r.header.Get("Authorization") != "Bearer Atc|MQEBIBav2tvCbJOA9Jv5") {
			t.Errorf("%s %s with %q", r.method, r.path, r.header.Get("Authorization"))
		}
	}
	if mints := len(amazon.calls(mintPath)); mints != 1 || len(amazon.seen) != 5 {
		t.Errorf("%d mints in %d calls, expected 1 in 5", mints, len(amazon.seen))
	}
}

func TestAppWithoutAnOpenEditIsAnAnswer(t *testing.T) {
	t.Parallel()
	amazon, client := serve(t, map[string][]answer{mintPath: {{200, tokenSample}}, editsPath: {{200, ` {} `}}}, nil)
	got, err := client.ReadApp(t.Context(), profile, app)
	if err != nil || got.Edit != nil || len(amazon.seen) != 2 {
		t.Errorf("got %+v, error %v in %d calls", got, err, len(amazon.seen))
	}
}

// editSamples are answers to GET …/edits that are no edit.
var editSamples = []struct {
	tag, name string
	answer
	kind    vendorhttp.Kind
	symptom string
	words   string
	mints   int
}{
	{"documented", "token expired", answer{403, notAuthorizedSample}, vendorhttp.KindRejected, "not-authorized", "Request is not authorized.", 2},
	{"assumed", "token expired, as a 401", answer{401, notAuthorizedSample}, vendorhttp.KindRejected, "not-authorized", "Request is not authorized.", 2},
	{"seen live", "token expired, under the status nobody noted", answer{400, notAuthorizedSample}, vendorhttp.KindRejected, "not-authorized", "Request is not authorized.", 2},
	{"seen live", "no such route", answer{400, `{"Message":"Unable to fetch the request scope for uri = /appstore/v1/applications/x/edits//apks and verb = GET"}`}, vendorhttp.KindUnexpected, "no-route", "Unable to fetch the request scope", 1},
	{"seen live", "header missing", answer{400, `{"httpCode":400,"message":"Bad Request","errors":[{"errorCode":"required_data_absent","errorMessage":"If-Match header is required"}]}`}, vendorhttp.KindUnexpected, "required_data_absent", "required_data_absent: If-Match header is required", 1},
	{"seen live", "validation failed", answer{403, `{"httpCode":403,"message":"Forbidden","errors":[{"errorCode":"error_release_notes_incomplete","errorMessage":"Set recentChanges."},{"errorCode":"error_apk_drm_value_missing","errorMessage":"Set DRM."}]}`}, vendorhttp.KindDenied, "forbidden", "error_release_notes_incomplete: Set recentChanges.; error_apk_drm_value_missing: Set DRM.", 1},
	{"assumed", "403 without a list", answer{403, `{"httpCode":403,"message":"Forbidden","errors":[]}`}, vendorhttp.KindDenied, "forbidden", "Forbidden", 1},
	{"assumed", "403 with both envelopes", answer{403, `{"Message":"Request is not authorized.","errors":[{"errorCode":"x","errorMessage":"y"}]}`}, vendorhttp.KindDenied, "forbidden", "x: y", 1},
	{"seen live", "state forbids edits", answer{412, `{"httpCode":412,"message":"Precondition Failed","errors":[{"errorCode":"error_new_version_creation_not_allowed","errorMessage":"Cannot create a new 'edit' for the app in it's current state."}]}`}, vendorhttp.KindConflict, "state-forbids", "error_new_version_creation_not_allowed", 1},
	{"assumed", "edit open already", answer{409, `{"httpCode":409,"message":"Conflict"}`}, vendorhttp.KindConflict, "state-forbids", "Conflict", 1},
	{"assumed", "unknown app", answer{404, `{"httpCode":404,"message":"Not Found","errors":[{"errorCode":"error_app_not_found","errorMessage":"No such app"}]}`}, vendorhttp.KindNotFound, "not-found", "error_app_not_found: No such app", 1},
	{"assumed", "unknown app, without a list", answer{404, `{"httpCode":404,"message":"Not Found","errors":[]}`}, vendorhttp.KindNotFound, "not-found", "Not Found", 1},
	{"assumed", "state forbids edits, without a list", answer{412, `{"httpCode":412,"message":"Precondition Failed","errors":[]}`}, vendorhttp.KindConflict, "state-forbids", "Precondition Failed", 1},
	{"seen live", "vitals envelope", answer{400, `{"code":"INVALID_ARGUMENT","message":"Unknown metric","status":400}`}, vendorhttp.KindUnexpected, "INVALID_ARGUMENT", "INVALID_ARGUMENT: Unknown metric", 1},
	{"seen live", "500 with {}", answer{500, `{}`}, vendorhttp.KindUnavailable, "", "JSON without the vendor's words", 1},
	{"assumed", "a 500 that speaks of the token", answer{500, notAuthorizedSample}, vendorhttp.KindUnavailable, "unsettled", "Request is not authorized.", 1},
	{"assumed", "throttled", answer{429, `{}`}, vendorhttp.KindThrottled, "", "", 1},
	{"assumed", "a proxy's 401", answer{401, `<html></html>`}, vendorhttp.KindMalformed, "", "an HTML page", 1},
	{"assumed", "empty 403", answer{403, ``}, vendorhttp.KindMalformed, "", "an empty body", 1},
	{"assumed", "empty 200", answer{200, ``}, vendorhttp.KindMalformed, "", "an empty body", 1},
	{"assumed", "204", answer{204, ``}, vendorhttp.KindMalformed, "", "an empty body", 1},
	{"assumed", "a list", answer{200, `[]`}, vendorhttp.KindMalformed, "", "not an edit", 1},
	{"assumed", "no id", answer{200, `{"status":"IN_PROGRESS"}`}, vendorhttp.KindMalformed, "", "not an edit", 1},
	{"assumed", "errors in a 200", answer{200, `{"httpCode":403,"errors":[{"errorCode":"x","errorMessage":"y"}]}`}, vendorhttp.KindUnexpected, "unsettled", "x: y", 1},
	{"assumed", "a 401 in other words", answer{401, `{"message":"Unauthorized"}`}, vendorhttp.KindUnexpected, "not-authorized", "Unauthorized", 2},
	{"assumed", "a bare 403", answer{403, `{"message":"Forbidden"}`}, vendorhttp.KindUnexpected, "", "Forbidden", 1},
	{"assumed", "a 404 without an envelope", answer{404, `{"message":"Not Found"}`}, vendorhttp.KindNotFound, "not-found", "Not Found", 1},
}

func TestAnswersWithoutAnEditAreErrors(t *testing.T) {
	t.Parallel()
	for _, s := range editSamples {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			amazon, client := serve(t, map[string][]answer{mintPath: {{200, tokenSample}, {200, secondTokenSample}}, editsPath: {s.answer}}, nil)
			got, err := client.ReadApp(t.Context(), profile, app)
			if got.Edit != nil {
				t.Errorf("got the edit %+v", got.Edit)
			}
			expectKind(t, err, s.kind, s.symptom)
			if !strings.Contains(err.Error(), s.words) || !strings.Contains(err.Error(), "d917ceac") {
				t.Errorf("%q lacks %q or the request id", err, s.words)
			}
			if mints := len(amazon.calls(mintPath)); mints != s.mints {
				t.Errorf("%d mints, expected %d", mints, s.mints)
			}
		})
	}
}

func TestExpiredTokenIsMintedOnceMoreAndTheCallRepeated(t *testing.T) {
	t.Parallel()
	samples := openEditSamples()
	samples[mintPath] = []answer{{200, tokenSample}, {200, secondTokenSample}}
	apks := editsPath + "/" + edit + "/apks"
	samples[apks] = append([]answer{{403, notAuthorizedSample}}, samples[apks]...)
	amazon, client := serve(t, samples, nil)
	got, err := client.ReadApp(t.Context(), profile, app)
	if err != nil || len(got.APKs) != 2 {
		t.Errorf("got %+v, error %v", got, err)
	}
	calls := amazon.calls(apks)
	if mints := len(amazon.calls(mintPath)); mints != 2 || len(calls) != 2 || calls[1].header.Get("Authorization") != "Bearer Atc|MQEBIKfsULrH7jSzvJTV" {
		t.Errorf("%d mints and the calls %+v", mints, calls)
	}
}

func TestPartOfAnEditThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"details", "listings", "apks"} {
		for _, body := range []string{``, `null`, `{"listings":null}`, `[1]`, `"text"`, `<html></html>`, `{"listings":{"en-US":`} {
			if part == "details" && strings.HasPrefix(body, `{"listings":null`) {
				continue // an object without contacts is one
			}
			samples := openEditSamples()
			samples[editsPath+"/"+edit+"/"+part] = []answer{{200, body}}
			_, client := serve(t, samples, nil)
			got, err := client.ReadApp(t.Context(), profile, app)
			if vendorhttp.KindOf(err) != vendorhttp.KindMalformed || got.Edit != nil {
				t.Errorf("%s as %q: got %+v, error %v", part, body, got, err)
			}
		}
	}
}
