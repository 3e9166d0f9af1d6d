package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// heldKind is one kind of credential that the provider block's map `secrets` may hold.
type heldKind struct {
	block string
	// make creates a credential at the vendor.
	make func(t *testing.T, sb *sandboxtest.Sandbox) held
	// resource declares it by its id, ephemeral and dataSource get a token of it; a kind may lack the last.
	resource, ephemeral, dataSource func(id string) (typeName string, config map[string]any)
	// write is the resource's write-only argument.
	write string
	// own are the block's own id and secret.
	own func(h held) map[string]any
}

// held is a credential. spelled is its id written differently, part is a piece of the secret that must not be shown.
type held struct{ id, spelled, secret, part string }

func named(typeName, argument string, more ...string) func(string) (string, map[string]any) {
	return func(id string) (string, map[string]any) {
		config := map[string]any{argument: id}
		for i := 0; i < len(more); i += 2 {
			config[more[i]] = more[i+1]
		}
		return typeName, config
	}
}

func pair(id, secret string) func(held) map[string]any {
	return func(h held) map[string]any { return map[string]any{id: h.id, secret: h.secret} }
}

// lineOf is a piece of a key in PEM.
func lineOf(pem string) string {
	return strings.Split(strings.ReplaceAll(pem, `\n`, "\n"), "\n")[3][4:40]
}

var heldKinds = map[string]heldKind{
	"Galaxy service account": {
		block: "galaxy", write: "private_key_wo", own: pair("service_account_id", "private_key"),
		make: func(t *testing.T, sb *sandboxtest.Sandbox) held {
			a := sb.CreateGalaxyAccount(t)
			return held{a.ID, " " + strings.ToUpper(a.ID), a.PrivateKey, lineOf(a.PrivateKey)}
		},
		resource:   named("storeauth_galaxy_service_account", "service_account_id"),
		ephemeral:  named("storeauth_galaxy_access_token", "service_account_id"),
		dataSource: named("storeauth_galaxy_token_validation", "service_account_id"),
	},
	"AppGallery Connect API client": {
		block: "agc", write: "client_secret_wo", own: pair("client_id", "client_secret"),
		make: func(t *testing.T, sb *sandboxtest.Sandbox) held {
			c := sb.CreateAGCClient(t)
			return held{c.ID, "\"" + c.ID + "\"", c.Secret, c.Secret}
		},
		resource:   named("storeauth_agc_api_client", "client_id"),
		ephemeral:  named("storeauth_agc_access_token", "client_id"),
		dataSource: named("storeauth_agc_token_validation", "client_id"),
	},
	"AppGallery Connect service account": {
		block: "agc", write: "key_wo",
		own: func(h held) map[string]any { return map[string]any{"service_account_key": h.secret} },
		make: func(t *testing.T, sb *sandboxtest.Sandbox) held {
			a := sb.CreateAGCServiceAccount(t)
			return held{a.ID, a.ID + "\n", a.KeyFile, lineOf(a.PrivateKey)}
		},
		resource:   named("storeauth_agc_service_account", "sub_account"),
		ephemeral:  named("storeauth_agc_access_token", "sub_account"),
		dataSource: named("storeauth_agc_token_validation", "sub_account"),
	},
	"Amazon security profile": {
		block: "amazon", write: "client_secret_wo", own: pair("client_id", "client_secret"),
		make: func(t *testing.T, sb *sandboxtest.Sandbox) held {
			p := sb.CreateAmazonProfile(t, "app_submission")
			return held{p.ClientID, "\t" + p.ClientID, p.ClientSecret, p.ClientSecret}
		},
		resource:   named("storeauth_amazon_security_profile_attachment", "client_id", "api", "app_submission"),
		ephemeral:  named("storeauth_amazon_access_token", "client_id"),
		dataSource: named("storeauth_amazon_token_validation", "client_id"),
	},
	"IoT application": {
		block: "iot", write: "secret_wo", own: pair("app_id", "secret"),
		make: func(t *testing.T, sb *sandboxtest.Sandbox) held {
			app := sb.CreateIoTApplication(t)
			return held{app.AppID, app.AppID + " ", app.Secret, app.Secret}
		},
		resource:  named("storeauth_iot_application", "app_id"),
		ephemeral: named("storeauth_iot_access_token", "app_id"),
	},
}

// eachKind runs a case for every kind, with two of its credentials at a sandbox.
func eachKind(t *testing.T, run func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held)) {
	t.Helper()
	for name, k := range heldKinds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			run(t, sb, k, k.make(t, sb), k.make(t, sb))
		})
	}
}

// holding is the provider's configuration with entries in the kind's map, and the block's own credential where there is one.
func (k heldKind) holding(sb *sandboxtest.Sandbox, entries any, own map[string]any) map[string]any {
	block := map[string]any{"secrets": entries}
	for name, value := range own {
		block[name] = value
	}
	return map[string]any{"sandbox_url": sb.URL, "max_retries": 0, k.block: block}
}

