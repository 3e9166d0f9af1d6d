// Package bench_test measures what many objects cost through the real command line: time, processor, memory of the provider, and
// calls to the vendor. Nothing here is asserted; the tests beside the objects assert the numbers of calls.
package bench_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// objects is a kind of object that a configuration holds many of.
type objects struct {
	name string
	// prefix is where the sandbox serves the vendor, empty for none.
	prefix string
	// most is the greatest number of objects that is worth its time.
	most int
	// peer is another provider that these objects belong to, nil for this one.
	peer   *peer
	config func(b *testing.B, sb *sandboxtest.Sandbox, n int) string
}

// linear is the most of what takes a plan no longer for each object, however many there are.
const linear = 3000

// peer is another provider, given by its binary.
type peer struct{ name, source, binary string }

// required is the block that says where Terraform finds it.
func (p peer) required() string {
	return fmt.Sprintf("terraform {\n  required_providers {\n    %s = {\n      source = %q\n    }\n  }\n}\n", p.name, p.source)
}

// peers are the other providers that the environment gives the path of.
func peers() map[string]*peer {
	given := map[string]*peer{}
	for variable, one := range map[string]peer{
		"BENCH_RANDOM":      {name: "random", source: "hashicorp/random"},
		"BENCH_HUAWEICLOUD": {name: "huaweicloud", source: "huaweicloud/huaweicloud"},
	} {
		if one.binary = os.Getenv(variable); one.binary != "" {
			given[one.name] = &one
		}
	}
	return given
}

// kinds are this provider's, Terraform's own as the yardstick, and those of the peers.
func kinds() []objects {
	all := []objects{
		{name: "terraform_data", most: linear, config: func(_ *testing.B, _ *sandboxtest.Sandbox, n int) string {
			return fmt.Sprintf("resource \"terraform_data\" \"many\" {\n  count = %d\n}\n", n)
		}},
		{name: "storeauth_servicestage_token_authorization", prefix: "/servicestage", most: linear, config: servicestageAuthorizations},
		{name: "storeauth_servicestage_password_authorization", prefix: "/servicestage", most: 150, config: servicestagePasswords},
		{name: "storeauth_agc_api_client", prefix: "/agc", most: 1000, config: each(func(b *testing.B, sb *sandboxtest.Sandbox) string {
			c := sb.CreateAGCClient(b)
			return fmt.Sprintf("client_id = %q\n  client_secret_wo = %q", c.ID, c.Secret)
		}, "storeauth_agc_api_client")},
		{name: "storeauth_galaxy_service_account", prefix: "/galaxy", most: 1000, config: each(func(b *testing.B, sb *sandboxtest.Sandbox) string {
			a := sb.CreateGalaxyAccount(b, "publishing")
			return fmt.Sprintf("service_account_id = %q\n  private_key_wo = %q", a.ID, a.PrivateKey)
		}, "storeauth_galaxy_service_account")},
		{name: "storeauth_amazon_security_profile_attachment", prefix: "/lwa", most: 1000, config: each(func(b *testing.B, sb *sandboxtest.Sandbox) string {
			p := sb.CreateAmazonProfile(b, "app_submission")
			return fmt.Sprintf("client_id = %q\n  client_secret_wo = %q\n  api = \"app_submission\"", p.ClientID, p.ClientSecret)
		}, "storeauth_amazon_security_profile_attachment")},
		{name: "storeauth_iot_application", prefix: "/iot", most: 1000, config: each(func(b *testing.B, sb *sandboxtest.Sandbox) string {
			// All objects are of one application, which a platform lets call 100 times a minute.
			sb.SetSwitch(b, "iot", "throttle_limit", 0)
			a := sb.CreateIoTApplication(b)
			return fmt.Sprintf("app_id = %q\n  secret_wo = %q", a.AppID, a.Secret)
		}, "storeauth_iot_application")},
	}
	given := peers()
	if random := given["random"]; random != nil {
		all = append(all, objects{name: "random_id", most: linear, peer: random,
			config: func(_ *testing.B, _ *sandboxtest.Sandbox, n int) string {
				return fmt.Sprintf("resource \"random_id\" \"many\" {\n  count       = %d\n  byte_length = 8\n}\n", n)
			}})
	}
	if huaweicloud := given["huaweicloud"]; huaweicloud != nil {
		all = append(all, objects{name: "huaweicloud_servicestage_repo_token_authorization", prefix: "/servicestage", most: 1000,
			peer: huaweicloud, config: huaweicloudAuthorizations})
	}
	return all
}

// each writes a block for each object: with for_each Terraform evaluates the whole map for every one of its elements.
func each(arguments func(*testing.B, *sandboxtest.Sandbox) string, typeName string) func(*testing.B, *sandboxtest.Sandbox, int) string {
	return func(b *testing.B, sb *sandboxtest.Sandbox, n int) string {
		b.Helper()
		var config strings.Builder
		config.WriteString(acctest.Provider(sb.URL, ""))
		for i := range n {
			fmt.Fprintf(&config, "resource %q \"n%d\" {\n  %s\n}\n", typeName, i, arguments(b, sb))
		}
		return config.String()
	}
}

func servicestageAuthorizations(b *testing.B, sb *sandboxtest.Sandbox, n int) string {
	b.Helper()
	return servicestage(b, sb) + fmt.Sprintf("resource \"storeauth_servicestage_token_authorization\" \"many\" {\n  count     = %d\n"+
		"  name      = \"bench-${count.index}\"\n  repo_type = \"github\"\n  token_wo  = \"ghp_${count.index}abcdefghijklmnop\"\n}\n", n)
}

func servicestagePasswords(b *testing.B, sb *sandboxtest.Sandbox, n int) string {
	b.Helper()
	return servicestage(b, sb) + fmt.Sprintf("resource \"storeauth_servicestage_password_authorization\" \"many\" {\n  count       = %d\n"+
		"  name        = \"bench-${count.index}\"\n  repo_type   = \"devcloud\"\n  user_name   = \"tenant/user\"\n"+
		"  password_wo = \"Passw0rd-${count.index}\"\n}\n", n)
}

func servicestage(b *testing.B, sb *sandboxtest.Sandbox) string {
	b.Helper()
	key := sb.CreateAccessKey(b)
	return acctest.Provider(sb.URL, fmt.Sprintf("  servicestage = {\n    region     = \"cn-north-4\"\n    access_key = %q\n    secret_key = %q\n  }",
		key.AccessKey, key.SecretKey))
}

func huaweicloudAuthorizations(b *testing.B, sb *sandboxtest.Sandbox, n int) string {
	b.Helper()
	key := sb.CreateAccessKey(b)
	return fmt.Sprintf(`provider "huaweicloud" {
  region     = "cn-north-4"
  auth_url   = "%[1]s/iam/v3"
  access_key = %[2]q
  secret_key = %[3]q
  endpoints  = { servicestage = "%[1]s/servicestage/" }
}
resource "huaweicloud_servicestage_repo_token_authorization" "many" {
  count = %[4]d
  name  = "bench-${count.index}"
  type  = "github"
  token = "ghp_${count.index}abcdefghijklmnop"
  host  = "https://api.github.com"
}
`, sb.URL, key.AccessKey, key.SecretKey, n)
}
