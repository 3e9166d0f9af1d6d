package agcroom

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
)

// serviceAccount is a service account of the team. Its private key is never kept.
type serviceAccount struct {
	standing
	// id is the sub_account of its key file.
	id, name string
	keyID    string
	key      *rsa.PublicKey
}

// keyFile is the JSON file the console lets a person download once.
type keyFile struct {
	ProjectID     string `json:"project_id"`
	KeyID         string `json:"key_id"`
	PrivateKey    string `json:"private_key"`
	SubAccount    string `json:"sub_account"`
	AuthURI       string `json:"auth_uri"`
	TokenURI      string `json:"token_uri"`
	AuthCertURI   string `json:"auth_provider_cert_uri"`
	ClientCertURI string `json:"client_cert_uri"`
}

func (a *serviceAccount) keyFile(privateKey string) keyFile {
	const base = "https://oauth-login.cloud.huawei.com/oauth2/v3/"
	return keyFile{
		ProjectID: a.project, KeyID: a.keyID, PrivateKey: privateKey, SubAccount: a.id,
		AuthURI: base + "authorize", TokenURI: base + "token", AuthCertURI: base + "certs",
		ClientCertURI: base + "x509?client_id=",
	}
}

// parsePublicKey reads an RSA public key from PKIX PEM. Its errors never quote the input.
func parsePublicKey(text string) (*rsa.PublicKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "PUBLIC KEY" {
		return nil, errors.New(`it is not a "PUBLIC KEY" in PEM`)
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	public, ok := key.(*rsa.PublicKey)
	if !ok {
		return nil, errors.New("it is not an RSA key")
	}
	return public, nil
}

// generateKey makes a key pair and the private half in PKCS#8 PEM, as key files hold it.
func generateKey() (*rsa.PublicKey, string, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, "", err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, "", err
	}
	return &key.PublicKey, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), nil
}