func (k heldKind) start(t *testing.T, sb *sandboxtest.Sandbox, entries any, own map[string]any) *protocoltest.Provider {
	t.Helper()
	return protocoltest.Start(t, provider.New("test")(), k.holding(sb, entries, own))
}

func apply(t *testing.T, p *protocoltest.Provider, typeName string, config map[string]any) (map[string]any, protocoltest.Diagnostics) {
	t.Helper()
	r := p.Resource(t, typeName)
	plan := r.Plan(t, config)
	if len(plan.Errors) > 0 {
		return nil, plan.Diagnostics
	}
	return r.State(t), r.Apply(t, plan, nil)
}

func TestWhateverNamesAnIDTakesItsSecretFromTheMap(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held) {
		p := k.start(t, sb, map[string]any{a.spelled: a.secret, b.id: "\n" + b.secret + " "}, nil)
		for _, id := range []string{a.id, a.spelled, b.id} {
			typeName, config := k.resource(id)
			if _, told := apply(t, p, typeName, config); len(told.Errors) > 0 {
				t.Errorf("%s: %v", typeName, told.Errors)
			}
			typeName, config = k.ephemeral(id)
			opened, told := p.Open(t, typeName, config)
			if opened.Result == nil {
				t.Errorf("ephemeral %s: %v", typeName, told.Errors)
			} else {
				opened.Close(t)
			}
			if k.dataSource == nil {
				continue
			}
			typeName, config = k.dataSource(id)
			if read, told := p.Read(t, typeName, config); read["valid"] != true {
				t.Errorf("data source %s: %v, %v", typeName, read, told)
			}
		}
	})
}

func TestManagedTokensTakeTheirSecretFromTheMap(t *testing.T) {
	t.Parallel()
	for kind, config := range map[string]struct{ typeName, argument string }{
		"Galaxy service account": {"storeauth_galaxy_access_token", "service_account_id"},
		"IoT application":        {"storeauth_iot_access_token", "app_id"},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			sb, k := sandboxtest.Start(t), heldKinds[kind]
			a := k.make(t, sb)
			r := k.start(t, sb, map[string]any{a.id: a.secret}, nil).Resource(t, config.typeName)
			plan := r.Plan(t, map[string]any{config.argument: a.spelled})
			if told := r.Apply(t, plan, nil); len(plan.Errors)+len(told.Errors) > 0 || r.State(t)["access_token"] == nil {
				t.Errorf("%v %v", plan.Errors, told.Errors)
			}
		})
	}
}

func TestSecretOfTheResourceWinsOverTheMap(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held) {
		wrong := b.secret
		if k.write == "key_wo" {
			wrong = strings.ReplaceAll(b.secret, b.id, a.id)
		}
		p := k.start(t, sb, map[string]any{a.id: wrong}, nil)
		typeName, config := k.resource(a.id)
		if _, told := apply(t, p, typeName, config); !strings.Contains(told.Words(), "is rejected") {
			t.Errorf("with the wrong secret of the map: %v", told)
		}
		config[k.write] = a.secret
		if _, told := apply(t, p, typeName, config); len(told.Errors) > 0 {
			t.Errorf("with its own secret: %v", told.Errors)
		}
	})
}

func TestOwnCredentialCountsAsOneMoreEntry(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held) {
		for name, entries := range map[string]map[string]any{
			"beside another": {b.id: b.secret}, "twice with the same value": {a.spelled: a.secret + "\n", b.id: b.secret},
		} {
			p := k.start(t, sb, entries, k.own(a))
			for _, id := range []string{a.id, b.id} {
				typeName, config := k.resource(id)
				if _, told := apply(t, p, typeName, config); len(told.Errors) > 0 {
					t.Errorf("%s: %v", name, told.Errors)
				}
			}
		}
		other := b.secret
		if k.write == "key_wo" {
			other = strings.ReplaceAll(b.secret, b.id, a.id)
		}
		told := protocoltest.Validate(t, provider.New("test")(), k.holding(sb, map[string]any{a.spelled: other}, k.own(a)))
		acctest.ExpectPhrases(t, told.Words(), "Conflicting provider settings", k.block+".secrets give two secrets for "+a.id)
		withhold(t, told, a.part, b.part)
	})
}

