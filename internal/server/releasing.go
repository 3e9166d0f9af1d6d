package server

import (
	"context"
	"iter"
	"sync"

	p "github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// releasing is the framework's server, with a context for each request that is released when the request is answered. The
// framework keeps what cancels each request's context until the provider is stopped (registerContext in its
// internal/proto6server/serve.go, v1.19.0), and with that all that the context holds: loggers, values, and through them the
// request itself. A plan of a thousand objects is some five thousand requests.
type releasing struct{ framework }

// framework is what the framework's server can do. The optional interfaces are listed because the protocol's own server asks
// for each of them; a test fails when the framework learns one more.
type framework interface {
	p.ProviderServer
	p.ListResourceServer
	p.ActionServer
	p.StateStoreServer
}

// underWay is held by every request that is being answered.
var underWay sync.RWMutex

// answer answers one request and releases its context.
func answer[Request, Response any](ctx context.Context, request Request, with func(context.Context, Request) (Response, error)) (Response, error) {
	ctx, release := releasable(ctx)
	defer release()
	underWay.RLock()
	defer underWay.RUnlock()
	return with(ctx, request)
}

// releasedAtEnd passes a stream on, and releases the context of its request when the stream has ended.
func releasedAtEnd[T any](stream iter.Seq[T], release func()) iter.Seq[T] {
	return func(yield func(T) bool) {
		defer release()
		underWay.RLock()
		defer underWay.RUnlock()
		stream(yield)
	}
}

func (s releasing) ListResource(ctx context.Context, r *p.ListResourceRequest) (*p.ListResourceServerStream, error) {
	ctx, release := releasable(ctx)
	stream, err := s.framework.ListResource(ctx, r)
	if err != nil || stream == nil {
		release()
		return stream, err
	}
	stream.Results = releasedAtEnd(stream.Results, release)
	return stream, nil
}

func (s releasing) InvokeAction(ctx context.Context, r *p.InvokeActionRequest) (*p.InvokeActionServerStream, error) {
	ctx, release := releasable(ctx)
	stream, err := s.framework.InvokeAction(ctx, r)
	if err != nil || stream == nil {
		release()
		return stream, err
	}
	stream.Events = releasedAtEnd(stream.Events, release)
	return stream, nil
}

// The other streams are those of state stores, which this provider has none of. StopProvider passes as it is: it cancels the
// contexts below those of the requests under way.

func (s releasing) GetMetadata(ctx context.Context, r *p.GetMetadataRequest) (*p.GetMetadataResponse, error) {
	return answer(ctx, r, s.framework.GetMetadata)
}

func (s releasing) GetProviderSchema(ctx context.Context, r *p.GetProviderSchemaRequest) (*p.GetProviderSchemaResponse, error) {
	return answer(ctx, r, s.framework.GetProviderSchema)
}

func (s releasing) GetResourceIdentitySchemas(ctx context.Context, r *p.GetResourceIdentitySchemasRequest) (*p.GetResourceIdentitySchemasResponse, error) {
	return answer(ctx, r, s.framework.GetResourceIdentitySchemas)
}

func (s releasing) ValidateProviderConfig(ctx context.Context, r *p.ValidateProviderConfigRequest) (*p.ValidateProviderConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateProviderConfig)
}

func (s releasing) ConfigureProvider(ctx context.Context, r *p.ConfigureProviderRequest) (*p.ConfigureProviderResponse, error) {
	return answer(ctx, r, s.framework.ConfigureProvider)
}

func (s releasing) ValidateResourceConfig(ctx context.Context, r *p.ValidateResourceConfigRequest) (*p.ValidateResourceConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateResourceConfig)
}

func (s releasing) UpgradeResourceState(ctx context.Context, r *p.UpgradeResourceStateRequest) (*p.UpgradeResourceStateResponse, error) {
	return answer(ctx, r, s.framework.UpgradeResourceState)
}

func (s releasing) UpgradeResourceIdentity(ctx context.Context, r *p.UpgradeResourceIdentityRequest) (*p.UpgradeResourceIdentityResponse, error) {
	return answer(ctx, r, s.framework.UpgradeResourceIdentity)
}

func (s releasing) ReadResource(ctx context.Context, r *p.ReadResourceRequest) (*p.ReadResourceResponse, error) {
	return answer(ctx, r, s.framework.ReadResource)
}

func (s releasing) PlanResourceChange(ctx context.Context, r *p.PlanResourceChangeRequest) (*p.PlanResourceChangeResponse, error) {
	return answer(ctx, r, s.framework.PlanResourceChange)
}

