package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

// play is what the lines to copy speak of.
type play struct {
	// cli is the path of the command line.
	cli       string
	work      *workspace.Workspace
	url       string
	account   sandbox.ServiceAccount
	contentID string
}

func (p play) environmentFile() string { return filepath.Join(p.work.Dir, "environment.sh") }

// environment is a file that a shell reads: the provider that was built, and the values of the quickstart's variables.
func (p play) environment() []byte {
	var lines strings.Builder
	for _, setting := range [][2]string{
		{"TF_CLI_CONFIG_FILE", p.work.CLIConfig()},
		{"STOREAUTH_SANDBOX_URL", p.url},
		{"TF_VAR_service_account_id", p.account.ID},
		{"TF_VAR_private_key", p.account.PrivateKey},
		{"TF_VAR_content_id", p.contentID},
	} {
		fmt.Fprintf(&lines, "export %s=%s\n", setting[0], quoted(setting[1]))
	}
	return []byte(lines.String())
}

// quoted is a text as one word of a shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// welcome says what to copy into another terminal.
func (p play) welcome() string {
	account := p.url + "/console/galaxy/accounts/" + p.account.ID
	return fmt.Sprintf(`
The sandbox runs at %[1]s until you press Ctrl-C. A browser shows a page there.
It holds a service account of Galaxy Store and an app. Copy these lines into another terminal:

  cd %[2]s
  . %[3]s
  %[4]s apply                                  # asks Galaxy Store and adopts the account; no init is needed
  %[4]s plan -detailed-exitcode                # nothing to do: exit code 0

Delete the account, as somebody would in Seller Portal, and plan again: the drift, its cause and its remedy, exit code 2.

  curl -X DELETE %[5]s
  %[4]s plan -detailed-exitcode
  curl -X POST %[5]s/restore

For another vendor, or a configuration of your own, go on in the same terminal with docs/guides/sandbox.md.
After you have changed the provider, run: make build
To see each call as one line: TF_LOG_PROVIDER=DEBUG %[4]s plan
`, p.url, quoted(p.work.Module()), quoted(p.environmentFile()), p.cli, account)
}