func TestOwnIDMayHaveItsSecretInTheMap(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, _ held) {
		own := k.own(a)
		if len(own) < 2 {
			t.Skip("its id stands in the secret")
		}
		for argument := range own {
			if own[argument] == a.secret {
				own[argument] = nil
			}
		}
		typeName, _ := k.ephemeral("")
		for name, entries := range map[string]any{"map": protocoltest.Unknown, "entry": map[string]any{a.id: protocoltest.Unknown}} {
			_, told := k.start(t, sb, entries, own).Open(t, typeName, map[string]any{})
			if words := told.Words(); !strings.Contains(words, "not known yet") || !strings.Contains(words, k.block+".secrets is needed to") {
				t.Errorf("an unknown %s is told as %q", name, words)
			}
		}
		p := k.start(t, sb, map[string]any{a.id: a.secret}, own)
		opened, told := p.Open(t, typeName, map[string]any{})
		if opened.Result == nil {
			t.Fatal(told.Errors)
		}
		opened.Close(t)
	})
}

// An entry that nothing can use is told by its key, and its value is not shown.
func TestEntryThatCannotBeUsedIsNamedAndItsValueIsNot(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held) {
		shown := fmt.Sprintf("%s.secrets[%q]", k.block, a.id)
		for name, c := range map[string]struct {
			entries map[string]any
			says    []string
		}{
			"null":              {map[string]any{a.id: nil, b.id: b.secret}, []string{shown, "its value is null or empty"}},
			"empty":             {map[string]any{a.id: " \n"}, []string{shown, "its value is null or empty"}},
			"placeholder":       {map[string]any{a.id: "<your secret>"}, []string{"The value of " + shown, "placeholder"}},
			"no id":             {map[string]any{"<id of " + k.block + ">": a.secret}, []string{fmt.Sprintf("%s.secrets[%q]", k.block, "<id of "+k.block+">"), "its key cannot be an id"}},
			"empty key":         {map[string]any{" ": a.secret}, []string{k.block + ".secrets[", "its key cannot be an id"}},
			"two keys, one id":  {map[string]any{a.id: a.secret, a.spelled: strings.ReplaceAll(b.secret, b.id, a.id)}, []string{"two keys for", a.id, "their values differ"}},
			"swapped":           {map[string]any{a.secret: a.id}, []string{k.block + ".secrets"}},
			"cut off, as a key": {map[string]any{a.secret[:len(a.secret)-3] + "\n": b.secret}, nil},
		} {
			told := protocoltest.Validate(t, provider.New("test")(), k.holding(sb, c.entries, nil))
			if len(told.Errors) == 0 && k.block != "iot" && c.says != nil {
				t.Errorf("%s is accepted", name)
			}
			if k.block != "iot" || name != "swapped" {
				acctest.ExpectPhrases(t, told.Words(), c.says...)
			}
			withhold(t, told, a.part, b.part, a.part[:len(a.part)-3])
		}
	})
}

func withhold(t *testing.T, told protocoltest.Diagnostics, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		if strings.Contains(told.Words(), secret) {
			t.Error("a secret is shown")
		}
	}
}

func TestMapOrEntryThatIsUnknownWaitsForApply(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held) {
		known := k.start(t, sb, map[string]any{a.id: a.secret, b.id: b.secret}, nil)
		for name, entries := range map[string]any{
			"map": protocoltest.Unknown, "entry": map[string]any{a.id: protocoltest.Unknown, b.id: b.secret},
		} {
			p := k.start(t, sb, entries, nil)
			sb.ClearJournal(t)
			typeName, config := k.resource(a.id)
			late := p.Resource(t, typeName)
			plan := late.Plan(t, config)
			if len(plan.Errors) > 0 || plan.Planned["status"] != protocoltest.Unknown {
				t.Errorf("%s: %v, %v", name, plan.Errors, plan.Planned)
			}
			if calls := sb.Count(t, "", "*"); calls != 0 {
				t.Errorf("%s: %d calls without a secret", name, calls)
			}
			if told := late.On(known).Apply(t, plan, nil); len(told.Errors) > 0 {
				t.Errorf("%s: %v", name, told.Errors)
			}
			if k.dataSource != nil {
				typeName, config = k.dataSource(a.id)
				_, told := p.Read(t, typeName, config)
				acctest.ExpectPhrases(t, told.Words(), "not known yet", k.block+".secrets is needed to")
			}
		}
		// The other entry does not wait.
		typeName, config := k.resource(b.id)
		if _, told := apply(t, k.start(t, sb, map[string]any{a.id: protocoltest.Unknown, b.id: b.secret}, nil), typeName, config); len(told.Errors) > 0 {
			t.Errorf("the known entry: %v", told.Errors)
		}
	})
}

func TestIDThatNobodyHoldsIsToldWhereToGiveItsSecret(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, sb *sandboxtest.Sandbox, k heldKind, a, b held) {
		p := k.start(t, sb, map[string]any{b.id: b.secret}, nil)
		typeName, config := k.resource(a.id)
		_, told := apply(t, p, typeName, config)
		acctest.ExpectPhrases(t, told.Words(), "No secret for", k.block+".secrets")
		typeName, config = k.ephemeral(a.id)
		_, told = p.Open(t, typeName, config)
		acctest.ExpectPhrases(t, told.Words(), k.block+".secrets")
	})
}
