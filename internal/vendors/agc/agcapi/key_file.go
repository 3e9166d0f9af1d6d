package agcapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Kinds of credential that the console offers as a JSON file.
const (
	KindAPIClient      = "api_client"
	KindServiceAccount = "service_account"
)

// Levels of a credential. Only one of the team may use the Publishing API; the console calls it "N/A" for an API client's
// project, and "developer level" for a service account.
const (
	LevelTeam    = "team"
	LevelProject = "project"
)

// KeyFile is a credential as the console offers it for download: an API client ("agc-apiclient-….json") or a service account
// ("…private.json"). What a file does not hold is empty.
type KeyFile struct {
	// Kind and Level are of the constants above.
	Kind, Level string
	// ProjectID is empty for a credential of the team.
	ProjectID string
	// ClientID, ClientSecret, DeveloperID and Region belong to an API client.
	ClientID, ClientSecret, DeveloperID, Region string
	// SubAccount, KeyID and PrivateKey (PEM) belong to a service account.
	SubAccount, KeyID, PrivateKey string
}

// keyFileJSON is both kinds of file; ids may be numbers where somebody wrote the file by hand.
type keyFileJSON struct {
	Type         vendorhttp.Verbatim `json:"type"`
	DeveloperID  vendorhttp.Verbatim `json:"developer_id"`
	ClientID     vendorhttp.Verbatim `json:"client_id"`
	ClientSecret vendorhttp.Verbatim `json:"client_secret"`
	Region       vendorhttp.Verbatim `json:"region"`
	ProjectID    vendorhttp.Verbatim `json:"project_id"`
	KeyID        vendorhttp.Verbatim `json:"key_id"`
	PrivateKey   vendorhttp.Verbatim `json:"private_key"`
	SubAccount   vendorhttp.Verbatim `json:"sub_account"`
	// AppServices is only in agconnect-services.json, the file inside an app, which people take for a credential.
	AppServices json.RawMessage `json:"agcgw"`
}

// projectClientType is the type of an API client made for a project; the other is "team_client_id".
const projectClientType = "project_client_id"

// ParseKeyFile reads a credential file. Its errors complete "key_wo: " and repeat nothing of the file.
func ParseKeyFile(text string) (KeyFile, error) {
	var raw keyFileJSON
	text, err := pasted.File(text)
	if err != nil {
		return KeyFile{}, err
	}
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &raw) != nil {
		return KeyFile{}, errors.New("it is not the JSON file that the console offers for download; pass the file's whole content, " +
			"such as file(\"private.json\")")
	}
	file := KeyFile{
		Level: LevelTeam, ProjectID: raw.ProjectID.String(),
		ClientID: raw.ClientID.String(), ClientSecret: raw.ClientSecret.String(),
		DeveloperID: raw.DeveloperID.String(), Region: raw.Region.String(),
		SubAccount: raw.SubAccount.String(), KeyID: raw.KeyID.String(), PrivateKey: raw.PrivateKey.String(),
	}
	if file.ProjectID != "" || raw.Type == projectClientType {
		file.Level = LevelProject
	}
	switch {
	case raw.AppServices != nil:
		return KeyFile{}, errors.New("it is agconnect-services.json, which belongs into an app; a credential comes from " +
			"Users and permissions > API key > Connect API, or > Service account")
	case file.PrivateKey != "":
		file.Kind = KindServiceAccount
		return file, missing([2]string{"sub_account", file.SubAccount}, [2]string{"key_id", file.KeyID})
	case file.ClientID+file.ClientSecret != "":
		file.Kind = KindAPIClient
		return file, missing([2]string{"client_id", file.ClientID}, [2]string{"client_secret", file.ClientSecret})
	}
	return KeyFile{}, errors.New("it holds neither an API client (client_id, client_secret) nor a service account (sub_account, key_id, private_key)")
}

// missing reports the first field, given as name and value, that has no value.
func missing(fields ...[2]string) error {
	for _, field := range fields {
		if field[1] == "" {
			return fmt.Errorf("it has no %s; part of the file is missing", field[0])
		}
	}
	return nil
}

// ParseServiceAccount reads a service account's key file, of either level.
func ParseServiceAccount(text string) (ServiceAccount, error) {
	file, err := ParseKeyFile(text)
	if err != nil {
		return ServiceAccount{}, err
	}
	if file.Kind != KindServiceAccount {
		return ServiceAccount{}, errors.New("it is an API client's file; a service account's has sub_account, key_id and private_key")
	}
	key, err := rsakey.ParsePrivate(file.PrivateKey)
	if err != nil {
		return ServiceAccount{}, fmt.Errorf("its private_key is not usable: %w", err)
	}
	for _, id := range []*string{&file.SubAccount, &file.KeyID} {
		if *id, err = pasted.Line(*id); err != nil {
			return ServiceAccount{}, fmt.Errorf("its sub_account or key_id is not usable: %w", err)
		}
	}
	return ServiceAccount{SubAccount: file.SubAccount, KeyID: file.KeyID, ProjectID: file.ProjectID, Key: key}, nil
}

// Canonical returns the key file in one form whatever form it came in, which ParseServiceAccount reads again. It is as secret
// as the file.
func (s ServiceAccount) Canonical() string {
	text, _ := json.Marshal(map[string]string{ // a map of strings always encodes
		"sub_account": s.SubAccount, "key_id": s.KeyID, "project_id": s.ProjectID, "private_key": rsakey.Canonical(s.Key),
	})
	return string(text)
}
