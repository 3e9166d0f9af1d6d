package credential

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// privateKey is where the fingerprint lives in a resource's private state.
const privateKey = "secret_fingerprint"

// Strength says how guessable a secret is, and so how its fingerprint must be made.
type Strength int

const (
	// Random secrets were made by a machine: a salted HMAC-SHA-256 tells them apart and gives nothing to guess from.
	Random Strength = iota
	// Guessable secrets were made up by a person: scrypt makes each guess against the private state expensive.
	Guessable
)

// fingerprint tells whether a secret is the one last verified, without holding it. Threat model: private state is stored
// beside the state and readable by whoever reads that. The salt, of this resource alone, keeps fingerprints from
// being compared across resources or looked up in a table.
type fingerprint struct {
	Scheme string `json:"scheme"`
	Salt   []byte `json:"salt"`
	Sum    []byte `json:"sum"`
}

var schemes = map[Strength]string{Random: "hmac-sha256", Guessable: "scrypt-15-8-1"}

func newFingerprint(strength Strength, secret string) (fingerprint, error) {
	f := fingerprint{Scheme: schemes[strength], Salt: make([]byte, 32)}
	_, _ = rand.Read(f.Salt) // never fails
	sum, err := f.sum(secret)
	f.Sum = sum
	return f, err
}

func (f fingerprint) sum(secret string) ([]byte, error) {
	switch f.Scheme {
	case schemes[Random]:
		mac := hmac.New(sha256.New, f.Salt)
		mac.Write([]byte(secret))
		return mac.Sum(nil), nil
	case schemes[Guessable]:
		return scrypted.sum(secret, f.Salt)
	}
	return nil, fmt.Errorf("unknown fingerprint scheme %q", f.Scheme)
}

// matches reports whether secret is the one the fingerprint was made of. An unknown scheme matches nothing, so that a
// newer provider's state leads to one more verification and to no error.
func (f fingerprint) matches(secret string) bool {
	sum, err := f.sum(secret)
	return err == nil && hmac.Equal(sum, f.Sum)
}

// PrivateReader is the framework's private state, whose type is not exported, for reading.
type PrivateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// PrivateWriter is the same for writing.
type PrivateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Remember stores the fingerprint of a verified secret; nil forgets it.
func Remember(ctx context.Context, private PrivateWriter, strength Strength, secret *string) diag.Diagnostics {
	var diags diag.Diagnostics
	var f *fingerprint
	if secret != nil {
		made, err := newFingerprint(strength, *secret)
		if err != nil {
			diags.AddError("Provider bug", "The secret's fingerprint could not be made: "+err.Error())
			return diags
		}
		f = &made
	}
	encoded, err := json.Marshal(f)
	if err != nil {
		diags.AddError("Provider bug", "The secret's fingerprint could not be stored: "+err.Error())
		return diags
	}
	return private.SetKey(ctx, privateKey, encoded)
}

// Remembered tells what is known of the last verified secret.
type Remembered struct{ fingerprint *fingerprint }

// Recall reads the fingerprint; a resource that has none recalls nothing.
func Recall(ctx context.Context, private PrivateReader) (Remembered, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, privateKey)
	var f *fingerprint
	if len(encoded) > 0 {
		if err := json.Unmarshal(encoded, &f); err != nil {
			diags.AddError("Unreadable private state", "The secret's fingerprint is not what this provider writes: "+err.Error())
		}
	}
	return Remembered{f}, diags
}

// Any reports whether a fingerprint is remembered at all.
func (r Remembered) Any() bool { return r.fingerprint != nil }

// Is reports whether secret is the remembered one.
func (r Remembered) Is(secret string) bool {
	return r.fingerprint != nil && r.fingerprint.matches(secret)
}

// Fingerprint returns the fingerprint of a secret as text, for an attribute. Private state is the better place, but
// Terraform does not hand it on when it replaces a tainted object.
func Fingerprint(strength Strength, secret string) (string, error) {
	f, err := newFingerprint(strength, secret)
	return strings.Join([]string{f.Scheme, text.EncodeToString(f.Salt), text.EncodeToString(f.Sum)}, ":"), err
}

// HasFingerprint reports whether secret is the one that a text of [Fingerprint] was made of. A text of another form fits
// nothing.
func HasFingerprint(fingerprinted, secret string) bool {
	parts := strings.Split(fingerprinted, ":")
	if len(parts) != 3 {
		return false
	}
	salt, err := text.DecodeString(parts[1])
	if err != nil {
		return false
	}
	sum, err := text.DecodeString(parts[2])
	return err == nil && fingerprint{Scheme: parts[0], Salt: salt, Sum: sum}.matches(secret)
}

var text = base64.RawURLEncoding