func (s releasing) ApplyResourceChange(ctx context.Context, r *p.ApplyResourceChangeRequest) (*p.ApplyResourceChangeResponse, error) {
	return answer(ctx, r, s.framework.ApplyResourceChange)
}

func (s releasing) ImportResourceState(ctx context.Context, r *p.ImportResourceStateRequest) (*p.ImportResourceStateResponse, error) {
	return answer(ctx, r, s.framework.ImportResourceState)
}

func (s releasing) MoveResourceState(ctx context.Context, r *p.MoveResourceStateRequest) (*p.MoveResourceStateResponse, error) {
	return answer(ctx, r, s.framework.MoveResourceState)
}

func (s releasing) GenerateResourceConfig(ctx context.Context, r *p.GenerateResourceConfigRequest) (*p.GenerateResourceConfigResponse, error) {
	return answer(ctx, r, s.framework.GenerateResourceConfig)
}

func (s releasing) ValidateDataResourceConfig(ctx context.Context, r *p.ValidateDataResourceConfigRequest) (*p.ValidateDataResourceConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateDataResourceConfig)
}

func (s releasing) ReadDataSource(ctx context.Context, r *p.ReadDataSourceRequest) (*p.ReadDataSourceResponse, error) {
	return answer(ctx, r, s.framework.ReadDataSource)
}

func (s releasing) CallFunction(ctx context.Context, r *p.CallFunctionRequest) (*p.CallFunctionResponse, error) {
	return answer(ctx, r, s.framework.CallFunction)
}

func (s releasing) GetFunctions(ctx context.Context, r *p.GetFunctionsRequest) (*p.GetFunctionsResponse, error) {
	return answer(ctx, r, s.framework.GetFunctions)
}

func (s releasing) ValidateEphemeralResourceConfig(ctx context.Context, r *p.ValidateEphemeralResourceConfigRequest) (*p.ValidateEphemeralResourceConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateEphemeralResourceConfig)
}

func (s releasing) OpenEphemeralResource(ctx context.Context, r *p.OpenEphemeralResourceRequest) (*p.OpenEphemeralResourceResponse, error) {
	return answer(ctx, r, s.framework.OpenEphemeralResource)
}

func (s releasing) RenewEphemeralResource(ctx context.Context, r *p.RenewEphemeralResourceRequest) (*p.RenewEphemeralResourceResponse, error) {
	return answer(ctx, r, s.framework.RenewEphemeralResource)
}

func (s releasing) CloseEphemeralResource(ctx context.Context, r *p.CloseEphemeralResourceRequest) (*p.CloseEphemeralResourceResponse, error) {
	return answer(ctx, r, s.framework.CloseEphemeralResource)
}

func (s releasing) ValidateListResourceConfig(ctx context.Context, r *p.ValidateListResourceConfigRequest) (*p.ValidateListResourceConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateListResourceConfig)
}

func (s releasing) ValidateActionConfig(ctx context.Context, r *p.ValidateActionConfigRequest) (*p.ValidateActionConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateActionConfig)
}

func (s releasing) PlanAction(ctx context.Context, r *p.PlanActionRequest) (*p.PlanActionResponse, error) {
	return answer(ctx, r, s.framework.PlanAction)
}

func (s releasing) ValidateStateStoreConfig(ctx context.Context, r *p.ValidateStateStoreConfigRequest) (*p.ValidateStateStoreConfigResponse, error) {
	return answer(ctx, r, s.framework.ValidateStateStoreConfig)
}

func (s releasing) ConfigureStateStore(ctx context.Context, r *p.ConfigureStateStoreRequest) (*p.ConfigureStateStoreResponse, error) {
	return answer(ctx, r, s.framework.ConfigureStateStore)
}

func (s releasing) GetStates(ctx context.Context, r *p.GetStatesRequest) (*p.GetStatesResponse, error) {
	return answer(ctx, r, s.framework.GetStates)
}

func (s releasing) DeleteState(ctx context.Context, r *p.DeleteStateRequest) (*p.DeleteStateResponse, error) {
	return answer(ctx, r, s.framework.DeleteState)
}

func (s releasing) LockState(ctx context.Context, r *p.LockStateRequest) (*p.LockStateResponse, error) {
	return answer(ctx, r, s.framework.LockState)
}

func (s releasing) UnlockState(ctx context.Context, r *p.UnlockStateRequest) (*p.UnlockStateResponse, error) {
	return answer(ctx, r, s.framework.UnlockState)
}
