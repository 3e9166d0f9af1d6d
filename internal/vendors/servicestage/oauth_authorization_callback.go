package servicestage

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// declaredCallback is the callback in a configuration, in either form.
type declaredCallback struct {
	servicestageapi.Callback
	// given is false when the configuration has none, or one that is not known yet.
	given bool
	// unknown says that it comes with apply.
	unknown bool
}

// callbackOf reads the callback and refuses one that cannot be this authorization's, without repeating it.
func callbackOf(config *oauthAuthorizationModel) (declaredCallback, diag.Diagnostics) {
	var diags diag.Diagnostics
	switch {
	case config.CallbackURL.IsUnknown() || config.Code.IsUnknown() || config.State.IsUnknown():
		return declaredCallback{unknown: true}, nil
	case !config.CallbackURL.IsNull():
		callback, err := servicestageapi.ParseCallback(settings.OneLine.Read(config.CallbackURL))
		if err != nil {
			diags.AddAttributeError(path.Root("callback_url_wo"), "Invalid callback_url_wo", fmt.Sprintf("callback_url_wo: %s.", err))
			return declaredCallback{}, diags
		}
		if settings.HasValue(config.RepoType) && callback.RepoType != "" && callback.RepoType != config.RepoType.ValueString() {
			diags.AddAttributeError(path.Root("callback_url_wo"), "Callback of another repository type", fmt.Sprintf(
				"callback_url_wo: it is the end of a browser step for %q, and repo_type is %q. Open this authorization's own "+
					"authorize_url.", callback.RepoType, config.RepoType.ValueString()))
			return declaredCallback{}, diags
		}
		return declaredCallback{Callback: callback, given: true}, nil
	case !config.Code.IsNull() && !config.State.IsNull():
		return declaredCallback{given: true, Callback: servicestageapi.Callback{
			RepoType: config.RepoType.ValueString(), Code: settings.OneLine.Read(config.Code), State: settings.OneLine.Read(config.State)}}, nil
	}
	return declaredCallback{}, nil
}
