package provider

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	sandboxEnv = "STOREAUTH_SANDBOX_URL"
	verifyEnv  = "STOREAUTH_VERIFY_DURING_PLAN"
	retriesEnv = "STOREAUTH_MAX_RETRIES"
	timeoutEnv = "STOREAUTH_REQUEST_TIMEOUT"

	defaultRetries = 4
	mostRetries    = 20
	defaultTimeout = 30 * time.Second
)

func generalAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"sandbox_url": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Address of the local sandbox, which then stands for every vendor without an `endpoint` of its own. In the provider block it wins " +
				"over endpoints of the environment. " +
				"Environment: `" + sandboxEnv + "`.",
			Validators: settings.Endpoint.Strings(),
		},
		"verify_during_plan": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether plan and refresh ask the vendors about what is in the state or is to be created. With `false` only an apply " +
				"that creates or changes something asks, and drift is not found. Imports, data sources and ephemeral resources ask all the same. " +
				"Environment: `" + verifyEnv + "`. Default: `true`.",
		},
		"max_retries": schema.Int64Attribute{
			Optional: true,
			MarkdownDescription: fmt.Sprintf("Attempts after the first for what may be repeated, at most %d; `0` turns the provider's own retries off. "+
				"Environment: `%s`. Default: `%d`.", mostRetries, retriesEnv, defaultRetries),
			Validators: []validator.Int64{int64validator.Between(0, mostRetries)},
		},
		"request_timeout": schema.StringAttribute{
			Optional:   true,
			CustomType: timetypes.GoDurationType{},
			MarkdownDescription: fmt.Sprintf("Time for one attempt, such as `30s`. Environment: `%s`. Default: `%s`.",
				timeoutEnv, defaultTimeout),
		},
	}
}

// generalSettings reads the settings that all vendors share. A value that is unknown at plan is taken as left out.
func generalSettings(ctx context.Context, config tfsdk.Config, version string) (settings.General, diag.Diagnostics) {
	var diags diag.Diagnostics
	var m struct {
		SandboxURL       types.String
		VerifyDuringPlan types.Bool
		MaxRetries       types.Int64
		RequestTimeout   timetypes.GoDuration
	}
	for name, target := range map[string]any{
		"sandbox_url": &m.SandboxURL, "verify_during_plan": &m.VerifyDuringPlan, "max_retries": &m.MaxRetries, "request_timeout": &m.RequestTimeout,
	} {
		diags.Append(config.GetAttribute(ctx, path.Root(name), target)...)
	}
	general := settings.General{
		VerifyDuringPlan: true,
		Open:             &open,
		HTTP: vendorhttp.Options{
			MaxRetries:     defaultRetries,
			RequestTimeout: defaultTimeout,
			UserAgent:      "terraform-provider-storeauth/" + version,
			Log: func(ctx context.Context, message string, fields map[string]any) {
				tflog.Debug(ctx, message, fields)
			},
		},
	}
	general.Sandbox = settings.Sandbox{URL: stringOr(m.SandboxURL, sandboxEnv), Written: !m.SandboxURL.IsNull()}
	if settings.HasValue(general.Sandbox.URL) {
		_, err := settings.Endpoint(general.Sandbox.URL.ValueString())
		diags.Append(check("sandbox_url", sandboxEnv, err)...)
	}
	if raw := stringOr(types.StringNull(), verifyEnv); settings.HasValue(m.VerifyDuringPlan) {
		general.VerifyDuringPlan = m.VerifyDuringPlan.ValueBool()
	} else if settings.HasValue(raw) {
		verify, err := strconv.ParseBool(raw.ValueString())
		if err != nil {
			err = errors.New("it is neither true nor false")
		}
		diags.Append(check("verify_during_plan", verifyEnv, err)...)
		general.VerifyDuringPlan = verify
	}
	if raw := stringOr(types.StringNull(), retriesEnv); settings.HasValue(m.MaxRetries) {
		general.HTTP.MaxRetries = int(m.MaxRetries.ValueInt64())
	} else if settings.HasValue(raw) {
		retries, err := strconv.Atoi(raw.ValueString())
		if err != nil || retries < 0 || retries > mostRetries {
			err = fmt.Errorf("it must be a whole number between 0 and %d", mostRetries)
		}
		diags.Append(check("max_retries", retriesEnv, err)...)
		general.HTTP.MaxRetries = retries
	}
	if raw := stringOr(m.RequestTimeout.StringValue, timeoutEnv); settings.HasValue(raw) {
		timeout, err := time.ParseDuration(raw.ValueString())
		if err != nil || timeout <= 0 {
			err = errors.New("it must be a duration longer than nothing, such as 30s")
		}
		diags.Append(check("request_timeout", timeoutEnv, err)...)
		general.HTTP.RequestTimeout = timeout
	}
	return general, diags
}

func stringOr(configured types.String, env string) types.String {
	if value := strings.TrimSpace(os.Getenv(env)); configured.IsNull() && value != "" {
		return types.StringValue(value)
	}
	return configured
}

func check(argument, env string, err error) diag.Diagnostics {
	if err == nil {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(argument), "Invalid provider setting",
		fmt.Sprintf("%s (or %s in the environment): %s.", argument, env, err))}
}
