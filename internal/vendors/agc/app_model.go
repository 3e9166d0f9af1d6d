package agc

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type appModel struct {
	AppID               types.String             `tfsdk:"app_id"`
	PackageName         types.String             `tfsdk:"package_name"`
	Language            types.String             `tfsdk:"language"`
	ReleaseType         types.String             `tfsdk:"release_type"`
	IncludePersonalData types.Bool               `tfsdk:"include_personal_data"`
	Name                types.String             `tfsdk:"name"`
	DefaultLanguage     types.String             `tfsdk:"default_language"`
	ReleaseState        types.String             `tfsdk:"release_state"`
	ReleaseStateCode    types.Int64              `tfsdk:"release_state_code"`
	Version             *versionModel            `tfsdk:"version"`
	OnShelfVersion      *versionModel            `tfsdk:"on_shelf_version"`
	UpdateTime          types.String             `tfsdk:"update_time"`
	Countries           []types.String           `tfsdk:"countries"`
	CategoryIDs         []types.String           `tfsdk:"category_ids"`
	PrivacyPolicy       types.String             `tfsdk:"privacy_policy"`
	AuditOpinion        types.String             `tfsdk:"audit_opinion"`
	Languages           map[string]languageModel `tfsdk:"languages"`
	PhasedRelease       *phasedReleaseModel      `tfsdk:"phased_release"`
	Developer           *developerModel          `tfsdk:"developer"`
}

type versionModel struct {
	Name types.String `tfsdk:"name"`
	Code types.Int64  `tfsdk:"code"`
}

type languageModel struct {
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	BriefInfo   types.String `tfsdk:"brief_info"`
	NewFeatures types.String `tfsdk:"new_features"`
	Icon        types.String `tfsdk:"icon"`
}

type phasedReleaseModel struct {
	State       types.String  `tfsdk:"state"`
	Percent     types.Float64 `tfsdk:"percent"`
	StartTime   types.String  `tfsdk:"start_time"`
	EndTime     types.String  `tfsdk:"end_time"`
	Description types.String  `tfsdk:"description"`
}

type developerModel struct {
	NameChinese        types.String `tfsdk:"name_chinese"`
	NameEnglish        types.String `tfsdk:"name_english"`
	Address            types.String `tfsdk:"address"`
	Email              types.String `tfsdk:"email"`
	Phone              types.String `tfsdk:"phone"`
	Website            types.String `tfsdk:"website"`
	RegisteredIDType   types.String `tfsdk:"registered_id_type"`
	RegisteredIDNumber types.String `tfsdk:"registered_id_number"`
}

// releaseStates are the vendor's numbers in words ("Querying App Information", releaseState).
var releaseStates = map[vendorhttp.Text]string{
	"0": "released", "1": "release_rejected", "2": "removed", "3": "releasing", "4": "in_review", "5": "update_in_review",
	"6": "removal_requested", "7": "draft", "8": "update_rejected", "9": "removal_rejected", "10": "removed_by_developer",
	"11": "release_cancelled", "12": "in_pre_review", "13": "pre_review_rejected",
}

// flatten fills m with what the vendor knows; the arguments stay.
func (m *appModel) flatten(app agcapi.AppInfo) {
	m.DefaultLanguage = object.String(app.DefaultLang)
	m.ReleaseStateCode = object.Int64(app.ReleaseState)
	if app.ReleaseState != "" {
		m.ReleaseState = types.StringValue(cmp.Or(releaseStates[app.ReleaseState], "unrecognized"))
	}
	m.Version = flattenVersion(app.VersionNumber, app.VersionCode)
	m.OnShelfVersion = flattenVersion(app.OnShelfVersionNumber, app.OnShelfVersionCode)
	m.UpdateTime = object.String(app.UpdateTime)
	m.Countries = present(strings.Split(app.PublishCountry.String(), ",")...)
	m.CategoryIDs = present(app.ParentType.String(), app.ChildType.String(), app.GrandChild.String())
	m.PrivacyPolicy = object.String(app.PrivacyPolicy)
	m.AuditOpinion = object.String(app.Audit.Opinion)
	m.Languages = map[string]languageModel{}
	for _, listing := range app.Languages {
		m.Languages[listing.Lang.String()] = languageModel{
			Name: object.String(listing.AppName), Description: object.String(listing.AppDesc), BriefInfo: object.String(listing.BriefInfo),
			NewFeatures: object.String(listing.NewFeatures), Icon: object.String(listing.Icon),
		}
	}
	m.Name = m.Languages[cmp.Or(settings.OneLine.Read(m.Language), app.DefaultLang.String())].Name
	if app.Phased != nil {
		m.PhasedRelease = flattenPhased(*app.Phased)
	}
	if m.IncludePersonalData.ValueBool() {
		m.Developer = flattenDeveloper(app.Developer)
	}
}

func flattenVersion(name, code vendorhttp.Text) *versionModel {
	if name == "" && code == "" {
		return nil
	}
	return &versionModel{Name: object.String(name), Code: object.Int64(code)}
}

func flattenPhased(phased agcapi.PhasedRelease) *phasedReleaseModel {
	m := &phasedReleaseModel{
		State: object.String(phased.State), StartTime: object.String(phased.StartTime), EndTime: object.String(phased.EndTime),
		Description: object.String(phased.Description),
	}
	if percent, err := strconv.ParseFloat(phased.Percent.String(), 64); err == nil && percent >= 0 && percent <= 100 {
		m.Percent = types.Float64Value(percent)
	}
	return m
}

func flattenDeveloper(d agcapi.Developer) *developerModel {
	return &developerModel{
		NameChinese: object.String(d.NameChinese), NameEnglish: object.String(d.NameEnglish), Address: object.String(d.Address),
		Email: object.String(d.Email), Phone: object.String(d.Phone), Website: object.String(d.Website),
		RegisteredIDType: object.String(d.RegisteredIDType), RegisteredIDNumber: object.String(d.RegisteredIDNumber),
	}
}

// present returns what is not empty, an empty list when nothing is.
func present(values ...string) []types.String {
	list := []types.String{}
	for _, value := range values {
		if value = strings.TrimSpace(value); value != "" {
			list = append(list, types.StringValue(value))
		}
	}
	return list
}
