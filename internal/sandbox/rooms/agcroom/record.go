package agcroom

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// appInfoRecord is appInfo, its fields in the vendor's order. Version fields of
// an app without a package are not there at all.
type appInfoRecord struct {
	ReleaseState         int          `json:"releaseState"`
	DefaultLang          string       `json:"defaultLang"`
	ParentType           int          `json:"parentType"`
	ChildType            int          `json:"childType"`
	GrandChildType       int          `json:"grandChildType"`
	PrivacyPolicy        string       `json:"privacyPolicy"`
	AppAdapters          string       `json:"appAdapters"`
	AppNetType           int          `json:"appNetType"`
	IsFree               int          `json:"isFree"`
	Price                string       `json:"price"`
	PriceDetail          string       `json:"priceDetail"`
	PublishCountry       string       `json:"publishCountry"`
	ContentRate          string       `json:"contentRate"`
	IsAppForcedUpdate    int          `json:"isAppForcedUpdate"`
	SensitivePermission  string       `json:"sensitivePermissionDesc"`
	HispaceAutoDown      int          `json:"hispaceAutoDown"`
	AppTariffType        string       `json:"appTariffType"`
	PublicationNumber    string       `json:"publicationNumber"`
	CultureRecordNumber  string       `json:"cultureRecordNumber"`
	DeveloperNameCn      string       `json:"developerNameCn"`
	DeveloperNameEn      string       `json:"developerNameEn"`
	DeveloperAddr        string       `json:"developerAddr"`
	DeveloperEmail       string       `json:"developerEmail"`
	DeveloperPhone       string       `json:"developerPhone"`
	DeveloperWebsite     string       `json:"developerWebsite"`
	ElecCertificateURL   string       `json:"elecCertificateUrl"`
	CertificateURLs      string       `json:"certificateURLs"`
	PublicationURLs      string       `json:"publicationURLs"`
	CultureRecordURLs    string       `json:"cultureRecordURLs"`
	UpdateTime           string       `json:"updateTime"`
	VersionNumber        string       `json:"versionNumber,omitempty"`
	VersionCode          any          `json:"versionCode,omitempty"`
	VersionID            string       `json:"versionId,omitempty"`
	OnShelfVersionNumber string       `json:"onShelfVersionNumber,omitempty"`
	OnShelfVersionCode   any          `json:"onShelfVersionCode,omitempty"`
	OnShelfVersionID     string       `json:"onShelfVersionId,omitempty"`
	FamilyShareTag       int          `json:"familyShareTag"`
	DeviceTypes          []deviceType `json:"deviceTypes"`
	WebGameFlag          int          `json:"webGameFlag"`
	PrivacyLabel         string       `json:"privacyLabel"`
	RegisteredIDType     int          `json:"registeredIdType"`
	RegisteredIDNumber   string       `json:"registeredIdNumber"`
	ShareLink            string       `json:"shareLink"`
}

type deviceType struct {
	DeviceType  int    `json:"deviceType"`
	AppAdapters string `json:"appAdapters"`
}

type auditInfo struct {
	AuditOpinion string `json:"auditOpinion"`
}

type language struct {
	Lang            string           `json:"lang"`
	AppName         string           `json:"appName"`
	AppDesc         string           `json:"appDesc"`
	BriefInfo       string           `json:"briefInfo"`
	NewFeatures     string           `json:"newFeatures"`
	Icon            string           `json:"icon"`
	ShowType        int              `json:"showType"`
	VideoShowType   int              `json:"videoShowType"`
	IntroPic        string           `json:"introPic"`
	IntroVideo      string           `json:"introVideo"`
	RcmdPic         string           `json:"rcmdPic"`
	RcmdVideo       string           `json:"rcmdVideo"`
	DeviceMaterials []deviceMaterial `json:"deviceMaterials"`
}

type deviceMaterial struct {
	DeviceType    int      `json:"deviceType"`
	AppIcon       string   `json:"appIcon"`
	ScreenShots   any      `json:"screenShots"`
	ShowType      int      `json:"showType"`
	PromoGraphics []string `json:"promoGraphics"`
	VideoShowType int      `json:"videoShowType"`
	Banner        string   `json:"banner"`
}

type phasedReleaseInfo struct {
	State       string `json:"state"`
	Start       string `json:"phasedReleaseStartTime"`
	End         string `json:"phasedReleaseEndTime"`
	Percent     any    `json:"phasedReleasePercent"`
	Description string `json:"phasedReleaseDescription"`
}

