package agcroom_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// reader is an app whose answers are written out by hand below.
var reader = sandboxtest.AGCApp{AppID: "102273691", Name: "猫耳FM & Co", PackageName: "com.example.reader", VersionNumber: "1.4.2", VersionCode: 14, OnShelfVersionNumber: "1.4.1", OnShelfVersionCode: 13, ReleaseState: 4, Languages: []string{"ru-RU", "en-US"}}

// readerInfo is reader's app-info at noon of 1 September 2026.
const readerInfo = `{"ret":{"code":0,"msg":"success"},"appInfo":{"releaseState":4,"defaultLang":"ru-RU","parentType":13,"childType":10011,"grandChildType":10101,` +
	`"privacyPolicy":"https://example.com/102273691/privacy","appAdapters":"4,5","appNetType":1,"isFree":1,"price":"0","priceDetail":"[]",` +
	`"publishCountry":"CN,RU","contentRate":"3","isAppForcedUpdate":0,"sensitivePermissionDesc":"","hispaceAutoDown":1,"appTariffType":"Free",` +
	`"publicationNumber":"","cultureRecordNumber":"","developerNameCn":"示例公司","developerNameEn":"Example Ltd","developerAddr":"1 Example Street, Exampletown",` +
	`"developerEmail":"developer@example.com","developerPhone":"+49 30 000000","developerWebsite":"https://example.com",` +
	`"elecCertificateUrl":"https://example.com/102273691/certificate.pdf","certificateURLs":"","publicationURLs":"","cultureRecordURLs":"",` +
	`"updateTime":"2026-09-01 12:00:00","versionNumber":"1.4.2","versionCode":14,"versionId":"1000000000102273691",` +
	`"onShelfVersionNumber":"1.4.1","onShelfVersionCode":13,"onShelfVersionId":"1000000000102273691","familyShareTag":0,` +
	`"deviceTypes":[{"deviceType":4,"appAdapters":"4,5"}],"webGameFlag":0,"privacyLabel":"https://example.com/102273691/label",` +
	`"registeredIdType":1,"registeredIdNumber":"91110000EXAMPLE0X","shareLink":"https://example.com/102273691/share"},` +
	`"auditInfo":{"auditOpinion":""},"languages":[` +
	`{"lang":"ru-RU","appName":"猫耳FM & Co","appDesc":"猫耳FM & Co does one thing well.","briefInfo":"猫耳FM & Co","newFeatures":"Fixes","icon":"https://example.com/102273691/ru-RU/icon.png","showType":0,"videoShowType":0,"introPic":"https://example.com/102273691/ru-RU/1.png,https://example.com/102273691/ru-RU/2.png","introVideo":"","rcmdPic":"","rcmdVideo":"","deviceMaterials":[{"deviceType":4,"appIcon":"https://example.com/102273691/ru-RU/icon.png","screenShots":["https://example.com/102273691/ru-RU/1.png","https://example.com/102273691/ru-RU/2.png"],"showType":0,"promoGraphics":[],"videoShowType":0,"banner":""}]},` +
	`{"lang":"en-US","appName":"猫耳FM & Co","appDesc":"猫耳FM & Co does one thing well.","briefInfo":"猫耳FM & Co","newFeatures":"Fixes","icon":"https://example.com/102273691/en-US/icon.png","showType":0,"videoShowType":0,"introPic":"https://example.com/102273691/en-US/1.png,https://example.com/102273691/en-US/2.png","introVideo":"","rcmdPic":"","rcmdVideo":"","deviceMaterials":[{"deviceType":4,"appIcon":"https://example.com/102273691/en-US/icon.png","screenShots":["https://example.com/102273691/en-US/1.png","https://example.com/102273691/en-US/2.png"],"showType":0,"promoGraphics":[],"videoShowType":0,"banner":""}]}]}`

func appIDs(entries string) string {
	return `{"ret":{"code":0,"msg":"success"},"appids":[` + entries + `]}`
}

