package servicestage

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// statusPending is our own word: declared, and not made at the vendor yet.
const statusPending = "pending"

// authorizationModel is what every resource and data source shows of an authorization.
type authorizationModel struct {
	Name      types.String `tfsdk:"name"`
	RepoType  types.String `tfsdk:"repo_type"`
	Status    types.String `tfsdk:"status"`
	RepoHost  types.String `tfsdk:"repo_host"`
	RepoHome  types.String `tfsdk:"repo_home"`
	RepoUser  types.String `tfsdk:"repo_user"`
	AvatarURL types.String `tfsdk:"avatar_url"`
	TokenType types.String `tfsdk:"token_type"`
	CreatedAt types.String `tfsdk:"created_at"`
	UpdatedAt types.String `tfsdk:"updated_at"`
	Region    types.String `tfsdk:"region"`
	ProjectID types.String `tfsdk:"project_id"`
}

// identityModel is the identity of every authorization.
type identityModel struct {
	Region    types.String `tfsdk:"region"`
	ProjectID types.String `tfsdk:"project_id"`
	Name      types.String `tfsdk:"name"`
}

func (m *authorizationModel) identity() identityModel {
	return identityModel{Region: m.Region, ProjectID: m.ProjectID, Name: m.Name}
}

func (m *authorizationModel) place() place { return place{m.Region, m.ProjectID} }

// settleIn records the place once; a region that the provider block names later is no other identity.
func (m *authorizationModel) settleIn(at place) {
	if !settings.HasValue(m.ProjectID) {
		m.Region, m.ProjectID = at.Region, at.ProjectID
	}
}

// store saves a resource's model m with its identity.
func store(ctx context.Context, m any, identity identityModel, state *tfsdk.State, to *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	diags.Append(state.Set(ctx, m)...)
	if to != nil {
		diags.Append(to.Set(ctx, identity)...)
	}
}

// record takes over what the vendor says. A repo_type that differs in case alone is the same.
func (m *authorizationModel) record(a servicestageapi.Authorization, at place) {
	m.Name = types.StringValue(a.Name)
	if !strings.EqualFold(m.RepoType.ValueString(), a.RepoType) {
		m.RepoType = types.StringValue(a.RepoType)
	}
	m.Status, m.TokenType = types.StringValue(a.Status), object.String(a.TokenType)
	m.RepoHost, m.RepoHome, m.RepoUser, m.AvatarURL = object.String(a.RepoHost), object.String(a.RepoHome), object.String(a.RepoUser), object.String(a.AvatarURL)
	m.CreatedAt, m.UpdatedAt = timestamp(a.CreatedAt), timestamp(a.UpdatedAt)
	m.settleIn(at)
}

// carry keeps what is recorded; an update that changes nothing at the vendor finds nothing out.
func (m *authorizationModel) carry(recorded *authorizationModel) {
	name, repoType := m.Name, m.RepoType
	*m = *recorded
	m.Name, m.RepoType = name, repoType
}

// absent clears what only the vendor knows; an authorization without it is pending.
func (m *authorizationModel) absent(at place) {
	null := types.StringNull()
	m.Status = types.StringValue(statusPending)
	m.RepoHost, m.RepoHome, m.RepoUser, m.AvatarURL, m.TokenType, m.CreatedAt, m.UpdatedAt = null, null, null, null, null, null, null
	m.settleIn(at)
}

func timestamp(at time.Time) types.String {
	if at.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(at.Format(time.RFC3339))
}

const vendorStatuses = "`normal`, `overdue` (expired) or `unauthenticated` (the git host does not accept it any more); " +
	"`unrecognized` for a number that the vendor does not document."

// descriptions of the attributes that resources and data sources share.
var descriptions = map[string]string{
	"status":     "What the vendor says: " + vendorStatuses,
	"repo_host":  "API address of the git host.",
	"repo_home":  "Page of the user or group at the git host.",
	"repo_user":  "User at the git host. Another user alone is recorded and plans nothing.",
	"avatar_url": "Picture of that user.",
	"token_type": "How the authorization proves itself to the git host: `oauth`, `personal` or `password`.",
	"created_at": "When it was created, RFC 3339.",
	"updated_at": "When it was last changed or re-authorized, RFC 3339.",
	"region":     "Region of the provider block; null when the provider block has none.",
	"project_id": "Project it belongs to.",
}

const (
	nameDescription = "Name of the authorization, unique in the project: 4 to 63 letters, digits, `_`, `-` and `.`. It is what a build " +
		"refers to, and never changes."
	repoTypeDescription = "Git host: `github`, `gitlab`, `gitee`, `bitbucket` or `devcloud`. Which of them work this way depends on the " +
		"vendor's site; it refuses the others."
)

// attributes are a resource's name, repo_type and computed attributes.
func attributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"name": schema.StringAttribute{
			Required: true, MarkdownDescription: nameDescription,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{settings.Validator(checkName)},
		},
		"repo_type": schema.StringAttribute{
			Required: true, MarkdownDescription: repoTypeDescription,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{stringvalidator.OneOf(repoTypes...)},
		},
	}
	for name, description := range descriptions {
		all[name] = schema.StringAttribute{
			Computed: true, MarkdownDescription: description,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	maps.Copy(all, more)
	return all
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":     identityschema.StringAttribute{OptionalForImport: true, Description: "Region. Default: the provider block's."},
		"project_id": identityschema.StringAttribute{OptionalForImport: true, Description: "Project id. Default: the provider block's."},
		"name":       identityschema.StringAttribute{RequiredForImport: true, Description: "Name of the authorization."},
	}}
}

var repoTypes = []string{"github", "gitlab", "gitee", "bitbucket", "devcloud"}

var namePattern = regexp.MustCompile(`^[A-Za-z0-9._-]{4,63}$`)

// checkName holds the rule of the user manual (servicestage_03_0076); the API reference gives none.
func checkName(name string) error {
	if !namePattern.MatchString(name) {
		return errors.New("it must be 4 to 63 letters, digits, underscores, hyphens and dots")
	}
	return nil
}

// drifted reports whether an authorization stopped working, or works another way than declared. A status that nobody
// documents is no proof of either.
func drifted(m *authorizationModel, tokenType string) bool {
	return slices.Contains([]string{servicestageapi.StatusOverdue, servicestageapi.StatusUnauthenticated}, m.Status.ValueString()) ||
		!m.TokenType.IsNull() && m.TokenType.ValueString() != tokenType
}

// checkHost refuses what is no address. Plain http is the vendor's to judge: a git host may be inside a company's network.
func checkHost(host string) error {
	u, err := url.Parse(host)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return errors.New("it is not an address such as https://git.example.com:8080/gitlab")
	}
	if u.User != nil {
		return errors.New("it carries a user name or password; the token has an argument of its own")
	}
	return nil
}

// trimmed drops the whitespace that copying adds around a token.
func trimmed(secret types.String) types.String {
	if !settings.HasValue(secret) {
		return secret
	}
	return types.StringValue(strings.TrimSpace(secret.ValueString()))
}
