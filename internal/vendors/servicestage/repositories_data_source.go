package servicestage

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type repositoriesDataSource struct {
	object.DataSource[*Config]
}

var _ datasource.DataSourceWithConfigure = (*repositoriesDataSource)(nil)

// newRepositoriesDataSource returns storeauth_servicestage_repositories.
func newRepositoriesDataSource() datasource.DataSource { return &repositoriesDataSource{} }

func (d *repositoriesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_servicestage_repositories"
}

func (d *repositoriesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "What an authorization may see at its git host. The answer comes from the git host itself, so it proves that the authorization " +
			"is still accepted there; one that is not is an error.",
		Attributes: map[string]schema.Attribute{
			"authorization": schema.StringAttribute{
				Required: true, MarkdownDescription: "Name of the authorization.",
				Validators: []validator.String{settings.Validator(checkName)},
			},
			"namespace": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Only repositories of this namespace, by name or id. Default: all namespaces, which takes one call each.",
			},
			"namespaces": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "Every namespace: organizations, groups and users, in the vendor's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id": object.Text("Id at the git host."), "name": object.Text("Name, such as `platform/tools`."),
				}},
			},
			"repositories": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The repositories, in the vendor's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id": object.Text("Id at the git host."), "name": object.Text("Name."), "clone_url": object.Text("Address to clone from."),
					"namespace": object.Text("Name of the namespace."),
				}},
			},
		},
	}
}

type repositoriesModel struct {
	Authorization types.String      `tfsdk:"authorization"`
	Namespace     types.String      `tfsdk:"namespace"`
	Namespaces    []namespaceModel  `tfsdk:"namespaces"`
	Repositories  []repositoryModel `tfsdk:"repositories"`
}

type namespaceModel struct {
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
}

type repositoryModel struct {
	ID        types.String `tfsdk:"id"`
	Name      types.String `tfsdk:"name"`
	CloneURL  types.String `tfsdk:"clone_url"`
	Namespace types.String `tfsdk:"namespace"`
}

func (d *repositoriesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m repositoriesModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	name := m.Authorization.ValueString()
	client, _, err := d.Config.reach(ctx, &resp.Diagnostics)
	if err == nil {
		err = m.read(ctx, client)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not read repositories through ServiceStage authorization "+name, err))
		return
	}
	if !m.Namespace.IsNull() && !m.found() {
		resp.Diagnostics.AddAttributeError(path.Root("namespace"), "No namespace "+m.Namespace.ValueString(), fmt.Sprintf(
			"Authorization %s sees no such namespace at the git host. Leave namespace out to see all of them.", name))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (m *repositoriesModel) read(ctx context.Context, client *servicestageapi.Client) error {
	name := m.Authorization.ValueString()
	namespaces, err := client.Namespaces(ctx, name)
	if err != nil {
		return err
	}
	m.Namespaces, m.Repositories = []namespaceModel{}, []repositoryModel{}
	for _, n := range namespaces {
		namespace := namespaceModel{ID: types.StringValue(n.ID), Name: types.StringValue(n.Name)}
		m.Namespaces = append(m.Namespaces, namespace)
		if !m.wants(namespace) {
			continue
		}
		repositories, err := client.Repositories(ctx, name, n.Name)
		if err != nil {
			return err
		}
		for _, r := range repositories {
			m.Repositories = append(m.Repositories, repositoryModel{ID: types.StringValue(r.ID), Name: types.StringValue(r.Name),
				CloneURL: types.StringValue(r.CloneURL), Namespace: namespace.Name})
		}
	}
	return nil
}

func (m *repositoriesModel) wants(n namespaceModel) bool {
	return m.Namespace.IsNull() || m.Namespace.Equal(n.Name) || m.Namespace.Equal(n.ID)
}

func (m *repositoriesModel) found() bool { return slices.ContainsFunc(m.Namespaces, m.wants) }
