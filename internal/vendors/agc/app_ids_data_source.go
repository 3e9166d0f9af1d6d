package agc

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/sync/errgroup"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type appIDsDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*appIDsDataSource)(nil)

// newAppIDsDataSource returns storeauth_agc_app_ids.
func newAppIDsDataSource() datasource.DataSource { return &appIDsDataSource{} }

func (d *appIDsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_agc_app_ids"
}

func (d *appIDsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "App IDs of AppGallery Connect by package name. One call for each name, because the vendor's answer about several does not tell " +
			"which App ID is whose.",
		Attributes: map[string]schema.Attribute{
			"package_names": schema.SetAttribute{
				ElementType: types.StringType, Required: true,
				MarkdownDescription: "Package names to look up.",
				Validators:          []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(packageName.Validator())},
			},
			"app_ids": schema.MapAttribute{
				ElementType: types.StringType, Computed: true,
				MarkdownDescription: "App IDs by package name. A package name without an app is left out.",
			},
		},
	}
}

type appIDsModel struct {
	PackageNames types.Set `tfsdk:"package_names"`
	AppIDs       types.Map `tfsdk:"app_ids"`
}

// lookups is how many package names are looked up at the same time.
const lookups = 4

func (d *appIDsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m appIDsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	var names []string
	resp.Diagnostics.Append(m.PackageNames.ElementsAs(ctx, &names, false)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ids := map[string]attr.Value{}
	var filling sync.Mutex
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(lookups)
	for _, name := range names {
		group.Go(func() error {
			id, err := d.Config.lookUp(groupCtx, packageName.Read(types.StringValue(name)))
			filling.Lock()
			defer filling.Unlock()
			if id != "" {
				ids[name] = types.StringValue(id)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not look up AppGallery Connect app ids", err))
		return
	}
	m.AppIDs = types.MapValueMust(types.StringType, ids)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// lookUp returns the App ID of a package name, empty when no app has it. Several apps are an error: the provider does
// not guess which one is meant.
func (c *Config) lookUp(ctx context.Context, packageName string) (string, error) {
	var found []agcapi.FoundApp
	err := c.read(ctx, "look up AppGallery Connect app ids", func(client *agcapi.Client, token agcapi.Token) (err error) {
		found, err = client.AppIDs(ctx, token, packageName)
		return err
	})
	if err != nil {
		return "", err
	}
	ids := map[string]string{}
	for _, app := range found {
		ids[app.ID.String()] = fmt.Sprintf("%s (%s)", app.ID, app.Name)
	}
	delete(ids, "")
	if len(ids) > 1 {
		return "", &explain.Problem{Summary: "Several apps of package " + packageName, Detail: fmt.Sprintf(
			"The vendor knows %d apps with this package name: %s. Use the App ID of the one that is meant.", len(ids), strings.Join(slices.Sorted(maps.Values(ids)), ", "))}
	}
	for id := range ids {
		return id, nil
	}
	return "", nil
}
