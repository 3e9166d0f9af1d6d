package servicestage

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

// huaweicloud is the end of the registry address of Huawei Cloud's own provider, whose authorizations by token and by password
// can be moved here. Nothing is created or deleted at the vendor by that.
const huaweicloud = "/huaweicloud/huaweicloud"

// huaweicloudAuthorization is the state of such an authorization, the same from its first release (1.35.2, in
// huaweicloud/services/servicestage of its source) to 1.97.1. It holds the secret as the user wrote it. One that was imported
// there has no secret, host or user name.
type huaweicloudAuthorization struct {
	ID       string `json:"id"`
	Region   string `json:"region"`
	Type     string `json:"type"`
	Token    string `json:"token"`
	Host     string `json:"host"`
	UserName string `json:"user_name"`
	Password string `json:"password"`
}

// MoveState implements resource.ResourceWithMoveState.
func (r *secretAuthorization[M]) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: r.moveFromHuaweicloud}}
}

// moveFromHuaweicloud takes over what the other provider recorded. Of the secret it keeps the fingerprint. Terraform moves before
// it configures the provider, so the rest is found by the refresh that follows.
func (r *secretAuthorization[M]) moveFromHuaweicloud(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	to := resourceTypes[r.kind.tokenType]
	if req.SourceTypeName != r.kind.movesFrom || !strings.HasSuffix(req.SourceProviderAddress, huaweicloud) {
		resp.Diagnostics.AddError("This object cannot be moved", fmt.Sprintf("A %s of %s cannot become a %s. Only a %s of the provider "+
			"huaweicloud/huaweicloud can. To bring another authorization here, use a removed block there and an import block here.",
			req.SourceTypeName, req.SourceProviderAddress, to, r.kind.movesFrom))
		return
	}
	var from huaweicloudAuthorization
	if err := json.Unmarshal(req.SourceRawState.JSON, &from); err != nil || from.ID == "" || from.Type == "" {
		// The error would quote the state, and with it the secret.
		resp.Diagnostics.AddError("This object cannot be moved", fmt.Sprintf("The state of the %s, schema version %d, has no id or no type that this "+
			"provider can read. Use a removed block there and an import block here.", req.SourceTypeName, req.SourceSchemaVersion))
		return
	}
	var m M
	fields := r.kind.fields(&m)
	fields.Name, fields.RepoType = types.StringValue(from.ID), types.StringValue(from.Type)
	fields.Region = object.String(from.Region)
	secret := r.kind.adopt(&m, from)
	if secret == "" {
		// It was imported there. The first plan here takes what is declared for what the vendor has, as after an import.
		setStage(ctx, resp.TargetPrivate, firstPlan, &resp.Diagnostics)
	} else {
		*fields.version = types.Int64Value(1)
		resp.Diagnostics.Append(credential.Remember(ctx, resp.TargetPrivate, r.kind.strength, &secret)...)
	}
	resp.Diagnostics.Append(resp.TargetState.Set(ctx, &m)...)
}
