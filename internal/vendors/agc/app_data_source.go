package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type appDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*appDataSource)(nil)

// newAppDataSource returns storeauth_agc_app.
func newAppDataSource() datasource.DataSource { return &appDataSource{} }

// releaseTypes are the words of release_type with the vendor's numbers.
var releaseTypes = map[string]string{"full": agcapi.ReleaseFull, "phased": agcapi.ReleasePhased}

func (d *appDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_agc_app"
}

func (d *appDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One app in AppGallery Connect. What the vendor leaves out is null, such as the version of an app that has only a draft.",
		Attributes: map[string]schema.Attribute{
			"app_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "App ID, a number. Give this or `package_name`.",
				Validators: []validator.String{appID.Validator(),
					stringvalidator.ExactlyOneOf(path.MatchRoot("app_id"), path.MatchRoot("package_name"))},
			},
			"package_name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Package name, by which the App ID is looked up.",
				Validators:          packageName.Strings(),
			},
			"language": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Language to read, such as `en-US`. Default: all.",
				Validators:          settings.OneLine.Strings(),
			},
			"release_type": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Which release: `full` or `phased`, which has a state and versions of its own. Default: `full`. What is known of a running " +
					"phased release is in `phased_release` for both.",
				Validators: []validator.String{stringvalidator.OneOf("full", "phased")},
			},
			"include_personal_data": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether to read what identifies the developer into `developer`, and so into the state. Default: `false`.",
			},
			"name":             object.Text("Name, in `language` if given, else in the default language."),
			"default_language": object.Text("Default language, such as `en-US`."),
			"release_state": object.Text("State of the release: `released`, `release_rejected`, `removed`, `releasing`, `in_review`, `update_in_review`, " +
				"`removal_requested`, `draft`, `update_rejected`, `removal_rejected`, `removed_by_developer`, `release_cancelled`, `in_pre_review`, " +
				"`pre_review_rejected`; `unrecognized` for a number that is new."),
			"release_state_code": schema.Int64Attribute{Computed: true, MarkdownDescription: "The vendor's number of the state."},
			"version":            versionAttribute("The latest version, draft or submitted; null without a package."),
			"on_shelf_version":   versionAttribute("The version that users get; null before the first release."),
			"update_time":        object.Text("Time of the last change as the vendor writes it, without a time zone."),
			"countries":          object.Texts("Codes of the countries of distribution."),
			"category_ids":       object.Texts("Ids of the category, from the widest to the narrowest."),
			"privacy_policy":     object.Text("Address of the privacy policy."),
			"audit_opinion":      object.Text("Words of the last review; null unless it rejected the app."),
			"languages": schema.MapNestedAttribute{
				Computed: true, MarkdownDescription: "Listings by language.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name":         object.Text("Name."),
					"description":  object.Text("Description."),
					"brief_info":   object.Text("Introduction in one sentence."),
					"new_features": object.Text("What is new in this version."),
					"icon":         object.Text("Address of the icon."),
				}},
			},
			"phased_release": schema.SingleNestedAttribute{
				Computed: true, MarkdownDescription: "The phased release; null where there is none.",
				Attributes: map[string]schema.Attribute{
					"state":       object.Text("State as the vendor words it, such as `RELEASE` or `SUSPEND`."),
					"percent":     schema.Float64Attribute{Computed: true, MarkdownDescription: "Percentage of users who get it."},
					"start_time":  object.Text("Start as the vendor writes it."),
					"end_time":    object.Text("End as the vendor writes it."),
					"description": object.Text("Description."),
				},
			},
			"developer": schema.SingleNestedAttribute{
				Computed: true, MarkdownDescription: "What identifies the developer; null unless `include_personal_data` is true.",
				Attributes: map[string]schema.Attribute{
					"name_chinese":         personal("Name in Chinese."),
					"name_english":         personal("Name in English."),
					"address":              personal("Postal address."),
					"email":                personal("Mail address."),
					"phone":                personal("Telephone number."),
					"website":              personal("Website."),
					"registered_id_type":   personal("`1` company, `2` individual, `3` organisation."),
					"registered_id_number": personal("Registration number: a credit code, or a person's national id."),
				},
			},
		},
	}
}

// personal is sensitive by itself rather than through its object, so that an app read without it is not sensitive.
func personal(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: description}
}

func versionAttribute(description string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed: true, MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"name": object.Text("Version name, such as `1.4.2`."),
			"code": schema.Int64Attribute{Computed: true, MarkdownDescription: "Version code."},
		},
	}
}

func (d *appDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m appModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if m.AppID.IsNull() {
		name := packageName.Read(m.PackageName)
		id, err := d.Config.lookUp(ctx, name)
		if err != nil {
			resp.Diagnostics.Append(catalogue.Error("Could not look up the AppGallery Connect app "+name, err))
			return
		}
		if id == "" {
			resp.Diagnostics.AddAttributeError(path.Root("package_name"), "No AppGallery Connect app of package "+name,
				"At the site of the provider block ("+d.Config.settings.Get("site").ValueString()+"), the vendor knows no app of this team with this package "+
					"name. An app has a package name only after a package was uploaded. Compare the name with "+apps+" > the app > App information, or give app_id.")
			return
		}
		m.AppID = types.StringValue(id)
	}
	if m.ReleaseType.IsNull() {
		m.ReleaseType = types.StringValue("full")
	}
	var app agcapi.AppInfo
	err := d.Config.read(ctx, "read an AppGallery Connect app", func(client *agcapi.Client, token agcapi.Token) (err error) {
		app, err = client.AppInfo(ctx, token, appID.Read(m.AppID), settings.OneLine.Read(m.Language), releaseTypes[m.ReleaseType.ValueString()])
		return err
	})
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not read the AppGallery Connect app "+m.AppID.ValueString(), err))
		return
	}
	m.flatten(app)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
