package galaxyapi

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// ContentID is an app's id, twelve digits. One written as a number, as the documentation types it, has lost its leading
// zeros and gets them back.
type ContentID string

// UnmarshalJSON accepts a string, a number or null.
func (id *ContentID) UnmarshalJSON(data []byte) error {
	var text vendorhttp.Text
	if err := text.UnmarshalJSON(data); err != nil {
		return err
	}
	*id = ContentID(text)
	if digits := len(text); digits > 0 && digits < 12 {
		*id = ContentID(strings.Repeat("0", 12-digits)) + *id
	}
	return nil
}

// ListedApp is an app as the seller's app list has it. The documentation types its fields as integer, double and Boolean;
// on the wire all are strings or null.
type ListedApp struct {
	// ContentID may occur more than once, with different statuses.
	ContentID     ContentID       `json:"contentId"`
	ContentName   vendorhttp.Text `json:"contentName"`
	ContentStatus vendorhttp.Text `json:"contentStatus"`
	// Paid is "Y" or "N", or the Boolean of the documentation.
	Paid vendorhttp.Text `json:"paid"`
	// StandardPrice is empty where the vendor has null.
	StandardPrice vendorhttp.Text `json:"standardPrice"`
	// ModifyDate is as the vendor writes it, "2021-02-23 01:26:26.0", without a time zone.
	ModifyDate vendorhttp.Text `json:"modifyDate"`
}

// App is one record of an app's details. An app has up to two: what is on sale, and what is being registered or
// updated.
type App struct {
	ContentID           ContentID         `json:"contentId"`
	AppTitle            vendorhttp.Text   `json:"appTitle"`
	ContentStatus       vendorhttp.Text   `json:"contentStatus"`
	DefaultLanguageCode vendorhttp.Text   `json:"defaultLanguageCode"`
	SupportedLanguages  []vendorhttp.Text `json:"supportedLanguages"`
	BinaryList          []Binary          `json:"binaryList"`
	SellCountryList     []struct {
		CountryCode vendorhttp.Text `json:"countryCode"`
	} `json:"sellCountryList"`
	Paid          vendorhttp.Text `json:"paid"`
	StandardPrice vendorhttp.Text `json:"standardPrice"`
	// PublicationType is "01" automatic, "02" by start date, "03" manual.
	PublicationType vendorhttp.Text `json:"publicationType"`
	Category        []struct {
		Name vendorhttp.Text `json:"name"`
	} `json:"category"`
}

// Binary is one package of an app. Numbers arrive as strings.
type Binary struct {
	BinarySeq   vendorhttp.Text `json:"binarySeq"`
	FileName    vendorhttp.Text `json:"fileName"`
	PackageName vendorhttp.Text `json:"packageName"`
	VersionCode vendorhttp.Text `json:"versionCode"`
	VersionName vendorhttp.Text `json:"versionName"`
}

// saleStatuses are the statuses of the record that buyers see; every other one belongs to a registration or an update
// under way. The set is open, so an unknown status is a registration.
var saleStatuses = map[vendorhttp.Text]bool{"FOR_SALE": true, "SUSPENDED": true, "TERMINATED": true}

// OnSale tells the record that buyers see from the one under registration. The record itself carries no such mark; it
// follows from the status ("status parameters mapping").
func (a App) OnSale() bool { return saleStatuses[a.ContentStatus] }

// ContentList returns the seller's apps in one call; the API has no paging and no filter. A seller without apps gets an
// empty list.
func (c *Client) ContentList(ctx context.Context, account, token string) ([]ListedApp, error) {
	var apps []ListedApp
	_, err := c.http.DoJSON(ctx, vendorhttp.Request{
		Operation: "list the seller's apps",
		Method:    http.MethodGet,
		Path:      "/seller/contentList",
		Header:    Header(account, token),
		Classify:  classifyList,
		Secrets:   []string{token},
	}, &apps)
	return apps, err
}

// ContentInfo returns the records of the app with the twelve-digit id. An unknown id is an empty list (seen live by
// several clients); another seller's app is KindDenied.
func (c *Client) ContentInfo(ctx context.Context, account, token, contentID string) ([]App, error) {
	var records []App
	_, err := c.http.DoJSON(ctx, vendorhttp.Request{
		Operation: "read app " + contentID,
		Method:    http.MethodGet,
		Path:      "/seller/contentInfo",
		Query:     url.Values{"contentId": {contentID}},
		Header:    Header(account, token),
		Classify:  classifyList,
		Secrets:   []string{token},
	}, &records)
	if vendorhttp.KindOf(err) == vendorhttp.KindNotFound {
		return nil, nil
	}
	return records, err
}
