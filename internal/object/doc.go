// Package object is what every Terraform object of a vendor is made from.
//
//   - A vendor is one [Vendor] value: its part of the provider block and the list of its objects.
//   - An object embeds [Resource], [DataSource], [Ephemeral] or [Action] with its vendor's configuration type and finds that
//     configuration in the field Config. A list resource embeds Resource, as the resource that it lists does.
//   - An ephemeral resource that makes something at the vendor hands it out and ends it with [Held].
//   - A data source that validates a token embeds [Verdict] in its model.
//   - A resource that a person makes in the vendor's console embeds credential.Lifecycle as well.
//
// A data source that validates a token, for example:
//
//	type tokenValidationDataSource struct{ object.DataSource[*Config] }
//
//	type tokenValidationModel struct {
//		AccessToken types.String `tfsdk:"access_token"`
//		object.Verdict
//	}
//
//	func (d *tokenValidationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
//		var m tokenValidationModel
//		resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
//		if resp.Diagnostics.HasError() {
//			return
//		}
//		answer := d.Config.check(ctx, m.AccessToken)
//		if !m.Conclude(answer) {
//			resp.Diagnostics.Append(catalogue.Error("Could not validate the access token", answer))
//			return
//		}
//		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
//	}
package object
