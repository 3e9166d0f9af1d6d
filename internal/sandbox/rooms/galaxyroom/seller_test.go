package galaxyroom_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// storeTime is the time at which apps are added, so that the generated dates are known.
var storeTime = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

const (
	listOnSale = `{"contentName":"Notes & <b>more</b>","contentId":"000001234567","contentStatus":"FOR_SALE","standardPrice":"0.99","paid":"Y","modifyDate":"2030-01-02 03:04:05.0"}`

	infoOnSale = `{"contentId":"000001234567","appTitle":"Notes & <b>more</b>","icon":"https://img.samsungapps.com/000001234567/icon.png","iconKey":null,` +
		`"contentStatus":"FOR_SALE","defaultLanguageCode":"ENG","applicationType":"android",` +
		`"longDescription":"Notes & <b>more</b> does one thing well.","shortDescription":"Notes & <b>more</b>","newFeature":"","ageLimit":"4","chinaAgeLimit":null,` +
		`"openSourceURL":"","privatePolicyURL":"https://example.com/privacy","termAndConditionURL":null,"youTubeURL":"","copyrightHolder":"Example",` +
		`"supportEMail":"support@example.com","supportedSiteUrl":"",` +
		`"binaryList":[{"fileName":"App_20300102030405001.apk","binarySeq":"1","versionCode":"10100","versionName":"1.1.0",` +
		`"packageName":"com.example.notes","nativePlatforms":null,"apiminSdkVersion":"21","apimaxSdkVersion":null,` +
		`"iapSdk":"N","gms":"Y","filekey":null}],` +
		`"standardPrice":"0.99","paid":"Y","autoAddCountry":false,"publicationType":"01",` +
		`"startPublicationDate":"2030-01-02 00:00:00","stopPublicationDate":"9999-12-31","usExportLaws":true,` +
		`"reviewComment":null,"reviewFilename":null,"reviewFilekey":null,"edgescreen":null,"edgescreenKey":null,` +
		`"edgescreenplus":null,"edgescreenplusKey":null,"notifyResult":[],` +
		`"sellCountryList":[{"countryCode":"DEU","price":"0.99"},{"countryCode":"KOR","price":"0.99"},{"countryCode":"USA","price":"0.99"}],` +
		`"supportedLanguages":["ENG","KOR"],` +
		`"addLanguage":[{"languagecode":"KOR","newFeature":"","description":"Notes & <b>more</b>","appTitle":"Notes & <b>more</b>","screenshots":[]}],` +
		`"screenshots":[{"screenshotPath":"https://img.samsungapps.com/000001234567/1.png","screenshotKey":null,"reuseYn":true}],` +
		`"category":[{"name":"Tool","type":"GENERAL_CATEGORY"}],"heroImage":null,"heroImageKey":null}`

	infoPath = "/seller/contentInfo?contentId="
)

// notes adds a paid app with everything that shows in its records.
func notes(w *world, registration string) {
	w.T.Helper()
	w.addAt(sandboxtest.GalaxyApp{
		ContentID: "000001234567", Title: "Notes & <b>more</b>", PackageName: "com.example.notes", Price: "0.99",
		Languages: []string{"ENG", "KOR"}, Registration: registration,
	})
}

// addAt adds an app at storeTime and then sets the clock to the present, at which the JWTs are valid.
func (w *world) addAt(app sandboxtest.GalaxyApp) string {
	w.T.Helper()
	w.SetClock(w.T, storeTime)
	defer w.SetClock(w.T, time.Now())
	return w.AddGalaxyApp(w.T, app)
}

// recordsOf fetches an app's records as JSON objects.
func (w *world) recordsOf(id string) []map[string]any {
	w.T.Helper()
	_, body := w.Send(http.MethodGet, infoPath+id,
		map[string]string{"Authorization": sandboxtest.Bearer(w.token("publishing")), "service-account-id": w.account.ID}, "")
	var records []map[string]any
	if err := json.Unmarshal([]byte(body), &records); err != nil {
		w.T.Fatal(err)
	}
	return records
}

