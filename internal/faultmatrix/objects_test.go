package faultmatrix_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// kind is what sort of object it is, which decides the steps.
type kind int

const (
	resource kind = iota
	dataSource
	ephemeral
	action
	list
)

// object is one object of the provider.
type object struct {
	vendor, typeName string
	kind             kind
	make             func(t *testing.T, sb *sandboxtest.Sandbox) setting
}

var objects = []object{
	{"galaxy", "storeauth_galaxy_service_account", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		a, s := galaxy(t, sb)
		s.config = map[string]any{"service_account_id": a.ID, "private_key_wo": a.PrivateKey}
		s.changed = map[string]any{"scopes": []any{"publishing", "gss"}}
		return s
	}},
	{"galaxy", "storeauth_galaxy_access_token", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		s.holdsToken = true
		s.config = map[string]any{}
		return s
	}},
	{"galaxy", "storeauth_galaxy_access_token", ephemeral, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"galaxy", "storeauth_galaxy_apps", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{})
		s.config = map[string]any{}
		return s
	}},
	{"galaxy", "storeauth_galaxy_app", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		s.config = map[string]any{"content_id": sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{})}
		return s
	}},
	{"galaxy", "storeauth_galaxy_token_validation", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"galaxy", "storeauth_galaxy_revoke_access_token", action, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := galaxy(t, sb)
		s.lost = nil // the token is the user's
		s.before = func(t *testing.T, w *world) {
			opened, told := w.start(t, 0, patient).Open(t, "storeauth_galaxy_access_token", map[string]any{"revoke_on_close": false})
			if opened.Result == nil {
				t.Fatal(told.Errors)
			}
			w.setting = w.with(map[string]any{"access_token": opened.Result["access_token"]})
			w.secrets = append(w.secrets, opened.Result["access_token"].(string))
		}
		return s
	}},
	{"agc", "storeauth_agc_api_client", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		c, s := agcClient(t, sb)
		s.config = map[string]any{"client_id": c.ID, "client_secret_wo": c.Secret, "app_ids": []any{sb.AddAGCApp(t, sandboxtest.AGCApp{})}}
		s.changed = map[string]any{"name": "changed"}
		return s
	}},
	{"agc", "storeauth_agc_service_account", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		a := sb.CreateAGCServiceAccountOf(t, "", rsaKey(), "Administrator")
		return setting{
			block:   map[string]any{"service_account_key": a.KeyFile},
			config:  map[string]any{"key_wo": a.KeyFile, "app_ids": []any{sb.AddAGCApp(t, sandboxtest.AGCApp{})}},
			changed: map[string]any{"name": "changed"}, secrets: []string{a.PrivateKey},
		}
	}},
	{"agc", "storeauth_agc_access_token", ephemeral, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := agcClient(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"agc", "storeauth_agc_app", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := agcClient(t, sb)
		sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.app"})
		s.config = map[string]any{"package_name": "org.example.app"}
		return s
	}},
	{"agc", "storeauth_agc_app_ids", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := agcClient(t, sb)
		sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.app"})
		s.config = map[string]any{"package_names": []any{"org.example.app"}}
		return s
	}},
	{"agc", "storeauth_agc_token_validation", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := agcClient(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"amazon", "storeauth_amazon_security_profile_attachment", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		p, s := amazon(t, sb)
		s.config = map[string]any{"client_id": p.ClientID, "api": "app_submission", "client_secret_wo": p.ClientSecret}
		s.changed = map[string]any{"security_profile_name": "changed"}
		return s
	}},
	{"amazon", "storeauth_amazon_access_token", ephemeral, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := amazon(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"amazon", "storeauth_amazon_app", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := amazon(t, sb)
		id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
		sb.OpenAmazonEdit(t, id, "IN_PROGRESS")
		s.config = map[string]any{"app_id": id}
		return s
	}},
	{"amazon", "storeauth_amazon_token_validation", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := amazon(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"iot", "storeauth_iot_application", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		app, s := iot(t, sb)
		s.config = map[string]any{"app_id": app.AppID, "secret_wo": app.Secret}
		s.changed = map[string]any{"verify_on_refresh": true}
		return s
	}},
	{"iot", "storeauth_iot_access_token", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := iot(t, sb)
		s.holdsToken = true
		s.config = map[string]any{}
		s.changed = map[string]any{"early_refresh": "29m"}
		return s
	}},
	{"iot", "storeauth_iot_access_token", ephemeral, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		_, s := iot(t, sb)
		s.config = map[string]any{}
		return s
	}},
	{"iot", "storeauth_iot_token_validation", dataSource, iotToken},
	{"iot", "storeauth_iot_logout", action, iotToken},
	{"servicestage", "storeauth_servicestage_token_authorization", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := serviceStage(t, sb)
		s.config = map[string]any{"name": "build.repo", "repo_type": "gitlab", "token_wo": gitToken}
		s.changed = map[string]any{"token_wo": gitToken + "-rotated"}
		return s
	}},
	{"servicestage", "storeauth_servicestage_password_authorization", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := serviceStage(t, sb)
		s.config = map[string]any{"name": "build.repo", "repo_type": "devcloud", "user_name": "tenant/user", "password_wo": gitPassword}
		return s
	}},
	{"servicestage", "storeauth_servicestage_oauth_authorization", resource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := serviceStage(t, sb)
		s.config = map[string]any{"name": "build.repo", "repo_type": "github"}
		return s
	}},
	{"servicestage", "storeauth_servicestage_authorization", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := existing(t, sb)
		s.config = map[string]any{"name": "there"}
		return s
	}},
	{"servicestage", "storeauth_servicestage_authorizations", dataSource, existing},
	{"servicestage", "storeauth_servicestage_oauth_redirect", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := serviceStage(t, sb)
		s.config = map[string]any{"repo_type": "github"}
		return s
	}},
	{"servicestage", "storeauth_servicestage_repositories", dataSource, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		s := existing(t, sb)
		s.config = map[string]any{"authorization": "there"}
		return s
	}},
	{"servicestage", "storeauth_servicestage_token_authorization", list, existing},
	{"galaxy", "storeauth_verify", action, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		other := sb.CreateGalaxyAccountWithKey(t, "", rsaKey(), "gss")
		_, s := galaxy(t, sb)
		s.secrets = append(s.secrets, other.PrivateKey)
		return s.verifiedWith("galaxy", map[string]any{other.ID: other.PrivateKey})
	}},
	{"agc", "storeauth_verify", action, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		a := sb.CreateAGCServiceAccountOf(t, "", rsaKey(), "Administrator")
		_, s := agcClient(t, sb)
		s.secrets = append(s.secrets, a.PrivateKey)
		return s.verifiedWith("agc", map[string]any{a.ID: a.KeyFile})
	}},
	{"amazon", "storeauth_verify", action, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		other := sb.CreateAmazonProfile(t, "reporting")
		_, s := amazon(t, sb)
		s.secrets = append(s.secrets, other.ClientSecret)
		return s.verifiedWith("amazon", map[string]any{other.ClientID: other.ClientSecret})
	}},
	{"iot", "storeauth_verify", action, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		other := sb.CreateIoTApplication(t)
		_, s := iot(t, sb)
		s.secrets = append(s.secrets, other.Secret)
		return s.verifiedWith("iot", map[string]any{other.AppID: other.Secret})
	}},
	{"servicestage", "storeauth_verify", action, func(t *testing.T, sb *sandboxtest.Sandbox) setting {
		return serviceStage(t, sb).verifiedWith("servicestage", nil)
	}},
}

// verifiedWith is the action that verifies a vendor's credentials, with more of them in the provider block's map.
func (s setting) verifiedWith(vendor string, more map[string]any) setting {
	if more != nil {
		s.block["secrets"] = more
	}
	s.config = map[string]any{"vendors": []any{vendor}}
	return s
}

func existing(t *testing.T, sb *sandboxtest.Sandbox) setting {
	s := serviceStage(t, sb)
	sb.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "there", RepoType: "github", TokenType: "personal"})
	s.config, s.lost = map[string]any{}, nil
	return s
}

func iotToken(t *testing.T, sb *sandboxtest.Sandbox) setting {
	app, s := iot(t, sb)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	s.config = map[string]any{"access_token": token}
	s.secrets = append(s.secrets, token)
	return s
}