const (
	infoOf     = infoPath + "?appId="
	noLanguage = `{"ret":{"code":204144653,"msg":"[AppGalleryConnectPublishService]the queried language does not exist"}}`
	noService  = `{"ret":{"code":204144648,"msg":"[AppGalleryConnectPublishService]query app service info failed"}}`
)

var publishSamples = map[string]func(*world){
	"app-ids": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.get(listPath, status200, appIDs(`{"key":"猫耳FM & Co","value":"102273691"}`))
	},
	"app-ids-none": func(w *world) {
		w.AddAGCApp(w.T, sandboxtest.AGCApp{PackageName: "com.example"})
		w.get(listPath, status200, noApps)
	},
	"app-ids-several": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.AddAGCApp(w.T, sandboxtest.AGCApp{AppID: "7", Name: "Second", PackageName: "com.example.second"})
		w.get(listPath+",com.example.none,com.example.second", status200,
			appIDs(`{"key":"猫耳FM & Co","value":"102273691"},{"key":"Second","value":"7"}`))
		w.get(listPath+strings.Repeat(",x", 49), status200, appIDs(`{"key":"猫耳FM & Co","value":"102273691"}`))
	},
	"app-ids-types": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.AddAGCApp(w.T, sandboxtest.AGCApp{AppID: "7", Name: "Harmony", PackageName: reader.PackageName, PackageType: 7})
		w.get(listPath+"&packageTypes=7", status200, appIDs(`{"key":"Harmony","value":"7"}`))
		both := appIDs(`{"key":"猫耳FM & Co","value":"102273691"},{"key":"Harmony","value":"7"}`)
		w.get(listPath+"&packageTypes=1,7", status200, both)
		w.get(listPath+"&packageTypes=3", status200, noApps)
		w.get(listPath+"&packageTypes=", status200, both)
		w.Set("package_types", "one")
		w.get(listPath, status200, both)
		w.get(listPath+"&packageTypes=7", status200, both)
		for _, types := range []string{"1,7", "3", ""} {
			w.get(listPath+"&packageTypes="+types, status200, badInput)
		}
	},
	"app-ids-bad-input": func(w *world) {
		w.get("/api/publish/v2/appid-list", status200, badInput)
		w.get("/api/publish/v2/appid-list?packageName=", status200, badInput)
		w.get(listPath+strings.Repeat(",x", 50), status200, badInput)
		w.get("/api/publish/v2/appid-list?packageName=,", status200, noApps)
		w.get(listPath+strings.Repeat(",", 50), status200, badInput)
		w.Set("empty_names_dropped", true)
		w.get("/api/publish/v2/appid-list?packageName=,", status200, badInput)
		w.get(listPath+strings.Repeat(",", 50), status200, noApps)
	},
	"app-info": func(w *world) {
		w.SetClock(w.T, time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC))
		w.AddAGCApp(w.T, reader)
		w.get(infoOf+"102273691", status200, readerInfo)
		w.get(infoOf+"102273691&releaseType=1", status200, readerInfo)
	},
	"app-info-states": func(w *world) {
		for state := range 14 {
			id := w.AddAGCApp(w.T, sandboxtest.AGCApp{ReleaseState: state})
			if got := w.query("appId=" + id)["appInfo"].(map[string]any)["releaseState"]; got != numeral(state) {
				w.T.Errorf("releaseState %v, want the number %d", got, state)
			}
		}
	},
	"app-info-draft": func(w *world) {
		id := w.AddAGCApp(w.T, sandboxtest.AGCApp{Draft: true})
		info := w.query("appId=" + id)["appInfo"].(map[string]any)
		if info["releaseState"] != numeral(7) {
			w.T.Errorf("releaseState %v", info["releaseState"])
		}
		for name := range info {
			if strings.HasPrefix(name, "version") || strings.HasPrefix(name, "onShelf") {
				w.T.Errorf("a draft has %s", name)
			}
		}
	},
	"app-info-language": func(w *world) {
		w.AddAGCApp(w.T, reader)
		pages := w.query("appId=102273691&lang=en-US")["languages"].([]any)
		if len(pages) != 1 || pages[0].(map[string]any)["lang"] != "en-US" {
			w.T.Errorf("languages %v", pages)
		}
		w.get(infoOf+"102273691&lang=de-DE", status200, noLanguage)
	},
	"app-info-phased": func(w *world) {
		app := reader
		app.Phased = &sandboxtest.AGCPhasedState{ReleaseState: 5, VersionNumber: "2.0", VersionCode: 20, Percent: "5.00", Description: "first"}
		w.SetClock(w.T, time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC))
		w.AddAGCApp(w.T, app)
		phased := map[string]any{
			"state": "RELEASE", "phasedReleaseStartTime": "2026-09-01 12:00:00", "phasedReleaseEndTime": "2026-09-08 12:00:00",
			"phasedReleasePercent": "5.00", "phasedReleaseDescription": "first",
		}
		for release, want := range map[string][]any{
			"1": {numeral(4), "1.4.2", numeral(14), "1.4.1"},
			"3": {numeral(5), "2.0", numeral(20), "2.0"},
		} {
			answer := w.query("appId=102273691&releaseType=" + release)
			info := answer["appInfo"].(map[string]any)
			got := []any{info["releaseState"], info["versionNumber"], info["versionCode"], info["onShelfVersionNumber"]}
			if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(answer["phasedReleaseInfo"], phased) {
				w.T.Errorf("releaseType %s: %v with %v", release, got, answer["phasedReleaseInfo"])
			}
		}
	},
	"app-info-no-phased": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.get(infoOf+"102273691&releaseType=3", status200, noService)
		w.Set("no_phased_release", "full")
		full := w.query("appId=102273691&releaseType=1")
		if phased := w.query("appId=102273691&releaseType=3"); !reflect.DeepEqual(phased, full) || phased["phasedReleaseInfo"] != nil {
			w.T.Errorf("with the switch: %v, want %v", phased, full)
		}
	},
	"app-info-mixed-types": func(w *world) {
		w.AddAGCApp(w.T, sandboxtest.AGCApp{AppID: "9007199254740993001", Name: "Long", PackageName: reader.PackageName, Phased: &sandboxtest.AGCPhasedState{Percent: "5"}})
		get := func() (info, phased map[string]any) {
			answer := w.query("appId=9007199254740993001")
			return answer["appInfo"].(map[string]any), answer["phasedReleaseInfo"].(map[string]any)
		}
		w.Set("numbers", "strings")
		if info, phased := get(); info["versionCode"] != "14" || info["onShelfVersionCode"] != "14" || phased["phasedReleasePercent"] != "5" {
			w.T.Errorf("strings: %v %v %v", info["versionCode"], info["onShelfVersionCode"], phased["phasedReleasePercent"])
		}
		w.get(listPath, status200, appIDs(`{"key":"Long","value":"9007199254740993001"}`))
		w.Set("numbers", "numbers")
		if info, phased := get(); info["versionCode"] != numeral(14) || phased["phasedReleasePercent"] != numeral(5) {
			w.T.Errorf("numbers: %v %v", info["versionCode"], phased["phasedReleasePercent"])
		}
		w.get(listPath, status200, appIDs(`{"key":"Long","value":9007199254740993001}`))
		w.Set("screenshots", "string")
		page := w.query("appId=9007199254740993001")["languages"].([]any)[0].(map[string]any)
		shots := page["deviceMaterials"].([]any)[0].(map[string]any)["screenShots"]
		if text, ok := shots.(string); !ok || strings.Count(text, ",") != 1 {
			w.T.Errorf("screenShots %v, want two addresses in one string", shots)
		}
	},
	"app-info-personal": func(w *world) {
		info := w.query("appId=" + w.AddAGCApp(w.T, sandboxtest.AGCApp{}))["appInfo"].(map[string]any)
		for _, name := range []string{"developerNameCn", "developerNameEn", "developerAddr", "developerEmail", "developerPhone", "registeredIdNumber"} {
			if text, ok := info[name].(string); !ok || text == "" {
				w.T.Errorf("%s is %v", name, info[name])
			}
		}
	},
	"app-info-raw": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.SetAGCAppInfo(w.T, "102273691", json.RawMessage(`{"appInfo": {"releaseState": "0", "new": [1.50]}, "data": null}`))
		w.get(infoOf+"102273691", status200,
			`{"ret":{"code":0,"msg":"success"},"appInfo":{"releaseState":"0","new":[1.50]},"data":null}`)
		w.SetAGCAppInfo(w.T, "102273691", json.RawMessage(`{}`))
		if w.query("appId=102273691")["languages"] == nil {
			w.T.Error("an empty object does not return to the generated answer")
		}
	},
	"app-info-unknown": func(w *world) {
		w.get(infoOf+"102273691", status200, noApp)
		w.AddAGCApp(w.T, reader)
		w.RemoveAGCApp(w.T, "102273691")
		w.get(infoOf+"102273691", status200, noApp)
		w.get(listPath, status200, noApps)
	},
	"app-info-foreign": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.MakeAGCAppForeign(w.T, "102273691")
		w.get(infoOf+"102273691", status200, noApp)
		w.get(listPath, status200, noApps)
		w.Set("foreign_app", "204144689")
		w.get(infoOf+"102273691", status200, `{"ret":{"code":204144689,"msg":"[AppGalleryConnectPublishService]get app ownership failed"}}`)
		w.Set("foreign_app", "403")
		w.get(infoOf+"102273691", status403, "")
	},
	"app-info-package-name": func(w *world) {
		w.AddAGCApp(w.T, reader)
		w.get(infoOf+"com.example.reader", status403, "")
		w.Set("named_app", "204144644")
		w.get(infoOf+"com.example.reader", status200, noApp)
	},
	"app-info-bad-input": func(w *world) {
		w.get(infoPath, status200, badInput)
		w.get(infoOf, status200, badInput)
		w.get(infoOf+"102273691&releaseType=2", status200, badInput)
		w.get(infoOf+"102273691&releaseType=", status200, noApp)
		w.Set("empty_release_type", "204144641")
		w.get(infoOf+"102273691&releaseType=", status200, badInput)
		w.get(infoOf+"102273691", status200, noApp)
	},
	"app-info-order": func(w *world) {
		w.AddAGCApp(w.T, reader)
		const named, both = infoOf + "com.example.reader&releaseType=2", infoOf + "102273691&releaseType=3&lang=de-DE"
		w.get(named, status200, badInput)
		w.get(both, status200, noService)
		w.Set("release_type_last", true)
		w.get(named, status403, "")
		w.get(both, status200, noLanguage)
		w.get(infoOf+"102273691&releaseType=2", status200, badInput)
		w.get(infoOf+"102273691&releaseType=3", status200, noService)
	},
	"empty-body-type": func(w *world) {
		token := w.token()
		for _, set := range []bool{false, true} {
			w.Set("typed_empty_body", set)
			for _, path := range []string{"/nothing", infoOf + "com.example.reader"} {
				resp, body := w.Send("GET", path, map[string]string{"Authorization": sandboxtest.Bearer(token), "client_id": w.client.ID}, "")
				if typed := resp.Header.Get("Content-Type") != ""; body != "" || typed != set {
					w.T.Errorf("%s with the switch %v: type %q, body %q", path, set, resp.Header.Get("Content-Type"), body)
				}
			}
		}
	},
}

func numeral(n int) json.Number {
	text, _ := json.Marshal(n)
	return json.Number(text)
}
