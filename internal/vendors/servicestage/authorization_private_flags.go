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

func setFlag(ctx context.Context, private privateState, name string, up bool, diags *diag.Diagnostics) {
	put(ctx, private, name, strconv.FormatBool(up), "false", diags)
}

// privateState is the framework's, whose type is not exported.
type privateState interface {
	credential.PrivateReader
	credential.PrivateWriter
}

// put stores a value. A missing key means the usual value, so the usual value adds no key: Terraform writes the whole state for each
// object that an apply changes, and the size of the state counts.
func put(ctx context.Context, private privateState, key, value, usual string, diags *diag.Diagnostics) {
	if value == usual {
		if stored, problems := private.GetKey(ctx, key); stored == nil && !problems.HasError() {
			return
		}
	}
	diags.Append(private.SetKey(ctx, key, []byte(value))...)
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

func setStage(ctx context.Context, private privateState, stage importStage, diags *diag.Diagnostics) {
	put(ctx, private, keyImported, strconv.Itoa(int(stage)), strconv.Itoa(int(notImported)), diags)
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
