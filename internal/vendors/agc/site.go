package agc

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var sitePath = path.Root("site")

func siteAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "Site of the account: `china`, `europe`, `singapore` or `russia`. A credential is unknown at every other site. " +
			"Default: the provider block's. Changing it forces a replacement.",
		Validators: siteForm.Strings(),
	}
}

// importedKey marks a resource in private state that was imported: justImported to its first update, when the configuration
// may still correct a wrong site without a replacement; afterwards siteOfImport for as long as the configuration leaves the
// site out, because an import records where the credential is.
const (
	importedKey  = "imported"
	justImported = "true"
	siteOfImport = `"site"`
)

// planSite fills in a site that is left out, with the provider block's, and plans a replacement when it is another one. It
// changes the request, for the shared planning that follows.
func (c *Config) planSite(ctx context.Context, req *resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	imported, diags := req.Private.GetKey(ctx, importedKey)
	resp.Diagnostics.Append(diags...)
	var configured, recorded types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, sitePath, &configured)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, sitePath, &recorded)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	planned := configured
	if configured.IsNull() {
		planned = c.settings.Get("site")
		if !recorded.IsNull() && (len(imported) > 0 || planned.IsUnknown()) {
			planned = recorded
		}
		if problem := c.checkSiteSetting(planned); problem != nil {
			resp.Diagnostics.Append(problem)
			return
		}
	}
	resp.Diagnostics.Append(req.Plan.SetAttribute(ctx, sitePath, planned)...)
	if !recorded.IsNull() && !siteForm.Value(recorded).Equal(siteForm.Value(planned)) && string(imported) != justImported {
		resp.RequiresReplace = append(resp.RequiresReplace, sitePath)
	}
}

func (c *Config) checkSiteSetting(site types.String) diag.Diagnostic {
	if site.IsUnknown() {
		return nil
	}
	if _, err := siteForm(site.ValueString()); err != nil {
		return diag.NewErrorDiagnostic("Invalid AppGallery Connect setting",
			fmt.Sprintf("agc.site (or AGC_SITE in the environment): %s.", err))
	}
	return nil
}

// importBySite reads an import by identity or by "id" or "site/id" into the attribute at idPath and the site.
func (c *Config) importBySite(ctx context.Context, idPath path.Path, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var id, site types.String
	if req.ID != "" {
		site = types.StringNull()
		id = types.StringValue(req.ID)
		if before, after, found := strings.Cut(req.ID, "/"); found {
			site, id = types.StringValue(before), types.StringValue(after)
		}
	} else {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, idPath, &id)...)
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, sitePath, &site)...)
	}
	if site.IsNull() {
		site = c.settings.Get("site")
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if site.IsUnknown() {
		resp.Diagnostics.AddError("AppGallery Connect settings are not known yet", fmt.Sprintf("agc.site is needed to import %s, and known only "+
			"after apply. Name the site in the import: site/%[1]s, or site of the identity.", idPath))
		return
	}
	if _, err := siteForm(site.ValueString()); err != nil {
		resp.Diagnostics.AddError("Invalid import id", fmt.Sprintf("The site of %q: %s. The import id is %s or site/%s.", req.ID, err, idPath, idPath))
		return
	}
	text, err := clientID(id.ValueString())
	if err != nil {
		resp.Diagnostics.AddError("Invalid import id", fmt.Sprintf("%s: %s. The import id is %s or site/%s.", idPath, err, idPath, idPath))
		return
	}
	site = siteForm.Value(site)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, idPath, text)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, sitePath, site)...)
	// A read that changes nothing keeps this identity, so a part that the user left out or wrote otherwise must not stay so.
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, idPath, text)...)
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, sitePath, site)...)
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte(justImported))...)
}

// siteMayBeCorrected allows the identity to change in the one update that follows an import.
var siteMayBeCorrected = resource.ResourceBehavior{MutableIdentity: true}

// endImport ends the leniency that follows an import, once the configuration was accepted.
func endImport(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	imported, diags := req.Private.GetKey(ctx, importedKey)
	resp.Diagnostics.Append(diags...)
	var configured types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, sitePath, &configured)...)
	if resp.Diagnostics.HasError() || len(imported) == 0 {
		return
	}
	kept := []byte(siteOfImport)
	if !configured.IsNull() {
		kept = nil
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, kept)...)
}

// leaveSiteOpen follows the shared planning. When something is changed while the provider block's site is known only during
// apply, the plan leaves the site open. An update planned at the recorded site would contradict what apply learns.
func (c *Config) leaveSiteOpen(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if resp.Diagnostics.HasError() || req.State.Raw.IsNull() || resp.Plan.Raw.IsNull() || resp.Plan.Raw.Equal(req.State.Raw) {
		return
	}
	imported, diags := req.Private.GetKey(ctx, importedKey)
	resp.Diagnostics.Append(diags...)
	var configured types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, sitePath, &configured)...)
	if configured.IsNull() && len(imported) == 0 && c.settings.Get("site").IsUnknown() {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, sitePath, types.StringUnknown())...)
		resp.RequiresReplace = append(resp.RequiresReplace, sitePath)
	}
}
