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

// fingerprintKey is where the fingerprint lives in a resource's private state. It is short, as the names of the schemes are, because
// of the state's size; see fingerprintSize.
const fingerprintKey = "hash"

// Strength says how guessable a secret is, and so how its fingerprint must be made.
type Strength int

const (
	// Random secrets were made by a machine: a salted HMAC-SHA-256 tells them apart and gives nothing to guess from.
	Random Strength = iota
	// Guessable secrets were made up by a person: scrypt makes each guess against the private state expensive.
	Guessable
)

// schemes are the names of the ways in which fingerprints are made.
var schemes = map[Strength]string{Random: "hmac", Guessable: "scrypt-15-8-1"}

// fingerprintSize is the number of bytes of the salt and of the sum that are kept. 128 bits of each are as good as 256 here, and the
// size counts: Terraform writes the whole state for each object that an apply changes.
const fingerprintSize = 16

// Fingerprint returns a text that tells whether a secret is this one, without holding it: "scheme:salt:sum". Threat model:
// private state is stored beside the state and readable by whoever reads that. The salt, of this fingerprint alone, keeps
// fingerprints from being compared with each other or looked up in a table.
func Fingerprint(strength Strength, secret string) (string, error) {
	salt := make([]byte, fingerprintSize)
	_, _ = rand.Read(salt) // never fails
	sum, err := sumOf(schemes[strength], secret, salt)
	if err != nil {
		return "", err
	}
	return strings.Join([]string{schemes[strength], base64Text.EncodeToString(salt), base64Text.EncodeToString(sum[:fingerprintSize])}, ":"), nil
}

// HasFingerprint reports whether secret is the one that a text of [Fingerprint] was made of. A text of another form or scheme
// fits nothing, so that a newer provider's state leads to one more verification and to no error.
func HasFingerprint(fingerprint, secret string) bool {
	parts := strings.Split(fingerprint, ":")
	if len(parts) != 3 {
		return false
	}
	salt, err := base64Text.DecodeString(parts[1])
	if err != nil {
		return false
	}
	known, err := base64Text.DecodeString(parts[2])
	if err != nil {
		return false
	}
	sum, err := sumOf(parts[0], secret, salt)
	return err == nil && len(known) == fingerprintSize && hmac.Equal(sum[:fingerprintSize], known)
}

var base64Text = base64.RawURLEncoding

func sumOf(scheme, secret string, salt []byte) ([]byte, error) {
	switch scheme {
	case schemes[Random]:
		mac := hmac.New(sha256.New, salt)
		mac.Write([]byte(secret))
		return mac.Sum(nil), nil
	case schemes[Guessable]:
		return scrypted.sum(secret, salt)
	}
	return nil, fmt.Errorf("unknown fingerprint scheme %q", scheme)
}

// PrivateReader is the framework's private state, whose type is not exported, for reading.
type PrivateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// PrivateWriter is the same for writing.
type PrivateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Remember stores the fingerprint of a verified secret; nil forgets it. It is stored as it is, and not as an object of JSON,
// for the sake of its size.
func Remember(ctx context.Context, private PrivateWriter, strength Strength, secret *string) diag.Diagnostics {
	var diags diag.Diagnostics
	var fingerprint *string
	if secret != nil {
		made, err := Fingerprint(strength, *secret)
		if err != nil {
			diags.AddError("Provider bug", "The secret's fingerprint could not be made: "+err.Error())
			return diags
		}
		fingerprint = &made
	}
	encoded, _ := json.Marshal(fingerprint) // a string always encodes
	return private.SetKey(ctx, fingerprintKey, encoded)
}

// Remembered tells what is known of the last verified secret.
type Remembered struct {
	any         bool
	fingerprint string
}

// Recall reads the fingerprint; a resource that has none recalls nothing. What is no fingerprint fits no secret.
func Recall(ctx context.Context, private PrivateReader) (Remembered, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, fingerprintKey)
	if len(encoded) == 0 || string(encoded) == "null" {
		return Remembered{}, diags
	}
	r := Remembered{any: true}
	_ = json.Unmarshal(encoded, &r.fingerprint) // else it stays empty
	return r, diags
}

// Any reports whether a fingerprint is remembered at all.
func (r Remembered) Any() bool { return r.any }

// Is reports whether secret is the remembered one.
func (r Remembered) Is(secret string) bool { return r.any && HasFingerprint(r.fingerprint, secret) }
