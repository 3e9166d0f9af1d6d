package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-version"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

// queries is the first Terraform that has the command query. OpenTofu has none.
var queries = version.Must(version.NewVersion("1.14.0"))

// wanted looks for every authorization of a project.
const wanted = `list "storeauth_servicestage_oauth_authorization" "all" {
  provider = storeauth
}
list "storeauth_servicestage_token_authorization" "all" {
  provider = storeauth
}
list "storeauth_servicestage_password_authorization" "all" {
  provider = storeauth
}
`

// onlyTheProvider takes its settings from the environment.
const onlyTheProvider = `terraform {
  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
  }
}
`

// fromTheConsole turns a ServiceStage project that a person clicked together into code, where the command line can.
func fromTheConsole(ctx context.Context, cli terraform.CLI, work *workspace.Workspace, s *story, console sandbox.Console) error {
	if cli.Product != terraform.Terraform || cli.Version.Core().LessThan(queries) {
		s.step("Left out: %s %s has no `query`. With Terraform %s the demo also turns a project that was clicked together into code.",
			cli.Product.Name, cli.Version, queries)
		return nil
	}
	key, err := console.CreateAccessKey(ctx)
	if err != nil {
		return err
	}
	for _, made := range []struct{ name, repoType, tokenType string }{
		{"platform-github", "github", "oauth"}, {"platform-gitlab", "gitlab", "personal"}, {"platform-bitbucket", "bitbucket", "password"},
	} {
		if err := console.Authorize(ctx, made.name, made.repoType, made.tokenType); err != nil {
			return err
		}
	}
	dir := filepath.Join(work.Dir, "console")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	for name, text := range map[string]string{"main.tf": onlyTheProvider, "all.tfquery.hcl": wanted} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	command := commandLine{cli: cli, dir: dir, environment: append(work.BareEnvironment(), "STOREAUTH_SANDBOX_URL="+console.URL,
		"HW_REGION_NAME=cn-north-4", "HW_ACCESS_KEY="+key.AccessKey, "HW_SECRET_KEY="+key.SecretKey)}
	s.step("From the console to code: somebody authorized three git hosts in ServiceStage. This asks for all of them:")
	s.evidence(strings.Split(strings.TrimSpace(wanted), "\n"))
	if _, err := command.show(ctx, s, 0, "query", "-generate-config-out=generated.tf"); err != nil {
		return err
	}
	s.step("The query wrote generated.tf: a resource and an import block for each. %s plan imports them and changes nothing.", cli.Product.Command)
	_, err = command.show(ctx, s, 0, "plan")
	return err
}
