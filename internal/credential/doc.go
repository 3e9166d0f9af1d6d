// Package credential is what all adopted credentials share: a person made them in a vendor's console, and Terraform declares,
// verifies and watches them. It holds the three statuses, the write-only secret with its version, and the one Lifecycle
// (plan, create, read, update, delete) that every vendor's credential runs through.
//
// Use it for a resource that declares a credential which the vendor's API cannot create. A resource whose object the API
// creates and deletes (a token, an authorization) takes only [Remember], [Recall] and [NextVersion] from here.
//
// A kind of credential embeds the lifecycle and implements [Adopted], and [Derived] where computed attributes follow from
// the secret:
//
//	type accountResource struct {
//		object.Resource[*Config]
//		credential.Lifecycle[accountModel, *rsa.PrivateKey]
//	}
//
//	func NewAccountResource() resource.Resource {
//		r := &accountResource{}
//		r.Adopt(r)
//		return r
//	}
//
//	func (r *accountResource) Verify(ctx context.Context, m *accountModel, key *rsa.PrivateKey) (credential.Finding[accountModel], error) {
//		client, err := r.Config.client()
//		if err != nil {
//			return credential.Finding[accountModel]{}, err
//		}
//		return credential.Conclude[accountModel](client.Ask(ctx, m.ID.ValueString(), key))
//	}
package credential
