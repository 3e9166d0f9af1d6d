package faultmatrix_test

import (
	"crypto/rsa"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func sandboxRetryAfter(text string) harness.RetryAfter { return harness.RetryAfter(text) }

// rsaKey is one key for all cells: making one takes longer than a cell.
var rsaKey = sync.OnceValue(func() *rsa.PrivateKey { return sandboxtest.RSAKey() })

// setting is one object with its vendor's world around it.
type setting struct {
	// block is the vendor's object in the provider block.
	block map[string]any
	// config declares the object; changed is what an update declares.
	config, changed map[string]any
	// secrets must appear nowhere.
	secrets []string
	// holdsToken: the state's purpose is to hold a token.
	holdsToken bool
	// before makes what the object needs, such as a token to validate.
	before func(t *testing.T, w *world)
	// aged is what time has changed in the state before a step.
	aged map[string]any
	// lost says what is at the vendor and known to nobody, "" when nothing is. known is whether the state has the object.
	lost func(t *testing.T, w *world, known bool) string
}

// world is a sandbox with one object in it, for one cell after another.
type world struct {
	*sandboxtest.Sandbox
	setting
	vendor   string
	typeName string
	// way is the address that the provider takes for the sandbox's.
	way string
}

// start configures a provider at the world's sandbox. timeout is generous where nothing is slow but the machine.
func (w *world) start(t *testing.T, retries int, timeout string) *protocoltest.Provider {
	t.Helper()
	return protocoltest.Start(t, provider.New("test")(), map[string]any{
		"sandbox_url": w.way, "max_retries": retries, "request_timeout": timeout, w.vendor: w.block,
	})
}

const (
	patient   = "60s"
	impatient = "1500ms"
	// tooSlow is more than an impatient provider waits, in milliseconds.
	tooSlow = 2500
)

// timeoutFor is impatient only where the vendor is slow.
func timeoutFor(f fault) string {
	if f.rule.DelayMS == tooSlow {
		return impatient
	}
	return patient
}

func (s setting) with(more map[string]any) setting {
	config := map[string]any{}
	for name, value := range s.config {
		config[name] = value
	}
	for name, value := range more {
		config[name] = value
	}
	s.config = config
	return s
}

// canariesOf keeps the encodings of secrets: those of one key are many, and all cells of a vendor have the same.
var canariesOf sync.Map

// canaries looks for the secrets in every encoding.
func (s setting) canaries() *acctest.Canaries {
	all := strings.Join(s.secrets, "\n\n")
	if kept, ok := canariesOf.Load(all); ok {
		return kept.(*acctest.Canaries)
	}
	made := &acctest.Canaries{}
	for i, secret := range s.secrets {
		made.Know(fmt.Sprintf("secret %d", i+1), secret)
	}
	if len(all) > 1000 { // a key; what is shorter differs from cell to cell
		canariesOf.Store(all, made)
	}
	return made
}

func galaxy(t *testing.T, sb *sandboxtest.Sandbox) (sandboxtest.GalaxyAccount, setting) {
	a := sb.CreateGalaxyAccountWithKey(t, "", rsaKey(), "publishing", "gss")
	return a, setting{
		block:   map[string]any{"service_account_id": a.ID, "private_key": a.PrivateKey},
		secrets: []string{a.PrivateKey},
		lost: func(t *testing.T, w *world, known bool) string {
			expected := 0
			if known && w.holdsToken {
				expected = 1
			}
			if w.LiveGalaxyTokens(t, a.ID) > expected {
				return "an access token"
			}
			return ""
		},
	}
}

func agcClient(t *testing.T, sb *sandboxtest.Sandbox) (sandboxtest.AGCClient, setting) {
	c := sb.CreateAGCClient(t)
	return c, setting{block: map[string]any{"client_id": c.ID, "client_secret": c.Secret}, secrets: []string{c.Secret}}
}

func amazon(t *testing.T, sb *sandboxtest.Sandbox) (sandboxtest.AmazonProfile, setting) {
	p := sb.CreateAmazonProfile(t, "app_submission")
	return p, setting{block: map[string]any{"client_id": p.ClientID, "client_secret": p.ClientSecret}, secrets: []string{p.ClientSecret}}
}

func iot(t *testing.T, sb *sandboxtest.Sandbox) (sandboxtest.IoTApplication, setting) {
	app := sb.CreateIoTApplication(t)
	return app, setting{block: map[string]any{"app_id": app.AppID, "secret": app.Secret}, secrets: []string{app.Secret}}
}

func serviceStage(t *testing.T, sb *sandboxtest.Sandbox) setting {
	key := sb.CreateAccessKey(t)
	return setting{
		block: map[string]any{"access_key": key.AccessKey, "secret_key": key.SecretKey, "region": sandboxtest.ServiceStageRegion,
			"project_id": sandboxtest.ServiceStageProject},
		secrets: []string{key.SecretKey, key.AccessKey, gitToken, gitPassword},
		lost: func(t *testing.T, w *world, known bool) string {
			if !known && len(w.Authorizations(t)) > 0 {
				return "an authorization"
			}
			return ""
		},
	}
}

const (
	gitToken    = "ghp-matrix-0123456789abcdef"
	gitPassword = "matrix-password-0815"
)
