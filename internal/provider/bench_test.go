package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// objects is how many of a kind one plan holds in a benchmark.
const objects = 1000

// latency is the simulated vendors' time for one call.
const latency = 100 * time.Millisecond

// planned is one benchmark: a configuration of many objects, planned again after it was applied.
type planned struct {
	// prefix is the vendor's in the sandbox; empty for none.
	prefix string
	config func(b *testing.B, sb *sandboxtest.Sandbox) string
}

var plans = map[string]planned{
	// The yardstick: Terraform's own cost for as many objects.
	"terraform_data": {config: func(*testing.B, *sandboxtest.Sandbox) string {
		return fmt.Sprintf("resource \"terraform_data\" \"many\" {\n  count = %d\n}\n", objects)
	}},
	"galaxy_service_account":             {prefix: "/galaxy", config: galaxyAccounts},
	"amazon_security_profile_attachment": {prefix: "/lwa", config: amazonAttachments},
	"servicestage_token_authorization":   {prefix: "/servicestage", config: servicestageAuthorizations},
}

func amazonAttachments(b *testing.B, sb *sandboxtest.Sandbox) string {
	b.Helper()
	var config strings.Builder
	config.WriteString(acctest.Provider(sb.URL, ""))
	for i := range objects {
		profile := sb.CreateAmazonProfile(b, "app_submission")
		fmt.Fprintf(&config, "resource \"storeauth_amazon_security_profile_attachment\" \"n%d\" {\n  client_id = %q\n  client_secret_wo = %q\n"+
			"  api = \"app_submission\"\n}\n", i, profile.ClientID, profile.ClientSecret)
	}
	return config.String()
}

func servicestageAuthorizations(b *testing.B, sb *sandboxtest.Sandbox) string {
	b.Helper()
	key := sb.CreateAccessKey(b)
	return acctest.Provider(sb.URL, fmt.Sprintf("  servicestage = {\n    region = \"cn-north-4\"\n    access_key = %q\n    secret_key = %q\n  }",
		key.AccessKey, key.SecretKey)) + fmt.Sprintf("resource \"storeauth_servicestage_token_authorization\" \"many\" {\n  count = %d\n"+
		"  name = \"bench-${count.index}\"\n  repo_type = \"github\"\n  token_wo = \"ghp_${count.index}abcdefghijklmnop\"\n}\n", objects)
}

func galaxyAccounts(b *testing.B, sb *sandboxtest.Sandbox) string {
	b.Helper()
	var config strings.Builder
	config.WriteString(acctest.Provider(sb.URL, ""))
	for i := range objects {
		account := sb.CreateGalaxyAccount(b, "publishing")
		// A block each: with for_each Terraform evaluates the whole map of keys for every one of its elements.
		fmt.Fprintf(&config, "resource \"storeauth_galaxy_service_account\" \"n%d\" {\n  service_account_id = %q\n  private_key_wo = %q\n}\n",
			i, account.ID, account.PrivateKey)
	}
	return config.String()
}

// BenchmarkPlan measures the plan of many unchanged objects: its time, the calls it makes at the vendor, and the most
// memory the provider's process took.
func BenchmarkPlan(b *testing.B) {
	for name, p := range plans {
		b.Run(name, func(b *testing.B) {
			sb := sandboxtest.Start(b)
			cli := acctest.NewCLI(b, p.config(b, sb))
			cli.Apply(b)
			if p.prefix != "" {
				sb.SetLatency(b, p.prefix, latency)
			}
			sb.ClearJournal(b)
			var peak int64
			for b.Loop() {
				stop := acctest.WatchProvider(b)
				if out := cli.Plan(b); out.Code != 0 {
					b.Fatalf("the plan is not empty:\n%s", out.Text)
				}
				peak = max(peak, stop())
			}
			b.ReportMetric(float64(sb.Count(b, "", "/*"))/float64(b.N), "calls/op")
			b.ReportMetric(float64(peak)/(1<<20), "provider-MiB")
		})
	}
}

// BenchmarkSchema measures the provider's start up to its served schema, Terraform's own start included.
func BenchmarkSchema(b *testing.B) {
	cli := acctest.NewCLI(b, "provider \"storeauth\" {}\n")
	for b.Loop() {
		if out := cli.Run(b, "providers", "schema", "-json"); out.Code != 0 {
			b.Fatal(out.Text)
		}
	}
}
