package servicestage

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
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

// record takes over what the vendor says. A repo_type that differs in case alone is the same, and what the vendor leaves out of
// a list changed nothing.
func (m *authorizationModel) record(a servicestageapi.Authorization, at place) {
	m.Name = types.StringValue(a.Name)
	if !strings.EqualFold(m.RepoType.ValueString(), a.RepoType) {
		m.RepoType = told(a.RepoType, m.RepoType)
	}
	m.Status, m.TokenType = told(a.Status, m.Status), told(a.TokenType, m.TokenType)
	m.RepoHost, m.RepoHome, m.RepoUser, m.AvatarURL = object.String(a.RepoHost), object.String(a.RepoHome), object.String(a.RepoUser), object.String(a.AvatarURL)
	m.CreatedAt, m.UpdatedAt = timestamp(a.CreatedAt), timestamp(a.UpdatedAt)
	m.settleIn(at)
}

// told is what the vendor says, or else what is recorded already.
func told(text string, recorded types.String) types.String {
	if text == "" && settings.HasValue(recorded) {
		return recorded
	}
	return object.String(text)
}

// ensureStatus makes the status unrecognized where nobody has told one yet.
func (m *authorizationModel) ensureStatus() {
	if !settings.HasValue(m.Status) {
		m.Status = types.StringValue(servicestageapi.StatusUnrecognized)
	}
}

// expect plans that everything which the vendor tells may change.
func (m *authorizationModel) expect() {
	unknown := types.StringUnknown()
	m.Status, m.RepoHost, m.RepoHome, m.RepoUser, m.AvatarURL = unknown, unknown, unknown, unknown, unknown
	m.TokenType, m.CreatedAt, m.UpdatedAt = unknown, unknown, unknown
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

var repoTypes = []string{"github", "gitlab", "gitee", "bitbucket", "devcloud"}

var namePattern = regexp.MustCompile(`^[A-Za-z0-9._-]{4,63}$`)

// checkName holds the rule of the user manual (servicestage_03_0076); the API reference gives none.
func checkName(name string) error {
	if !namePattern.MatchString(name) {
		return errors.New("it must be 4 to 63 letters, digits, underscores, hyphens and dots")
	}
	return nil
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

// sameHost reports whether a declared address and the API address that the vendor reports are of one git host: GitHub's is
// https://github.com to its users and https://api.github.com to programs.
func sameHost(declared, reported string) bool {
	return strings.EqualFold(gitHost(declared), gitHost(reported))
}

func gitHost(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return strings.TrimRight(address, "/")
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "api.")
}

// officialHosts are the git hosts that ServiceStage goes to when no host is sent. Leaving host out and naming one of these mean
// the same [documented: "default official host"; which it is, from the samples of GitHub and Bitbucket; assumed for the others].
var officialHosts = map[string]string{
	"github": "https://github.com", "gitlab": "https://gitlab.com", "gitee": "https://gitee.com", "bitbucket": "https://bitbucket.org",
}

// isOfficial reports whether a declared host, or none, is where ServiceStage goes without one.
func isOfficial(host types.String, repoType string) bool {
	official := officialHosts[strings.ToLower(repoType)]
	return !settings.HasValue(host) || official != "" && sameHost(host.ValueString(), official)
}
