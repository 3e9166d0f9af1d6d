package agcroom

import "crypto/rsa"

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
