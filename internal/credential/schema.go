package credential

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// VersionAttribute is the schema of the *_wo_version argument beside a write-only secret.
func VersionAttribute(secretArgument string) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, Computed: true,
		MarkdownDescription: fmt.Sprintf("Version of `%s`. Left out, the provider counts it: it starts at 1 and goes up by one when the "+
			"secret differs from the one last verified. A version you set is yours to change.", secretArgument),
	}
}

// NotSeen says of the write-only secret of an adopted credential where it is not seen; block is the vendor's in the provider block.
func NotSeen(block string) string {
	return " Terraform gives a refresh no write-only value: a refusal is found by `plan`, and not by `plan -refresh-only` or a service that looks for " +
		"drift with it. A secret in `" + block + ".secrets` of the provider block is seen by all."
}

// NotNeeded says of a write-only value that a refresh does without it.
const NotNeeded = " Terraform gives a refresh no write-only value, and a refresh needs none here."

// StatusAttribute is the schema of `status`.
func StatusAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true,
		MarkdownDescription: "What the vendor last said: `active` (accepted, everything declared works), `rejected` (the credential itself " +
			"is refused) or `denied` (something declared is not granted). Null after an import, until the vendor is asked.",
	}
}

// ReasonAttribute is the schema of `reason`.
func ReasonAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Computed:            true,
		MarkdownDescription: "The vendor's code and words when the status is not `active`, else null.",
	}
}
