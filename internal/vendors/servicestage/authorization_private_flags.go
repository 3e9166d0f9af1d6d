package servicestage

import (
	"bytes"
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

// Keys of private state.
const (
	// flagUnsettled is up when an exchange's answer was lost and no list could be read: the authorization may exist.
	flagUnsettled = "unsettled"
	// flagTaken is up while the name of a pending authorization is somebody else's.
	flagTaken = "taken"
	// keyImported counts the refreshes since an import.
	keyImported = "imported"
)

func flag(ctx context.Context, private credential.PrivateReader, name string, diags *diag.Diagnostics) bool {
	value, problems := private.GetKey(ctx, name)
	diags.Append(problems...)
	return bytes.Equal(value, []byte("true"))
}

func setFlag(ctx context.Context, private credential.PrivateWriter, name string, up bool, diags *diag.Diagnostics) {
	value := []byte("false")
	if up {
		value = []byte("true")
	}
	diags.Append(private.SetKey(ctx, name, value)...)
}

// importStage is how far an import has come. Between an import and the end of the first plan after it, nothing is replaced.
//
// Terraform does not say which plan is the first. An import with the command ends with a refresh of its own, and the first plan
// refreshes once more; when that plan is applied, even with no changes, what the refresh found is stored. So the next refresh
// ends the import. An import block has no refresh beside its own, and its first plan looks like the end of a command: there the
// import ends one applied plan later.
type importStage int

const (
	notImported importStage = iota
	justImported
	firstPlan
)

func stageOf(ctx context.Context, private credential.PrivateReader, diags *diag.Diagnostics) importStage {
	value, problems := private.GetKey(ctx, keyImported)
	diags.Append(problems...)
	stage, err := strconv.Atoi(string(value))
	if err != nil || stage < 0 || importStage(stage) > firstPlan {
		return notImported
	}
	return importStage(stage)
}

func setStage(ctx context.Context, private credential.PrivateWriter, stage importStage, diags *diag.Diagnostics) {
	diags.Append(private.SetKey(ctx, keyImported, []byte(strconv.Itoa(int(stage))))...)
}

// next is the stage after a refresh. own says that the refresh is the import's own.
func (s importStage) next(own bool) importStage {
	switch {
	case own || s == notImported:
		return s
	case s == justImported:
		return firstPlan
	}
	return notImported
}