const timeFormat = "2006-01-02 15:04:05"

// members is what stands beside ret in the answer about this app.
func (a *app) members(set switches, release string, languages []string) string {
	info := a.record(set)
	if release == releasePhased {
		// The answer is about the phased release: its state and its versions.
		p := a.Phased
		info.ReleaseState = p.ReleaseState
		info.VersionNumber, info.OnShelfVersionNumber = p.VersionNumber, p.VersionNumber
		info.VersionCode, info.OnShelfVersionCode = number(set, p.VersionCode), number(set, p.VersionCode)
	}
	pages := []language{}
	for _, lang := range languages {
		pages = append(pages, a.page(set, lang))
	}
	text := `,"appInfo":` + harness.JSON(info) + `,"auditInfo":` + harness.JSON(auditInfo{a.AuditOpinion}) +
		`,"languages":` + harness.JSON(pages)
	if p := a.Phased; p != nil {
		text += `,"phasedReleaseInfo":` + harness.JSON(phasedReleaseInfo{
			State: p.State, Start: a.updated.Format(timeFormat), End: a.updated.AddDate(0, 0, 7).Format(timeFormat),
			Percent: decimal(set, p.Percent), Description: p.Description,
		})
	}
	return text
}

func (a *app) record(set switches) appInfoRecord {
	page := "https://example.com/" + a.AppID
	r := appInfoRecord{
		ReleaseState: a.ReleaseState, DefaultLang: a.Languages[0], ParentType: 13, ChildType: 10011, GrandChildType: 10101,
		PrivacyPolicy: page + "/privacy", AppAdapters: "4,5", AppNetType: 1, IsFree: 1, Price: "0", PriceDetail: "[]",
		PublishCountry: a.PublishCountry, ContentRate: "3", HispaceAutoDown: 1, AppTariffType: "Free",
		DeveloperNameCn: "示例公司", DeveloperNameEn: "Example Ltd", DeveloperAddr: "1 Example Street, Exampletown",
		DeveloperEmail: "developer@example.com", DeveloperPhone: "+49 30 000000", DeveloperWebsite: "https://example.com",
		ElecCertificateURL: page + "/certificate.pdf", UpdateTime: a.updated.Format(timeFormat),
		DeviceTypes: []deviceType{{4, "4,5"}}, PrivacyLabel: page + "/label",
		RegisteredIDType: 1, RegisteredIDNumber: "91110000EXAMPLE0X", ShareLink: page + "/share",
	}
	if !a.Draft {
		r.VersionNumber, r.VersionCode, r.VersionID = a.VersionNumber, number(set, a.VersionCode), a.versionID()
		r.OnShelfVersionNumber, r.OnShelfVersionCode = a.OnShelfVersionNumber, number(set, a.OnShelfVersionCode)
		r.OnShelfVersionID = a.versionID()
	}
	return r
}

func (a *app) page(set switches, lang string) language {
	image := "https://example.com/" + a.AppID + "/" + lang
	shots := []string{image + "/1.png", image + "/2.png"}
	var screenShots any = shots
	if set.Screenshots == screenshotsString {
		screenShots = strings.Join(shots, ",")
	}
	return language{
		Lang: lang, AppName: a.Name, AppDesc: a.Name + " does one thing well.", BriefInfo: a.Name, NewFeatures: "Fixes",
		Icon: image + "/icon.png", IntroPic: strings.Join(shots, ","),
		DeviceMaterials: []deviceMaterial{{
			DeviceType: 4, AppIcon: image + "/icon.png", ScreenShots: screenShots, PromoGraphics: []string{},
		}},
	}
}

// number writes a version code, which clients have seen as a number and as a string.
func number(set switches, n int64) any {
	if set.Numbers == numbersAsStrings {
		return strconv.FormatInt(n, 10)
	}
	return n
}

// idNumber writes an app id; as a number it may have more digits than a float64 holds.
func idNumber(set switches, id string) any {
	if set.Numbers == numbersAsNumbers {
		return json.Number(id)
	}
	return id
}

// decimal writes a percentage, which clients have seen as a string and as a number.
func decimal(set switches, text string) any {
	if set.Numbers == numbersAsNumbers {
		return json.Number(text)
	}
	return text
}
