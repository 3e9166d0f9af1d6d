// Package agcprobe is the probes of Huawei AppGallery Connect.
package agcprobe

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const (
	connect = "/agc"

	idVariable     = "AGC_CLIENT_ID"
	secretVariable = "AGC_CLIENT_SECRET" //nolint:gosec // a name
	keyVariable    = "AGC_SERVICE_ACCOUNT_KEY"

	tokenLine = "POST /api/oauth2/v1/token" //nolint:gosec // an address
	made      = "anything: ids, keys and tokens are made up"
	refused   = "anything: the request is refused"
	reads     = "anything: it is a read"

	// strangeApp is an app id that is, if anything, another team's.
	strangeApp = "100000001"
)

var sites = map[string]string{
	"": "connect-api", "china": "connect-api", "europe": "connect-api-dre", "singapore": "connect-api-dra", "russia": "connect-api-drru",
}

// Suite is AppGallery Connect's.
func Suite() probe.Suite {
	return probe.Suite{
		Vendor: "agc",
		Notes: "Set " + idVariable + " and " + secretVariable + " of an API client of the team for the level read, or " + keyVariable + ".\n" +
			"Nobody can revoke a token of an API client: those that are obtained live for 48 hours. The probes share them.",
		Endpoints: func(env probe.Environment) (map[string]*url.URL, error) {
			site, known := sites[strings.ToLower(env("AGC_SITE"))]
			if !known {
				return nil, fmt.Errorf("AGC_SITE is not one of %v", slices.Sorted(maps.Keys(sites))[1:])
			}
			u, err := probe.Endpoint(env, "AGC_ENDPOINT", connect, "https://"+site+".cloud.huawei.com")
			return map[string]*url.URL{connect: u}, err
		},
		Missing: func(env probe.Environment) string {
			if needsClient(env) == "" || needsAccount(env) == "" {
				return ""
			}
			return "set " + idVariable + " and " + secretVariable + ", or " + keyVariable
		},
		Known: func(env probe.Environment) map[string]string {
			account, _ := readAccount(env)
			return map[string]string{
				"client_id": env(idVariable), "client_secret": env(secretVariable), "key_file": env(keyVariable),
				"sub_account": account.SubAccount, "key_id": account.KeyID, "private_key": account.PrivateKey, "project_id": account.ProjectID,
			}
		},
		Prepare: func(console probe.Console, env probe.Environment) error {
			if err := console(http.MethodPost, "/agc/apps", map[string]any{"app_id": strangeApp}, nil); err != nil {
				return err
			}
			if err := console(http.MethodPost, "/agc/apps/"+strangeApp+"/foreign", nil, nil); err != nil {
				return err
			}
			return create(console, env, env(secretVariable))
		},
		Refusing: []func(probe.Console, probe.Environment) error{
			func(probe.Console, probe.Environment) error { return nil },
			func(console probe.Console, env probe.Environment) error {
				return create(console, env, "another secret")
			},
			func(console probe.Console, env probe.Environment) error {
				return console(http.MethodPost, "/agc/clients", map[string]any{"client_id": env(idVariable), "kind": "oauth"}, nil)
			},
		},
		Gate:   "H1a",
		Probes: slices.Concat(anonymous(), addresses(), clients(), apps(), accounts(), byHand()),
	}
}

// create makes the client and the service account of the environment, those that there are.
func create(console probe.Console, env probe.Environment, secret string) error {
	if needsClient(env) == "" {
		if err := console(http.MethodPost, "/agc/clients", map[string]any{"client_id": env(idVariable), "client_secret": secret}, nil); err != nil {
			return err
		}
	}
	account, err := readAccount(env)
	if needsAccount(env) != "" || err != nil {
		return err
	}
	key, err := probe.ParseKey(account.PrivateKey)
	if err != nil {
		return err
	}
	return console(http.MethodPost, "/agc/service-accounts", map[string]any{
		"sub_account": account.SubAccount, "key_id": account.KeyID, "project_id": account.ProjectID, "public_key": probe.PublicPEM(key),
	}, nil)
}

func needsClient(env probe.Environment) string {
	if env(idVariable) == "" || env(secretVariable) == "" {
		return "It needs an API client: set " + idVariable + " and " + secretVariable + "."
	}
	return ""
}

// keyFile is a service account's, as far as it is needed.
type keyFile struct {
	ProjectID  string `json:"project_id"`
	KeyID      string `json:"key_id"`
	PrivateKey string `json:"private_key"`
	SubAccount string `json:"sub_account"`
}

func readAccount(env probe.Environment) (keyFile, error) {
	var file keyFile
	if env(keyVariable) == "" {
		return file, nil
	}
	if json.Unmarshal([]byte(env(keyVariable)), &file) != nil {
		// The error of the library may quote the key.
		return keyFile{}, fmt.Errorf("%s is not a key file in JSON", keyVariable)
	}
	return file, nil
}

func needsAccount(env probe.Environment) string {
	account, err := readAccount(env)
	if err == nil {
		_, err = probe.ParseKey(account.PrivateKey)
	}
	if err != nil || account.SubAccount == "" || account.KeyID == "" {
		return "It needs a service account: set " + keyVariable + " to its key file."
	}
	return ""
}