var sellerSamples = map[string]func(*world){
	"list": func(w *world) {
		notes(w, "")
		w.addAt(sandboxtest.GalaxyApp{ContentID: "000002345678", Title: "New", Status: "REGISTERING"})
		w.get(listPath, 200, "["+listOnSale+
			`,{"contentName":"New","contentId":"000002345678","contentStatus":"REGISTERING","standardPrice":null,"paid":"N","modifyDate":"2030-01-02 03:04:05.0"}]`)
		w.RemoveGalaxyApp(w.T, "000002345678")
		w.get(listPath, 200, "["+listOnSale+"]")
	},
	"list-empty": func(w *world) { w.get(listPath, 200, "[]") },
	"list-variants": func(w *world) {
		notes(w, "UPDATING")
		w.get(listPath, 200, "["+listOnSale+
			`,{"contentName":"Notes & <b>more</b>","contentId":"000001234567","contentStatus":"UPDATING","standardPrice":"0.99","paid":"Y","modifyDate":"2030-01-02 03:04:05.0"}]`)
	},
	"info": func(w *world) {
		notes(w, "")
		w.get(infoPath+"000001234567", 200, "["+infoOnSale+"]")
	},
	"info-variants": func(w *world) {
		id := w.AddGalaxyApp(w.T, sandboxtest.GalaxyApp{Registration: "UPDATING"})
		records := w.recordsOf(id)
		if len(records) != 2 || records[0]["contentStatus"] != "FOR_SALE" || records[1]["contentStatus"] != "UPDATING" {
			w.T.Errorf("records %v, want one FOR_SALE and one UPDATING", records)
		}
	},
	"info-raw": func(w *world) {
		raw := func(text string) []json.RawMessage { return []json.RawMessage{json.RawMessage(text)} }
		w.PutGalaxyApp(w.T, "000000000007", raw(`{"contentId": 7, "new": [1, "2"]}`), raw(`{"zz": null, "aa": "<b>"}`))
		w.get(listPath, 200, `[{"contentId":7,"new":[1,"2"]}]`)
		w.get(infoPath+"000000000007", 200, `[{"zz":null,"aa":"\u003cb\u003e"}]`)
	},
	"info-bad-id": func(w *world) {
		missing := `{"from":"seller","body":{"ctntId":null,"contentStatus":null,"httpStatus":"BAD_REQUEST","errorCode":"1000","errorMsg":"Invalid parameters"},"message":"Request failed with status code 400"}`
		w.get("/seller/contentInfo", 400, missing)
		w.Set("absent_content_id", "empty")
		w.get("/seller/contentInfo", 400, strings.Replace(missing, `"ctntId":null`, `"ctntId":""`, 1))
		w.get(infoPath+"1234567", 400, `{"from":"seller","body":{"ctntId":"1234567","contentStatus":null,"httpStatus":"BAD_REQUEST","errorCode":"1000","errorMsg":"Invalid parameters"},"message":"Request failed with status code 400"}`)
	},
	"info-unknown": func(w *world) {
		w.get(infoPath+"000009999999", 200, "[]")
		w.Set("unknown_content", "3100")
		w.get(infoPath+"000009999999", 400, `{"from":"seller","body":{"ctntId":"000009999999","contentStatus":null,"httpStatus":"BAD_REQUEST","errorCode":"3100","errorMsg":"Not found for contentId"},"message":"Request failed with status code 400"}`)
		w.Set("unknown_content", "4008")
		w.get(infoPath+"000009999999", 403, `{"from":"seller","body":{"ctntId":"000009999999","contentStatus":null,"httpStatus":"FORBIDDEN","errorCode":"4008","errorMsg":"The content is not yours"},"message":"Request failed with status code 403"}`)
	},
	"info-foreign": func(w *world) {
		notes(w, "")
		w.MakeGalaxyAppForeign(w.T, "000001234567")
		w.get(infoPath+"000001234567", 403, `{"from":"seller","body":{"ctntId":"000001234567","contentStatus":null,"httpStatus":"FORBIDDEN","errorCode":"4008","errorMsg":"The content is not yours"},"message":"Request failed with status code 403"}`)
		w.get(listPath, 200, "[]")
	},
	"seller-envelope-result": func(w *world) {
		w.Set("seller_envelope", "result")
		w.get(infoPath+"1", 400, `{"body":{"resultCode":"1000","resultMessage":"Invalid parameters"},"message":"Request failed with status code 400","from":"seller"}`)
	},
	"numeric-fields": func(w *world) {
		notes(w, "")
		w.Set("numeric_fields", true)
		w.get(listPath, 200, `[{"contentName":"Notes & <b>more</b>","contentId":1234567,"contentStatus":"FOR_SALE","standardPrice":0.99,"paid":"Y","modifyDate":"2030-01-02 03:04:05.0"}]`)
		record := w.recordsOf("000001234567")[0]
		binary := record["binaryList"].([]any)[0].(map[string]any)
		if record["standardPrice"] != 0.99 || binary["binarySeq"] != 1.0 || binary["versionCode"] != 10100.0 {
			w.T.Errorf("price %v, sequence %v, version %v: not numbers", record["standardPrice"], binary["binarySeq"], binary["versionCode"])
		}
	},
}
