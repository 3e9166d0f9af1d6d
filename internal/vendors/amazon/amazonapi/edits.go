package amazonapi

import (
	"context"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const editsPath = "/api/appstore/v1/applications/{app}/edits"

// Edit is a release under way; everything the API tells about an app hangs below it.
type Edit struct {
	ID string
	// Status is an open set; IN_PROGRESS can be written, REVIEW was submitted and is still returned (seen live).
	Status string
}

// Listing is an app's page in one language. A nil text is one that the vendor has as null or leaves out.
type Listing struct {
	Title            *vendorhttp.Text   `json:"title"`
	ShortDescription *vendorhttp.Prose  `json:"shortDescription"`
	FullDescription  *vendorhttp.Prose  `json:"fullDescription"`
	RecentChanges    *vendorhttp.Prose  `json:"recentChanges"`
	FeatureBullets   []vendorhttp.Prose `json:"featureBullets"`
	Keywords         []vendorhttp.Text  `json:"keywords"`
}

// Details are an app's default language and how to reach its makers.
type Details struct {
	DefaultLanguage *vendorhttp.Text `json:"defaultLanguage"`
	ContactEmail    *vendorhttp.Text `json:"contactEmail"`
	ContactPhone    *vendorhttp.Text `json:"contactPhone"`
	ContactWebsite  *vendorhttp.Text `json:"contactWebsite"`
}

// APK is one package of an edit.
type APK struct {
	ID          vendorhttp.Text  `json:"id"`
	Name        *vendorhttp.Text `json:"name"`
	VersionCode vendorhttp.Text  `json:"versionCode"`
}

// App is what the open edit says about an app. Without one, Edit is nil and the rest empty: the API has no other way to
// read an app, and opening an edit to read it would change it.
type App struct {
	Edit    *Edit
	Details Details
	// Listings are keyed by language as the vendor writes it, "en-US".
	Listings map[string]Listing
	APKs     []APK
}

// ReadApp reads what the open edit says about an app, with the kept token of the App Submission API. It changes nothing.
func (c *Client) ReadApp(ctx context.Context, credential Credential, appID string) (App, error) {
	var app App
	err := c.withToken(ctx, credential, AppSubmission.Scope, func(token Token) (err error) {
		app.Edit, err = c.openEdit(ctx, token, appID)
		return err
	})
	if err != nil || app.Edit == nil {
		return app, err
	}
	for _, part := range []struct {
		what, path string
		decode     func(*vendorhttp.Response) bool
	}{
		{"details", "/details", app.decodeDetails},
		{"listings", "/listings", app.decodeListings},
		{"APKs", "/apks", app.decodeAPKs},
	} {
		err := c.withToken(ctx, credential, AppSubmission.Scope, func(token Token) error {
			request := readRequest(token, "read the "+part.what+" of app "+appID, editsPath+"/{edit}"+part.path, appID, app.Edit.ID)
			resp, err := c.appstore.Do(ctx, request)
			if err == nil && !part.decode(resp) {
				return c.appstore.Malformed(request, resp, "the answer is "+resp.Shape()+", not "+part.what)
			}
			return err
		})
		if err != nil {
			return App{}, err
		}
	}
	return app, nil
}

func (a *App) decodeDetails(r *vendorhttp.Response) bool {
	_, isObject := r.Object()
	return isObject && r.Decode(&a.Details)
}

func (a *App) decodeListings(r *vendorhttp.Response) bool {
	var answer struct {
		Listings map[string]Listing `json:"listings"`
	}
	if !r.Decode(&answer) || answer.Listings == nil {
		return false
	}
	a.Listings = make(map[string]Listing, len(answer.Listings))
	for language, listing := range answer.Listings {
		a.Listings[vendorhttp.Printable(language)] = listing
	}
	return true
}

func (a *App) decodeAPKs(r *vendorhttp.Response) bool {
	return r.Decode(&a.APKs) && a.APKs != nil
}

// openEdit returns the open edit, nil when the vendor says that there is none: 200 with {} (seen live).
func (c *Client) openEdit(ctx context.Context, token Token, appID string) (*Edit, error) {
	request := readRequest(token, "read the open edit of app "+appID, editsPath, appID)
	resp, err := c.appstore.Do(ctx, request)
	if err != nil {
		return nil, err
	}
	object, isObject := resp.Object()
	edit := Edit{ID: vendorhttp.Printable(firstText(object, "id")), Status: vendorhttp.Printable(firstText(object, "status"))}
	switch {
	case isObject && len(object) == 0:
		return nil, nil
	case edit.ID == "":
		return nil, c.appstore.Malformed(request, resp, "the answer is "+resp.Shape()+", not an edit")
	}
	return &edit, nil
}

func readRequest(token Token, operation, path string, values ...string) vendorhttp.Request {
	return vendorhttp.Request{
		Operation: operation, Method: http.MethodGet, Path: path, PathValues: values,
		Header: token.Header(), Secrets: []string{token.AccessToken},
	}
}
