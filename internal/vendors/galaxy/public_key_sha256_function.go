package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
)

type publicKeySHA256Function struct{}

var _ function.Function = publicKeySHA256Function{}

// newPublicKeySHA256Function returns provider::storeauth::public_key_sha256.
func newPublicKeySHA256Function() function.Function { return publicKeySHA256Function{} }

func (publicKeySHA256Function) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "public_key_sha256"
}

func (publicKeySHA256Function) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "SHA-256 of an RSA public key",
		MarkdownDescription: "Returns the hex SHA-256 of the key's SubjectPublicKeyInfo, as `storeauth_galaxy_service_account` shows it in " +
			"`public_key_sha256`. Takes an RSA private or public key: PEM, with real or literal line breaks, or bare base64.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "pem", MarkdownDescription: "RSA private or public key."},
		},
		Return: function.StringReturn{},
	}
}

func (publicKeySHA256Function) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var pem string
	if resp.Error = req.Arguments.Get(ctx, &pem); resp.Error != nil {
		return
	}
	key, err := rsakey.ParsePublic(pem)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, "pem: "+err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, rsakey.SHA256(key))
}
