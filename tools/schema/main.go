// Command schema prints the provider's schema in the form of `terraform
// providers schema -json`, asked of the provider itself. A Terraform would leave
// out what it is too old to know, such as list resources and actions before
// 1.14, and so write different documentation on different machines.
//
// With -docs DIR it finishes the pages below DIR instead: it writes what the
// vendors say about themselves, their names, the permissions that their objects
// need, and the guide that is made of their catalogues; and the tables of all
// objects and of all environment variables.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
)

func main() {
	pages := flag.String("docs", "", "finish the pages below this folder")
	flag.Parse()
	work := func() error { return run(context.Background()) }
	if *pages != "" {
		work = func() error { return finish(context.Background(), *pages) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	server := newServer()
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return err
	}
	if err := refusal(schemas.Diagnostics, identities.Diagnostics); err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(document(schemas, identities))
}

func newServer() tfprotov6.ProviderServer {
	return providerserver.NewProtocol6(provider.New("docs")())()
}

// refusal is the errors among diagnostics. The provider reports an invalid schema this way.
func refusal(reports ...[]*tfprotov6.Diagnostic) error {
	var errs []error
	for _, report := range reports {
		for _, d := range report {
			if d.Severity == tfprotov6.DiagnosticSeverityError {
				errs = append(errs, fmt.Errorf("%s: %s", d.Summary, d.Detail))
			}
		}
	}
	return errors.Join(errs...)
}
