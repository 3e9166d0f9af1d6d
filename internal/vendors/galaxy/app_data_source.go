package galaxy

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type appDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*appDataSource)(nil)

// newAppDataSource returns storeauth_galaxy_app.
func newAppDataSource() datasource.DataSource { return &appDataSource{} }

// The two records an app may have.
const (
	variantSale         = "sale"
	variantRegistration = "registration"
)

func (d *appDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_app"
}

func (d *appDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One app of the seller in the Galaxy Store. Reading takes the scope `publishing`.",
		Attributes: map[string]schema.Attribute{
			"content_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id of the app: twelve digits, leading zeros included.",
				Validators: []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^[0-9]{12}$`),
					"must be twelve digits, leading zeros included")},
			},
			"variant": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Which record: `sale` is what buyers see, `registration` what is being registered or updated. Default: `sale` " +
					"if there is one, else `registration`.",
				Validators: []validator.String{stringvalidator.OneOf(variantSale, variantRegistration)},
			},
			"title":            object.Text("Title in the default language."),
			"status":           object.Text("Status, as the vendor words it, such as `FOR_SALE` or `UPDATING`."),
			"default_language": object.Text("Default language, as the vendor codes it, such as `ENG`."),
			"languages":        object.Texts("Supported languages, as the vendor codes them."),
			"binaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The packages.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"sequence":     object.Text("Sequence number of the binary."),
					"file_name":    object.Text("File name."),
					"package_name": object.Text("Package name."),
					"version_code": schema.Int64Attribute{Computed: true, MarkdownDescription: "Android version code."},
					"version_name": object.Text("Android version name."),
				}},
			},
			"countries":        object.Texts("Countries of sale, as the vendor codes them, such as `ARE`."),
			"paid":             schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the app costs money."},
			"price":            object.Text("Standard price as the vendor writes it; null when it has none."),
			"publication_type": object.Text("`01` automatic, `02` by start date, `03` manual."),
			"categories":       object.Texts("Names of the categories."),
		},
	}
}

type appModel struct {
	ContentID       types.String   `tfsdk:"content_id"`
	Variant         types.String   `tfsdk:"variant"`
	Title           types.String   `tfsdk:"title"`
	Status          types.String   `tfsdk:"status"`
	DefaultLanguage types.String   `tfsdk:"default_language"`
	Languages       []types.String `tfsdk:"languages"`
	Binaries        []binaryModel  `tfsdk:"binaries"`
	Countries       []types.String `tfsdk:"countries"`
	Paid            types.Bool     `tfsdk:"paid"`
	Price           types.String   `tfsdk:"price"`
	PublicationType types.String   `tfsdk:"publication_type"`
	Categories      []types.String `tfsdk:"categories"`
}

type binaryModel struct {
	Sequence    types.String `tfsdk:"sequence"`
	FileName    types.String `tfsdk:"file_name"`
	PackageName types.String `tfsdk:"package_name"`
	VersionCode types.Int64  `tfsdk:"version_code"`
	VersionName types.String `tfsdk:"version_name"`
}

func (d *appDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m appModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	id := m.ContentID.ValueString()
	records := read(ctx, d.Config, "Could not read Galaxy Store app "+id, &resp.Diagnostics,
		func(client *galaxyapi.Client, account, token string) ([]galaxyapi.App, error) {
			return client.ContentInfo(ctx, account, token, id)
		})
	if resp.Diagnostics.HasError() {
		return
	}
	if len(records) == 0 {
		resp.Diagnostics.AddAttributeError(path.Root("content_id"), "No Galaxy Store app "+id,
			"The vendor knows no app with this content id for this seller. Compare it with the app's page in Seller Portal > Apps; it has "+
				"twelve digits, leading zeros included, and is not the package name.")
		return
	}
	app, ok := pick(records, m.Variant.ValueString())
	if !ok {
		resp.Diagnostics.AddAttributeError(path.Root("variant"), "Galaxy Store app "+id+" has no such variant", fmt.Sprintf(
			"There is no %s record. What there is has the status %s.", m.Variant.ValueString(), statuses(records)))
		return
	}
	m = flattenApp(m.ContentID, app)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// pick chooses the record of the wanted variant; without a wish, the one on sale if there is one.
func pick(records []galaxyapi.App, variant string) (galaxyapi.App, bool) {
	for _, wanted := range []string{variantSale, variantRegistration} {
		if variant != "" && variant != wanted {
			continue
		}
		for _, record := range records {
			if record.OnSale() == (wanted == variantSale) {
				return record, true
			}
		}
	}
	return galaxyapi.App{}, false
}

func statuses(records []galaxyapi.App) string {
	names := make([]string, len(records))
	for i, record := range records {
		names[i] = record.ContentStatus.String()
	}
	return strings.Join(names, ", ")
}

func flattenApp(id types.String, app galaxyapi.App) appModel {
	m := appModel{
		ContentID:       id,
		Variant:         types.StringValue(variantRegistration),
		Title:           types.StringValue(app.AppTitle.String()),
		Status:          types.StringValue(app.ContentStatus.String()),
		DefaultLanguage: types.StringValue(app.DefaultLanguageCode.String()),
		Languages:       []types.String{},
		Binaries:        []binaryModel{},
		Countries:       []types.String{},
		Paid:            flattenPaid(app.Paid),
		Price:           object.String(app.StandardPrice),
		PublicationType: object.String(app.PublicationType),
		Categories:      []types.String{},
	}
	if app.OnSale() {
		m.Variant = types.StringValue(variantSale)
	}
	for _, language := range app.SupportedLanguages {
		m.Languages = append(m.Languages, types.StringValue(language.String()))
	}
	for _, country := range app.SellCountryList {
		m.Countries = append(m.Countries, types.StringValue(country.CountryCode.String()))
	}
	for _, category := range app.Category {
		m.Categories = append(m.Categories, types.StringValue(category.Name.String()))
	}
	for _, binary := range app.BinaryList {
		m.Binaries = append(m.Binaries, binaryModel{
			Sequence:    types.StringValue(binary.BinarySeq.String()),
			FileName:    types.StringValue(binary.FileName.String()),
			PackageName: types.StringValue(binary.PackageName.String()),
			VersionCode: object.Int64(binary.VersionCode),
			VersionName: object.String(binary.VersionName),
		})
	}
	return m
}
