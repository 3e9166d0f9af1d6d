package galaxyroom

import (
	"fmt"
	"strconv"
	"time"
)

// infoRecord is an element of contentInfo, with its fields in the vendor's order.
// Fields that are null or empty in the public samples are so here.
type infoRecord struct {
	ContentID            string        `json:"contentId"`
	AppTitle             string        `json:"appTitle"`
	Icon                 string        `json:"icon"`
	IconKey              *string       `json:"iconKey"`
	ContentStatus        string        `json:"contentStatus"`
	DefaultLanguageCode  string        `json:"defaultLanguageCode"`
	ApplicationType      string        `json:"applicationType"`
	LongDescription      string        `json:"longDescription"`
	ShortDescription     string        `json:"shortDescription"`
	NewFeature           string        `json:"newFeature"`
	AgeLimit             string        `json:"ageLimit"`
	ChinaAgeLimit        *string       `json:"chinaAgeLimit"`
	OpenSourceURL        string        `json:"openSourceURL"`
	PrivatePolicyURL     string        `json:"privatePolicyURL"`
	TermAndConditionURL  *string       `json:"termAndConditionURL"`
	YouTubeURL           string        `json:"youTubeURL"`
	CopyrightHolder      string        `json:"copyrightHolder"`
	SupportEMail         string        `json:"supportEMail"`
	SupportedSiteURL     string        `json:"supportedSiteUrl"`
	BinaryList           []binary      `json:"binaryList"`
	StandardPrice        string        `json:"standardPrice"`
	Paid                 string        `json:"paid"`
	AutoAddCountry       bool          `json:"autoAddCountry"`
	PublicationType      string        `json:"publicationType"`
	StartPublicationDate string        `json:"startPublicationDate"`
	StopPublicationDate  string        `json:"stopPublicationDate"`
	UsExportLaws         bool          `json:"usExportLaws"`
	ReviewComment        *string       `json:"reviewComment"`
	ReviewFilename       *string       `json:"reviewFilename"`
	ReviewFilekey        *string       `json:"reviewFilekey"`
	Edgescreen           *string       `json:"edgescreen"`
	EdgescreenKey        *string       `json:"edgescreenKey"`
	Edgescreenplus       *string       `json:"edgescreenplus"`
	EdgescreenplusKey    *string       `json:"edgescreenplusKey"`
	NotifyResult         []string      `json:"notifyResult"`
	SellCountryList      []sellCountry `json:"sellCountryList"`
	SupportedLanguages   []string      `json:"supportedLanguages"`
	AddLanguage          []addLanguage `json:"addLanguage"`
	Screenshots          []screenshot  `json:"screenshots"`
	Category             []category    `json:"category"`
	HeroImage            *string       `json:"heroImage"`
	HeroImageKey         *string       `json:"heroImageKey"`
}

type binary struct {
	FileName        string  `json:"fileName"`
	BinarySeq       string  `json:"binarySeq"`
	VersionCode     string  `json:"versionCode"`
	VersionName     string  `json:"versionName"`
	PackageName     string  `json:"packageName"`
	NativePlatforms *string `json:"nativePlatforms"`
	APIMinSDK       string  `json:"apiminSdkVersion"`
	APIMaxSDK       *string `json:"apimaxSdkVersion"`
	IAPSDK          string  `json:"iapSdk"`
	GMS             string  `json:"gms"`
	Filekey         *string `json:"filekey"`
}

type sellCountry struct {
	CountryCode string `json:"countryCode"`
	Price       string `json:"price"`
}

type addLanguage struct {
	LanguageCode string       `json:"languagecode"`
	NewFeature   string       `json:"newFeature"`
	Description  string       `json:"description"`
	AppTitle     string       `json:"appTitle"`
	Screenshots  []screenshot `json:"screenshots"`
}

type screenshot struct {
	Path  string  `json:"screenshotPath"`
	Key   *string `json:"screenshotKey"`
	Reuse bool    `json:"reuseYn"`
}

type category struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// record makes one contentInfo record. sequence numbers its one binary.
func (p appPlan) record(status string, sequence int, now time.Time) infoRecord {
	image := "https://img.samsungapps.com/" + p.ContentID
	r := infoRecord{
		ContentID: p.ContentID, AppTitle: p.Title, Icon: image + "/icon.png", ContentStatus: status,
		DefaultLanguageCode: p.Languages[0], ApplicationType: "android",
		LongDescription: p.Title + " does one thing well.", ShortDescription: p.Title, AgeLimit: "4",
		PrivatePolicyURL: "https://example.com/privacy", CopyrightHolder: "Example", SupportEMail: "support@example.com",
		BinaryList: []binary{{
			FileName:  fmt.Sprintf("App_%s%03d.apk", now.Format("20060102150405"), sequence),
			BinarySeq: strconv.Itoa(sequence), VersionCode: p.VersionCode, VersionName: p.VersionName,
			PackageName: p.PackageName, APIMinSDK: "21", IAPSDK: "N", GMS: "Y",
		}},
		StandardPrice: p.standardPrice(), Paid: p.paid(), PublicationType: p.PublicationType,
		StartPublicationDate: now.Format("2006-01-02") + " 00:00:00", StopPublicationDate: "9999-12-31", UsExportLaws: true,
		NotifyResult:       []string{},
		SellCountryList:    []sellCountry{{"DEU", p.standardPrice()}, {"KOR", p.standardPrice()}, {"USA", p.standardPrice()}},
		SupportedLanguages: p.Languages, AddLanguage: []addLanguage{},
		Screenshots: []screenshot{{Path: image + "/1.png", Reuse: true}},
		Category:    []category{{"Tool", "GENERAL_CATEGORY"}},
	}
	for _, language := range p.Languages[1:] {
		r.AddLanguage = append(r.AddLanguage, addLanguage{
			LanguageCode: language, Description: p.Title, AppTitle: p.Title, Screenshots: []screenshot{},
		})
	}
	return r
}
