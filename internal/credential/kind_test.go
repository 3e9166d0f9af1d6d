package credential_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// bank is a vendor with one kind of credential: an account with a PIN, which has scopes.
type bank struct {
	// pin is the account's PIN, empty when there is no account; granted are its scopes.
	pin     string
	granted []string
	// down is the error of a bank that cannot be asked.
	down error
	// left is what a verification leaves behind.
	left error
	// calls counts the verifications.
	calls int
	// blockID and blockPIN stand for the provider block.
	blockID, blockPIN types.String
	refreshed         credential.Refreshed
	// asks is AsksOutsideApply.
	asks bool
}

func newBank() *bank {
	return &bank{pin: "1111", granted: []string{"read", "write"}, asks: true, blockID: types.StringNull(), blockPIN: types.StringNull()}
}

func refusal(kind vendorhttp.Kind, words string) error {
	return &vendorhttp.Error{Vendor: "Bank", Operation: "ask", Kind: kind, Message: words, HTTPStatus: 403}
}

// account is the resource. A PIN may have spaces in it, which mean nothing.
type account struct {
	*bank
	credential.Lifecycle[accountModel, pin]
}

type pin struct{ digits string }

type accountModel struct {
	ID      types.String `tfsdk:"id"`
	PIN     types.String `tfsdk:"pin_wo"`
	Version types.Int64  `tfsdk:"pin_wo_version"`
	Scopes  types.Set    `tfsdk:"scopes"`
	Name    types.String `tfsdk:"name"`
	Granted types.Set    `tfsdk:"granted"`
	Length  types.Int64  `tfsdk:"length"`
	Status  types.String `tfsdk:"status"`
	Reason  types.String `tfsdk:"reason"`
}

type accountIdentity struct {
	ID types.String `tfsdk:"id"`
}

func (a *account) Kind() credential.Kind {
	return credential.Kind{Noun: "bank account", SecretArgument: "pin_wo", ProviderArguments: "bank.id and bank.pin", End: "close it in the branch", Refreshed: &a.refreshed}
}

func (a *account) Fields(m *accountModel) credential.Fields {
	return credential.Fields{ID: m.ID, Secret: m.PIN, Version: &m.Version, Status: &m.Status, Reason: &m.Reason,
		Declared: []attr.Value{m.ID, m.Scopes}, Identity: accountIdentity{m.ID}}
}

func (a *account) Parse(text string) (pin, string, error) {
	digits := strings.ReplaceAll(text, " ", "")
	if strings.Trim(digits, "0123456789") != "" {
		return pin{}, "", errors.New("it has letters")
	}
	return pin{digits}, digits, nil
}

func (a *account) ProviderSecret(m *accountModel) types.String {
	switch {
	case a.blockID.IsUnknown():
		return types.StringUnknown()
	case !a.blockID.Equal(m.ID):
		return types.StringNull()
	}
	return a.blockPIN
}

func (a *account) AsksOutsideApply(*accountModel) bool { return a.asks }

func (a *account) Verify(_ context.Context, m *accountModel, secret pin) (credential.Finding[accountModel], error) {
	a.calls++
	if a.down != nil {
		return credential.Finding[accountModel]{}, a.down
	}
	if secret.digits != a.pin {
		return credential.Conclude[accountModel](refusal(vendorhttp.KindRejected, "wrong PIN"))
	}
	finding := credential.Finding[accountModel]{}
	if a.left != nil {
		finding.Leftovers = []credential.Leftover{{What: "A slip was left.", Err: a.left}}
	}
	granted := []attr.Value{}
	for _, scope := range a.granted {
		for _, declared := range m.Scopes.Elements() {
			if declared.Equal(types.StringValue(scope)) {
				granted = append(granted, declared)
			}
		}
	}
	finding.Record = func(m *accountModel) { m.Granted = types.SetValueMust(types.StringType, granted) }
	if len(granted) < len(m.Scopes.Elements()) {
		finding.Refusal = refusal(vendorhttp.KindDenied, "no such scope")
	}
	return finding, nil
}

func (a *account) FromSecret(m *accountModel, secret *pin) {
	m.Length = types.Int64Unknown()
	if secret != nil {
		m.Length = types.Int64Value(int64(len(secret.digits)))
	}
}

func (a *account) LeaveOpen(m *accountModel) { m.Length = types.Int64Unknown() }

func (a *account) PlanFound(m *accountModel, success bool) {
	m.Granted = types.SetUnknown(types.StringType)
	if success {
		m.Granted = m.Scopes
	}
}

func (a *account) Carry(m, from *accountModel) { m.Length, m.Granted = from.Length, from.Granted }

func (a *account) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bank_account"
}

func (a *account) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":             schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
		"pin_wo":         schema.StringAttribute{Optional: true, WriteOnly: true},
		"pin_wo_version": credential.VersionAttribute("pin_wo"),
		"scopes":         schema.SetAttribute{ElementType: types.StringType, Required: true},
		"name":           schema.StringAttribute{Optional: true},
		"granted":        schema.SetAttribute{ElementType: types.StringType, Computed: true},
		"length":         schema.Int64Attribute{Computed: true},
		"status":         credential.StatusAttribute(),
		"reason":         credential.ReasonAttribute(),
	}}
}

func (a *account) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{"id": identityschema.StringAttribute{RequiredForImport: true}}}
}

func (a *account) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}

// bankProvider offers the account and nothing else.
type bankProvider struct{ bank *bank }

func (p bankProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "bank"
}
func (p bankProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}
func (p bankProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}
func (p bankProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }
func (p bankProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource {
		a := &account{bank: p.bank}
		a.Adopt(a)
		return a
	}}
}

// at returns the bank's account as a Terraform resource.
func at(t *testing.T, b *bank) *protocoltest.Resource {
	t.Helper()
	return protocoltest.Start(t, bankProvider{b}, nil).Resource(t, "bank_account")
}

// config declares the account; more overrides its arguments.
func config(more map[string]any) map[string]any {
	c := map[string]any{"id": "a", "pin_wo": "1111", "scopes": []any{"read"}}
	for name, value := range more {
		c[name] = value
	}
	return c
}
