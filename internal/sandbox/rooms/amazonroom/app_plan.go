package amazonroom

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// appPlan is what an app is made from; every field has a default.
type appPlan struct {
	AppID       string `json:"app_id"`
	PackageName string `json:"package_name"`
	Title       string `json:"title"`
	// State is published, incomplete, in_review or suppressed; "" is published.
	State string `json:"state"`
	// Languages are the keys of the listings, the first being the default; nil is en-US.
	Languages []string `json:"languages"`
	// RecentChanges is null when left out. An edit with null cannot be committed.
	RecentChanges *string `json:"recent_changes"`
	VersionCode   int64   `json:"version_code"`
	// Listings, Details and APKs replace what is generated, and are sent as they are given.
	Listings map[string]json.RawMessage `json:"listings"`
	Details  json.RawMessage            `json:"details"`
	APKs     []json.RawMessage          `json:"apks"`
}

func (p *appPlan) complete() {
	p.AppID = cmp.Or(p.AppID, newAppID())
	p.PackageName = cmp.Or(p.PackageName, "com.example.app")
	p.Title = cmp.Or(p.Title, "Example App")
	p.State = cmp.Or(p.State, statePublished)
	p.VersionCode = cmp.Or(p.VersionCode, 21040401)
	if len(p.Languages) == 0 {
		p.Languages = []string{"en-US"}
	}
}

// listingBody is a listing, its fields in the documentation's order.
type listingBody struct {
	Language         string   `json:"language"`
	Title            string   `json:"title"`
	FullDescription  string   `json:"fullDescription"`
	ShortDescription string   `json:"shortDescription"`
	RecentChanges    *string  `json:"recentChanges"`
	FeatureBullets   []string `json:"featureBullets"`
	Keywords         []string `json:"keywords"`
}

type detailsBody struct {
	DefaultLanguage string `json:"defaultLanguage"`
	ContactWebsite  string `json:"contactWebsite"`
	ContactEmail    string `json:"contactEmail"`
	ContactPhone    string `json:"contactPhone"`
}

type apkBody struct {
	VersionCode int64  `json:"versionCode"`
	ID          string `json:"id"`
	Name        string `json:"name"`
}

// contents makes listings, details and one APK, or takes the ones that were given.
func (p *appPlan) contents() (contents, error) {
	c := contents{listings: map[string]json.RawMessage{}}
	for lang, raw := range p.Listings {
		listing, ok := harness.CompactObject(raw)
		if !ok {
			return contents{}, fmt.Errorf("the listing %q is not a JSON object", lang)
		}
		c.listings[lang] = listing
	}
	if p.Listings == nil {
		for _, lang := range p.Languages {
			c.listings[lang] = rawJSON(listingBody{
				Language: lang, Title: p.Title, FullDescription: p.Title + " does one thing well.", ShortDescription: p.Title,
				RecentChanges: p.RecentChanges, FeatureBullets: []string{"One thing", "Done well"}, Keywords: []string{"example"},
			})
		}
	}
	if err := p.setDetails(&c); err != nil {
		return contents{}, err
	}
	if err := p.setAPKs(&c); err != nil {
		return contents{}, err
	}
	return c, nil
}

func (p *appPlan) setDetails(c *contents) error {
	if p.Details == nil {
		c.details = rawJSON(detailsBody{p.Languages[0], "https://example.com", "support@example.com", "1-800-555-0100"})
		return nil
	}
	details, ok := harness.CompactObject(p.Details)
	if !ok {
		return fmt.Errorf("the details are not a JSON object")
	}
	c.details = details
	return nil
}

func (p *appPlan) setAPKs(c *contents) error {
	given := p.APKs
	if given == nil {
		given = []json.RawMessage{rawJSON(apkBody{p.VersionCode, newAPKID(), "APK1"})}
	}
	for i, raw := range given {
		content, ok := harness.CompactObject(raw)
		var a struct {
			ID string `json:"id"`
		}
		if !ok || json.Unmarshal(content, &a) != nil || a.ID == "" {
			return fmt.Errorf("APK %d is not a JSON object with an id", i+1)
		}
		c.apks = append(c.apks, apk{id: a.ID, content: content})
	}
	return nil
}

func rawJSON(v any) json.RawMessage { return json.RawMessage(harness.JSON(v)) }

// app makes the app. An app that was never published has no live version; in review it has its first edit.
func (p *appPlan) app() (*app, error) {
	c, err := p.contents()
	if err != nil {
		return nil, err
	}
	a := &app{id: p.AppID, packageName: p.PackageName, state: p.State, draft: c}
	switch p.State {
	case statePublished, stateSuppressed:
		a.live = &edit{id: newReleaseID(), status: statusLive, contents: c}
	case stateInReview:
		a.openEdit()
		a.submit()
	}
	return a, nil
}
