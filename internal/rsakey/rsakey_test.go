package rsakey_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
)

func pemOf(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

func newKey(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func pkcs8(t testing.TB, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestKeysSurviveTheDamageOfPasting(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	p1, p8 := pemOf("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), pemOf("PRIVATE KEY", pkcs8(t, key))
	for name, text := range map[string]string{
		"PKCS#1":               p1,
		"PKCS#8":               p8,
		"literal \\n":          strings.ReplaceAll(p8, "\n", `\n`),
		"literal \\r\\n":       strings.ReplaceAll(p1, "\n", `\r\n`),
		"doubly escaped":       strings.ReplaceAll(p8, "\n", `\\n`),
		"CRLF":                 strings.ReplaceAll(p8, "\n", "\r\n"),
		"flattened to spaces":  strings.ReplaceAll(p1, "\n", " "),
		"flattened to nothing": strings.ReplaceAll(p8, "\n", ""),
		"indented":             "   " + strings.ReplaceAll(p8, "\n", "\n    "),
		"quoted":               `"` + strings.ReplaceAll(p8, "\n", `\n`) + `"`,
		"bare base64, PKCS#1":  base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PrivateKey(key)),
		"bare base64, PKCS#8":  "\n" + base64.StdEncoding.EncodeToString(pkcs8(t, key)) + "\n",
	} {
		parsed, err := rsakey.ParsePrivate(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !parsed.Equal(key) || rsakey.Canonical(parsed) != rsakey.Canonical(key) {
			t.Errorf("%s became another key", name)
		}
	}
	if again, err := rsakey.ParsePrivate(rsakey.Canonical(key)); err != nil || !again.Equal(key) {
		t.Errorf("the canonical form does not read back: %v", err)
	}
}

func TestWhatIsNotAnRSAPrivateKeySaysWhatItIs(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sec1, err := x509.MarshalECPrivateKey(ec)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	good := pemOf("PRIVATE KEY", pkcs8(t, key))
	legacy := strings.Replace(pemOf("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), "KEY-----\n",
		"KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n", 1)
	for name, c := range map[string]struct{ text, says string }{
		"EC, PKCS#8":           {pemOf("PRIVATE KEY", pkcs8(t, ec)), "an EC key"},
		"EC, SEC1":             {pemOf("EC PRIVATE KEY", sec1), "an EC key"},
		"EC without armour":    {base64.StdEncoding.EncodeToString(sec1), "an EC key"},
		"Ed25519":              {pemOf("PRIVATE KEY", pkcs8(t, ed)), "an Ed25519 key"},
		"encrypted, PKCS#8":    {pemOf("ENCRYPTED PRIVATE KEY", []byte("x")), "an encrypted private key"},
		"encrypted, legacy":    {legacy, "an encrypted private key"},
		"public":               {pemOf("PUBLIC KEY", public), "a public key"},
		"public, PKCS#1":       {pemOf("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&key.PublicKey)), "a public key"},
		"public, bare":         {base64.StdEncoding.EncodeToString(public), "a public key"},
		"certificate":          {pemOf("CERTIFICATE", []byte("x")), "a certificate"},
		"OpenSSH":              {pemOf("OPENSSH PRIVATE KEY", []byte("x")), "an OpenSSH key"},
		"empty":                {" \n", "empty"},
		"prose":                {"the key is in the vault", "neither PEM nor base64"},
		"truncated":            {good[:len(good)/2], "missing or damaged"},
		"truncated in between": {pemOf("PRIVATE KEY", pkcs8(t, key)[:200]), "does not decode"},
	} {
		_, err := rsakey.ParsePrivate(c.text)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, expected %q", name, err, c.says)
		}
	}
}

func TestFingerprintIsOfTheSubjectPublicKeyInfo(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(spki)
	for _, text := range []string{pemOf("PUBLIC KEY", spki), pemOf("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&key.PublicKey)),
		pemOf("PRIVATE KEY", pkcs8(t, key)), base64.StdEncoding.EncodeToString(spki)} {
		public, err := rsakey.ParsePublic(text)
		if err != nil || rsakey.SHA256(public) != hex.EncodeToString(sum[:]) {
			t.Errorf("%.30s…: %v", text, err)
		}
	}
}

func FuzzParsePrivate(f *testing.F) {
	f.Add("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")
	f.Add(`-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`)
	f.Add("AAAA")
	f.Fuzz(func(t *testing.T, text string) {
		key, err := rsakey.ParsePrivate(text)
		if (key == nil) == (err == nil) {
			t.Error("neither a key nor an error, or both")
		}
		if err != nil && len(text) > 24 && strings.Contains(err.Error(), text) {
			t.Error("the error repeats its input")
		}
	})
}

func FuzzParsePublic(f *testing.F) {
	key := newKey(f)
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(pemOf("PUBLIC KEY", spki))
	f.Add(base64.StdEncoding.EncodeToString(spki))
	f.Add("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
	f.Fuzz(func(t *testing.T, text string) {
		public, err := rsakey.ParsePublic(text)
		if (public == nil) == (err == nil) {
			t.Fatal("neither a key nor an error, or both")
		}
		if err != nil {
			if len(text) > 24 && strings.Contains(err.Error(), text) {
				t.Error("the error repeats its input")
			}
			return
		}
		if len(rsakey.SHA256(public)) != 64 {
			t.Error("a key without a fingerprint")
		}
	})
}
