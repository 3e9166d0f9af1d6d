// Package rsakey reads RSA keys as people paste them: PEM with its line breaks, with literal "\n", flattened into one
// line, with CRLF, in quotes, the base64 of the whole file, or the bare base64 without its armour. No error of this package contains a part of a key.
package rsakey

import (
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
)

var (
	escapedBreak = regexp.MustCompile(`\\+[rn]`)
	armour       = regexp.MustCompile(`(?s)-----\s*BEGIN ([A-Z0-9 ]+?)\s*-----(.*?)-----\s*END ([A-Z0-9 ]+?)\s*-----`)
)

// refusals explain the PEM labels people paste by mistake.
var refusals = map[string]string{
	"ENCRYPTED PRIVATE KEY": "it is an encrypted private key; the vendor issues unencrypted ones, decrypt it first (openssl pkcs8 -in key.pem)",
	"EC PRIVATE KEY":        "it is an EC key; an RSA key is needed",
	"EC PARAMETERS":         "it is an EC key; an RSA key is needed",
	"DSA PRIVATE KEY":       "it is a DSA key; an RSA key is needed",
	"OPENSSH PRIVATE KEY":   "it is an OpenSSH key; an RSA key in PEM form is needed",
	"CERTIFICATE":           "it is a certificate; the private key is needed",
	"CERTIFICATE REQUEST":   "it is a certificate request; the private key is needed",
}

const publicInstead = "it is a public key; the private key is needed"

// ParsePrivate reads an unencrypted RSA private key, PKCS#1 or PKCS#8.
func ParsePrivate(text string) (*rsa.PrivateKey, error) {
	label, der, err := decode(text)
	if err != nil {
		return nil, err
	}
	if label == "PUBLIC KEY" || label == "RSA PUBLIC KEY" {
		return nil, errors.New(publicInstead)
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	if parsed, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		key, ok := parsed.(*rsa.PrivateKey)
		if !ok {
			return nil, fmt.Errorf("it is %s; an RSA key is needed", algorithmName(parsed))
		}
		return key, nil
	}
	if _, err := x509.ParseECPrivateKey(der); err == nil {
		return nil, errors.New(refusals["EC PRIVATE KEY"])
	}
	if _, err := parsePublicDER(der); err == nil {
		return nil, errors.New(publicInstead)
	}
	return nil, errors.New("it is not an RSA private key: its content does not decode (truncated when it was copied?)")
}

// ParsePublic reads the public half of an RSA key, given as a private key or as a public key (PKIX or PKCS#1).
func ParsePublic(text string) (*rsa.PublicKey, error) {
	label, der, err := decode(text)
	if err != nil {
		return nil, err
	}
	key, publicErr := parsePublicDER(der)
	if publicErr == nil {
		return key, nil
	}
	if label == "PUBLIC KEY" || label == "RSA PUBLIC KEY" {
		return nil, publicErr
	}
	private, err := ParsePrivate(text)
	if err != nil {
		return nil, err
	}
	return &private.PublicKey, nil
}

// SHA256 returns the hex SHA-256 of the key's SubjectPublicKeyInfo, the stable name of a key that keeps no secret.
func SHA256(key *rsa.PublicKey) string {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil { // cannot happen: an *rsa.PublicKey always has a PKIX form
		panic(err)
	}
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}

// Canonical returns the key in one form whatever form it came in, so that two spellings of a key compare equal:
// base64 of its PKCS#1 encoding, which ParsePrivate reads again. The result is as secret as the key.
func Canonical(key *rsa.PrivateKey) string {
	return base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PrivateKey(key))
}

func decode(text string) (label string, der []byte, err error) {
	if text, err = pasted.File(text); err != nil {
		return "", nil, err
	}
	text = escapedBreak.ReplaceAllString(text, "\n")
	body := text
	blocks := armour.FindAllStringSubmatch(text, -1)
	switch {
	case len(blocks) > 0:
		label, body = blocks[0][1], blocks[0][2]
		if blocks[0][3] != label {
			return "", nil, errors.New("its BEGIN and END lines name different things; part of it is missing")
		}
	case strings.Contains(text, "-----"):
		return "", nil, errors.New("its BEGIN or END line is missing or damaged; paste the whole file")
	}
	if refusal, ok := refusals[label]; ok {
		return "", nil, errors.New(refusal)
	}
	if strings.Contains(body, "ENCRYPTED") {
		return "", nil, errors.New(refusals["ENCRYPTED PRIVATE KEY"])
	}
	body = strings.Join(strings.Fields(body), "")
	if body == "" {
		return "", nil, errors.New("it is empty")
	}
	der, err = base64.StdEncoding.DecodeString(body)
	if err != nil {
		return "", nil, errors.New("it is neither PEM nor base64; paste the key file as it was downloaded")
	}
	return label, der, nil
}

func parsePublicDER(der []byte) (*rsa.PublicKey, error) {
	if parsed, err := x509.ParsePKIXPublicKey(der); err == nil {
		key, ok := parsed.(*rsa.PublicKey)
		if !ok {
			return nil, fmt.Errorf("it is %s; an RSA key is needed", algorithmName(parsed))
		}
		return key, nil
	}
	key, err := x509.ParsePKCS1PublicKey(der)
	if err != nil {
		return nil, errors.New("it is not an RSA public key")
	}
	return key, nil
}

// algorithmName names a parsed key's algorithm with its article.
func algorithmName(key any) string {
	switch name := fmt.Sprintf("%T", key); {
	case strings.HasPrefix(name, "*ecdsa"):
		return "an EC key"
	case strings.HasPrefix(name, "ed25519"):
		return "an Ed25519 key"
	}
	return "a key of another algorithm"
}
