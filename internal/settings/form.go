package settings

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Form reads a value as people write it and returns it as it is sent: without what copying adds, in the vendor's spelling. Its
// error completes "client_id: " and repeats nothing of the value. With a Doubt as its error the value is used all the same.
type Form func(text string) (string, error)

// OneLine is the form of an opaque value of one line: an id, a name, a secret, a token.
var OneLine Form = pasted.Line

// Endpoint is the form of every endpoint.
var Endpoint Form = func(text string) (string, error) {
	text = strings.TrimSpace(text)
	_, err := vendorhttp.ParseEndpoint(text)
	return text, err
}

// Check makes a form of a check: the value is used as it was written, without whitespace around it.
func Check(check func(string) error) Form {
	return func(text string) (string, error) {
		text = strings.TrimSpace(text)
		return text, check(text)
	}
}

// Read returns an argument as it is sent. A value that the form refuses has met the argument's validator already and is
// returned without the whitespace around it; null and unknown are empty.
func (f Form) Read(argument types.String) string {
	text := strings.TrimSpace(argument.ValueString())
	if f == nil || text == "" {
		return text
	}
	if read, err := f(text); err == nil || IsDoubt(err) {
		return read
	}
	return text
}

// Value is Read as a Terraform value; null and unknown stay.
func (f Form) Value(argument types.String) types.String {
	if !HasValue(argument) {
		return argument
	}
	return types.StringValue(f.Read(argument))
}

// Validator refuses, at plan, what the form refuses, and warns of a Doubt.
func (f Form) Validator() validator.String {
	return Validator(func(text string) error {
		if f == nil {
			return nil
		}
		_, err := f(text)
		return err
	})
}

// Strings are the validators of an argument of this form.
func (f Form) Strings() []validator.String { return []validator.String{f.Validator()} }

// SecretStrings are the validators of a write-only secret. An empty one passes: an object in state is destroyed without its
// secret, and whoever needs the secret says that it is empty.
func (f Form) SecretStrings() []validator.String {
	return []validator.String{Validator(func(text string) error {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		_, err := f(text)
		return err
	})}
}

// LooksLike refuses a value that has exactly the form of another one, such as a secret in the place of an id.
func LooksLike(what string) error {
	return fmt.Errorf("it looks like %s; the two may be swapped, or the wrong one was copied", what)
}

// Doubt is a form's error about a value that looks wrong and may be right: it becomes a warning, and the value is used.
type Doubt string

func (d Doubt) Error() string { return string(d) }

// IsDoubt reports whether an error of a form is a Doubt, so that the value may be used.
func IsDoubt(err error) bool {
	_, ok := errors.AsType[Doubt](err)
	return ok
}
