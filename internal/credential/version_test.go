package credential_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// private stands for a resource's private state.
type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

func remembered(t *testing.T, strength credential.Strength, secret *string) (credential.Remembered, private) {
	t.Helper()
	p := private{}
	if diags := credential.Remember(t.Context(), p, strength, secret); diags.HasError() {
		t.Fatal(diags)
	}
	last, diags := credential.Recall(t.Context(), p)
	if diags.HasError() {
		t.Fatal(diags)
	}
	return last, p
}

func TestVersionCountsOnlyWhatTheUserDoesNot(t *testing.T) {
	t.Parallel()
	secret := "the secret"
	last, _ := remembered(t, credential.Random, &secret)
	null, unknown := types.Int64Null(), types.Int64Unknown()
	same, other := types.StringValue(secret), types.StringValue("another")
	for name, c := range map[string]struct {
		configured types.Int64
		secret     types.String
		prior      types.Int64
		last       credential.Remembered
		want       types.Int64
	}{
		"first secret":                     {null, same, null, credential.Remembered{}, types.Int64Value(1)},
		"same secret":                      {null, same, types.Int64Value(3), last, types.Int64Value(3)},
		"another secret":                   {null, other, types.Int64Value(3), last, types.Int64Value(4)},
		"nothing remembered":               {null, same, types.Int64Value(3), credential.Remembered{}, types.Int64Value(4)},
		"after an import":                  {null, same, null, last, types.Int64Value(1)},
		"secret unknown at plan":           {null, types.StringUnknown(), types.Int64Value(3), last, unknown},
		"no secret":                        {null, types.StringNull(), types.Int64Value(3), last, null},
		"the user's own":                   {types.Int64Value(7), other, types.Int64Value(3), last, types.Int64Value(7)},
		"the user's own, without a secret": {types.Int64Value(7), types.StringNull(), null, last, types.Int64Value(7)},
		"the user's own, not known yet":    {unknown, other, types.Int64Value(3), last, unknown},
	} {
		if got := credential.NextVersion(c.configured, c.secret, c.prior, c.last); !got.Equal(c.want) {
			t.Errorf("%s: version %s, expected %s", name, got, c.want)
		}
	}
}

func TestFingerprintTellsSecretsApartAndKeepsNone(t *testing.T) {
	t.Parallel()
	for _, strength := range []credential.Strength{credential.Random, credential.Guessable} {
		secret := "correct horse battery staple"
		last, p := remembered(t, strength, &secret)
		if !last.Is(secret) || last.Is("another") || last.Is("") || !last.Any() {
			t.Errorf("strength %d: the fingerprint does not tell", strength)
		}
		_, again := remembered(t, strength, &secret)
		for key := range p {
			if bytes.Contains(p[key], []byte(secret)) {
				t.Errorf("strength %d: private state holds the secret", strength)
			}
			if bytes.Equal(p[key], again[key]) {
				t.Errorf("strength %d: two fingerprints of one secret are equal; the salt is missing", strength)
			}
		}
	}
	forgotten, _ := remembered(t, credential.Random, nil)
	if forgotten.Any() || forgotten.Is("") {
		t.Error("a forgotten secret is remembered")
	}
	for _, future := range []string{`"argon2:AA:AA"`, `{"scheme":"argon2"}`} {
		if last, diags := credential.Recall(t.Context(), private{"hash": []byte(future)}); diags.HasError() || !last.Any() || last.Is("x") {
			t.Errorf("%s of a newer provider: %v", future, diags)
		}
	}
}

func TestOnlyARefusalOfTheCredentialSettlesItsStatus(t *testing.T) {
	t.Parallel()
	for kind, want := range map[vendorhttp.Kind]credential.Status{
		vendorhttp.KindRejected: credential.Rejected, vendorhttp.KindDenied: credential.Denied,
		vendorhttp.KindUnexpected: "", vendorhttp.KindNotFound: "", vendorhttp.KindConflict: "",
		vendorhttp.KindThrottled: "", vendorhttp.KindUnavailable: "", vendorhttp.KindMalformed: "",
	} {
		status, settled := credential.Judge(&vendorhttp.Error{Kind: kind})
		if status != want || settled != (want != "") {
			t.Errorf("%s: %q, %v", kind, status, settled)
		}
	}
	if status, settled := credential.Judge(nil); status != credential.Active || !settled {
		t.Errorf("success: %q, %v", status, settled)
	}
	if status, settled := credential.Judge(context.Canceled); settled {
		t.Errorf("an interruption: %q", status)
	}
}
