package servicestage

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// fate is what became of the callback in the configuration.
type fate int

const (
	// unsent is a callback that was not sent, or none.
	unsent fate = iota
	// done is one that was exchanged for a working authorization.
	done
	usedBefore
	refusedNow
	// lostNow is one whose answer was lost, while the list shows that nothing was made.
	lostNow
	// takenNow is one that was spent on a name that an authorization has.
	takenNow
	// unknownNow is one whose answer was lost and that no list settles.
	unknownNow
)

// fates say what a person must know before going through a browser step again.
var fates = map[fate]string{
	usedBefore: "The callback in the configuration was used before and is not sent again: a code is good for one use.\n\n",
	refusedNow: "The callback in the configuration was sent just now and refused. It will not be sent again: a code is good for one use.\n\n",
	lostNow: "The callback in the configuration was sent just now, but no usable answer came, and the list shows that nothing was made. It will " +
		"not be sent again: a code is good for one use.\n\n",
}

// fate is that of a callback for which nothing is to be sent.
func (c declaredCallback) fate() fate {
	if c.given {
		return usedBefore
	}
	return unsent
}

// exchange is what came of sending a callback, or of not sending one.
type exchange struct {
	became fate
	err    error
}

// send sends the callback once, and records the authorization that it is exchanged for.
func send(ctx context.Context, client *servicestageapi.Client, here place, m *oauthAuthorizationModel, callback declaredCallback) exchange {
	created, err := client.CreateOAuth(ctx, m.Name.ValueString(), m.RepoType.ValueString(), m.Tag.ValueString(), callback.Code, callback.State)
	failure, ok := errors.AsType[*servicestageapi.CreateError](err)
	switch {
	case err == nil:
		m.record(created, here)
		return exchange{became: done}
	case !ok || !failure.Sent:
		return exchange{unsent, err}
	case failure.Unsettled:
		return exchange{unknownNow, err}
	case failure.Existing != nil:
		return exchange{takenNow, err}
	case failure.Lost():
		return exchange{lostNow, err}
	}
	return exchange{refusedNow, err}
}

// sent reports whether the code may have reached the service.
func (e exchange) sent() bool { return e.became != unsent }

// record remembers that the code went out, and what is not settled by it.
func (e exchange) record(ctx context.Context, m *oauthAuthorizationModel, callback declaredCallback, private privateState, diags *diag.Diagnostics) {
	callback.spend(ctx, m, diags)
	setFlag(ctx, private, flagUnsettled, e.became == unknownNow, diags)
	setFlag(ctx, private, flagTaken, e.became == takenNow, diags)
}

// failure is the error of an exchange that went wrong; more are further paragraphs for a name that is taken.
func (e exchange) failure(name string, more ...string) (diags diag.Diagnostics) {
	failure, _ := errors.AsType[*servicestageapi.CreateError](e.err)
	switch {
	case e.err == nil:
		return nil
	case e.became == unknownNow:
		diags.Append(notKnown(name, e.err, diag.NewErrorDiagnostic))
		return diags
	case failure == nil || failure.Existing == nil:
		more = nil
	}
	if !e.sent() {
		more = append(more, "The callback did not reach the service. It is unused, and the next apply sends it.")
	}
	diags.Append(failed(name, e.err, more...))
	return diags
}

// notKnown says that an exchange may have made an authorization, as a warning or an error.
func notKnown[D diag.Diagnostic](name string, err error, severity func(summary, detail string) D) diag.Diagnostic {
	return severity("It is not known whether ServiceStage authorization "+name+" was created", catalogue.Detail(err)+"\n\nThe callback was sent and "+
		"will not be sent again. The next plan looks the authorization up. Do not go through another browser step before.")
}

// invite gets an address for the browser step and says how to go on, where a browser step is what is needed.
func (e exchange) invite(ctx context.Context, client *servicestageapi.Client, m *oauthAuthorizationModel, diags *diag.Diagnostics) {
	switch {
	case e.became == takenNow, e.became == unknownNow:
		if m.AuthorizeURL.IsUnknown() {
			m.AuthorizeURL = types.StringNull()
		}
		return
	case m.waits():
		fresh := offerAddress(ctx, client, m, diags)
		diags.Append(waiting(m, e.became, fresh))
		return
	}
	m.AuthorizeURL = types.StringNull()
}
