// Package servicestageprobe is the probes of Huawei Cloud ServiceStage, and of the calls of IAM that its users need.
package servicestageprobe

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const (
	service = "/servicestage"
	iam     = "/iam"

	keyVariable      = "HW_ACCESS_KEY"
	secretVariable   = "HW_SECRET_KEY"     //nolint:gosec // a name
	securityVariable = "HW_SECURITY_TOKEN" //nolint:gosec // a name
	tokenVariable    = "HW_AUTH_TOKEN"     //nolint:gosec // a name
	projectVariable  = "HW_PROJECT_ID"
	regionVariable   = "HW_REGION_NAME"

	usualRegion = "cn-north-4"
	noProject   = "00000000000000000000000000000000"

	made    = "anything: ids, keys and tokens are made up"
	refused = "anything: the request is refused"
	reads   = "anything: it is a read"
)

var regionForm = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$`)

// Suite is ServiceStage's.
func Suite() probe.Suite {
	return probe.Suite{
		Vendor: "servicestage",
		Notes: "Set " + regionVariable + " and, unless it is the project of the region's name, " + projectVariable + "; and " + keyVariable + " with " + secretVariable + " or " + tokenVariable + ", for the level read.\n" +
			"Five bad signatures in a row lock an access key for five minutes: no key gets more than four in five minutes, over all runs on this machine.",
		EchoesPath: true,
		Endpoints: func(env probe.Environment) (map[string]*url.URL, error) {
			region := region(env)
			if !regionForm.MatchString(region) {
				return nil, fmt.Errorf("%s is not a region such as %s", regionVariable, usualRegion)
			}
			domain := ".myhuaweicloud.com"
			if strings.HasPrefix(region, "eu-west-1") {
				domain = ".myhuaweicloud.eu"
			}
			git, err := probe.Endpoint(env, "SERVICESTAGE_ENDPOINT", service, "https://servicestage."+region+domain)
			if err != nil {
				return nil, err
			}
			identity, err := probe.Endpoint(env, "HW_AUTH_URL", iam, "https://iam."+region+domain)
			if err != nil {
				return nil, err
			}
			identity.Path = strings.TrimSuffix(identity.Path, "/v3")
			return map[string]*url.URL{service: git, iam: identity}, nil
		},
		Missing: func(env probe.Environment) string {
			if env(tokenVariable) == "" && needsKey(env) != "" {
				return "set " + keyVariable + " and " + secretVariable + ", or " + tokenVariable
			}
			return ""
		},
		Known: func(env probe.Environment) map[string]string {
			return map[string]string{
				"access_key": env(keyVariable), "secret_key": env(secretVariable), "security_token": env(securityVariable),
				"auth_token": env(tokenVariable), "project_id": env(projectVariable), "region": region(env),
			}
		},
		Prepare: func(console probe.Console, env probe.Environment) error { return create(console, env, true) },
		Refusing: []func(probe.Console, probe.Environment) error{
			func(console probe.Console, env probe.Environment) error { return create(console, env, false) },
			func(probe.Console, probe.Environment) error { return nil },
			func(console probe.Console, env probe.Environment) error {
				return create(console, func(name string) string {
					if name == secretVariable {
						return "another secret key"
					}
					return env(name)
				}, true)
			},
		},
		Gate:       "S2a",
		LockingKey: func(env probe.Environment) string { return env(keyVariable) },
		Probes:     slices.Concat(anonymous(), looksUp(signatures()), looksUp(calls()), byHand()),
	}
}

func region(env probe.Environment) string {
	if text := env(regionVariable); text != "" {
		return text
	}
	return usualRegion
}

func needsKey(env probe.Environment) string {
	if env(keyVariable) == "" || env(secretVariable) == "" {
		return "It needs an access key: set " + keyVariable + " and " + secretVariable + "."
	}
	return ""
}

func needsTemporaryKey(env probe.Environment) string {
	if needsKey(env) != "" || env(securityVariable) == "" {
		return "It needs a temporary access key: set " + keyVariable + ", " + secretVariable + " and " + securityVariable + "."
	}
	return ""
}

// create makes the project of the environment, and its key when there is one.
func create(console probe.Console, env probe.Environment, withKey bool) error {
	// A room has one project from the start, which may have the same name or id.
	var first struct {
		Projects []struct {
			ID string `json:"project_id"`
		} `json:"projects"`
	}
	if err := console(http.MethodGet, "/servicestage/projects", nil, &first); err != nil {
		return err
	}
	for _, p := range first.Projects {
		if err := console(http.MethodDelete, "/servicestage/projects/"+p.ID, nil, nil); err != nil {
			return err
		}
	}
	if err := console(http.MethodPost, "/servicestage/projects", map[string]any{"project_id": env(projectVariable), "name": region(env)}, nil); err != nil {
		return err
	}
	if err := console(http.MethodPut, "/servicestage/git-accounts", map[string]any{"secret": noGitToken, "refused": true}, nil); err != nil {
		return err
	}
	if !withKey || needsKey(env) != "" {
		return nil
	}
	key := map[string]any{"access_key": env(keyVariable), "secret_key": env(secretVariable)}
	if env(securityVariable) != "" {
		key["temporary"], key["security_token"] = true, env(securityVariable)
	}
	return console(http.MethodPost, "/servicestage/access-keys", key, nil)
}
