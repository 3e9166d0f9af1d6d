package amazon

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

type appDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*appDataSource)(nil)

// newAppDataSource returns storeauth_amazon_app.
func newAppDataSource() datasource.DataSource { return &appDataSource{} }

func (d *appDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_amazon_app"
}

func (d *appDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "What the open edit of an app in the Amazon Appstore says. The App Submission API shows an app through its open edit only: " +
			"without one, `has_open_edit` is `false` and everything else null. Reading never opens an edit.",
		Attributes: map[string]schema.Attribute{
			"app_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Id of the app, `amzn1.devportal.mobileapp.…`, from the app's page in the developer console (Additional " +
					"information).",
				Validators: appID.Strings(),
			},
			"has_open_edit":    schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the vendor returns an edit, whatever its status."},
			"edit_id":          object.Text("Id of the edit."),
			"edit_status":      object.Text("Status of the edit as the vendor words it: `IN_PROGRESS`, `REVIEW` once submitted, and others."),
			"default_language": object.Text("Default language, such as `en-US`."),
			"contact_email":    object.Text("E-mail address for customers."),
			"contact_phone":    object.Text("Telephone number for customers."),
			"contact_website":  object.Text("Website for customers."),
			"listings": schema.MapNestedAttribute{
				Computed: true, MarkdownDescription: "The app's page in each language, keyed as the vendor writes the language, such as `en-US`.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"title":             object.Text("Title."),
					"short_description": object.Text("Short description."),
					"full_description":  object.Text("Full description."),
					"recent_changes":    object.Text("What is new; null where nobody wrote it."),
					"feature_bullets":   object.Texts("Features."),
					"keywords":          object.Texts("Keywords."),
				}},
			},
			"apks": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The packages of the edit, in the vendor's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id":           object.Text("Id of the package, such as `M8FYZDFK0GJG0`."),
					"name":         object.Text("Name of the package, such as `APK1`."),
					"version_code": schema.Int64Attribute{Computed: true, MarkdownDescription: "Android version code."},
				}},
			},
		},
	}
}

type appModel struct {
	AppID           types.String            `tfsdk:"app_id"`
	HasOpenEdit     types.Bool              `tfsdk:"has_open_edit"`
	EditID          types.String            `tfsdk:"edit_id"`
	EditStatus      types.String            `tfsdk:"edit_status"`
	DefaultLanguage types.String            `tfsdk:"default_language"`
	ContactEmail    types.String            `tfsdk:"contact_email"`
	ContactPhone    types.String            `tfsdk:"contact_phone"`
	ContactWebsite  types.String            `tfsdk:"contact_website"`
	Listings        map[string]listingModel `tfsdk:"listings"`
	APKs            []apkModel              `tfsdk:"apks"`
}

type listingModel struct {
	Title            types.String   `tfsdk:"title"`
	ShortDescription types.String   `tfsdk:"short_description"`
	FullDescription  types.String   `tfsdk:"full_description"`
	RecentChanges    types.String   `tfsdk:"recent_changes"`
	FeatureBullets   []types.String `tfsdk:"feature_bullets"`
	Keywords         []types.String `tfsdk:"keywords"`
}

type apkModel struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	VersionCode types.Int64  `tfsdk:"version_code"`
}

func (d *appDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m appModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	app, err := d.read(ctx, appID.Read(m.AppID))
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not read Amazon Appstore app "+m.AppID.ValueString(), err))
		return
	}
	m = flattenApp(m.AppID, app)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (d *appDataSource) read(ctx context.Context, id string) (amazonapi.App, error) {
	client, err := d.Config.client()
	if err != nil {
		return amazonapi.App{}, err
	}
	own, err := d.Config.credential("read Amazon Appstore apps", types.StringNull(), types.StringNull())
	if err != nil {
		return amazonapi.App{}, err
	}
	return client.ReadApp(ctx, own, id)
}

func flattenApp(id types.String, app amazonapi.App) appModel {
	m := appModel{AppID: id, HasOpenEdit: types.BoolValue(app.Edit != nil)}
	if app.Edit == nil {
		return m
	}
	m.EditID, m.EditStatus = types.StringValue(app.Edit.ID), types.StringValue(app.Edit.Status)
	m.DefaultLanguage = object.Pointer(app.Details.DefaultLanguage)
	m.ContactEmail = object.Pointer(app.Details.ContactEmail)
	m.ContactPhone = object.Pointer(app.Details.ContactPhone)
	m.ContactWebsite = object.Pointer(app.Details.ContactWebsite)
	m.Listings = make(map[string]listingModel, len(app.Listings))
	for language, listing := range app.Listings {
		m.Listings[language] = listingModel{
			Title:            object.Pointer(listing.Title),
			ShortDescription: object.Pointer(listing.ShortDescription),
			FullDescription:  object.Pointer(listing.FullDescription),
			RecentChanges:    object.Pointer(listing.RecentChanges),
			FeatureBullets:   flattenTexts(listing.FeatureBullets),
			Keywords:         flattenTexts(listing.Keywords),
		}
	}
	m.APKs = make([]apkModel, 0, len(app.APKs))
	for _, apk := range app.APKs {
		m.APKs = append(m.APKs, apkModel{ID: types.StringValue(apk.ID.String()), Name: object.Pointer(apk.Name), VersionCode: object.Int64(apk.VersionCode)})
	}
	return m
}

func flattenTexts[T ~string](texts []T) []types.String {
	flat := make([]types.String, len(texts))
	for i, text := range texts {
		flat[i] = types.StringValue(string(text))
	}
	return flat
}
