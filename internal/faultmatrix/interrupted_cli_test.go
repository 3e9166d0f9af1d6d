package faultmatrix_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// underway starts an apply, and waits until it makes the call with the number.
func underway(t *testing.T, cli *acctest.CLI, g *gate, call int, at moment) *acctest.Running {
	t.Helper()
	g.arm(call, at)
	running := cli.Start(t, "apply", "-auto-approve", "-input=false")
	select {
	case <-g.held:
	case <-running.Ended:
		t.Fatalf("the apply ended before its call %d:\n%s", call, running.Wait(t).Text)
	}
	return running
}

func rotation(t *testing.T) (sb *sandboxtest.Sandbox, g *gate, cli *acctest.CLI, declare func(token string)) {
	t.Helper()
	sb = sandboxtest.Start(t)
	g = newGate(t, sb.URL)
	key := sb.CreateAccessKey(t)
	provider := acctest.Provider(g.url, fmt.Sprintf("servicestage = {\n access_key = %q\n secret_key = %q\n region = %q\n project_id = %q\n}",
		key.AccessKey, key.SecretKey, sandboxtest.ServiceStageRegion, sandboxtest.ServiceStageProject))
	cli = acctest.NewCLI(t, "")
	return sb, g, cli, func(token string) {
		cli.Write(t, provider+fmt.Sprintf("resource \"storeauth_servicestage_token_authorization\" \"build\" {\n  name = \"build.repo\"\n"+
			"  repo_type = \"gitlab\"\n  token_wo = %q\n}\n", token))
	}
}

// expectOnly fails the test unless the project has this one authorization.
func expectOnly(t *testing.T, sb *sandboxtest.Sandbox, name string) {
	t.Helper()
	if made := sb.Authorizations(t); len(made) != 1 || made[0].Name != name {
		t.Errorf("the project has %+v", made)
	}
}

func TestARotationOnTheCommandLineIsInterruptedAndItsProviderKilled(t *testing.T) {
	t.Parallel()
	sb, g, cli, declare := rotation(t)
	declare("first-token")
	cli.Apply(t)

	declare("second-token")
	g.arm(-1, acted)
	cli.Plan(t).Expect(t, 2)
	made := g.counted() + 1 // an apply makes the calls of a plan, lists, and then creates under the temporary name
	running := underway(t, cli, g, made, acted)
	running.Interrupt(t)
	var out acctest.Output
	g.open(func() { out = running.Wait(t) })
	out.Expect(t, 1, "Could not replace ServiceStage authorization build.repo", "Interrupted.", "is as it was")
	expectOnly(t, sb, "build.repo")

	running = underway(t, cli, g, made, acted)
	running.KillProvider(t)
	out = running.Wait(t)
	g.open(func() {})
	out.Expect(t, 1)
	if left := sb.Authorizations(t); len(left) != 2 {
		t.Fatalf("the project has %+v", left)
	}
	cli.Apply(t).Expect(t, 0, "A temporary authorization of ServiceStage authorization build.repo is left", "storeauth-proof-")
	expectOnly(t, sb, "build.repo")
	cli.Plan(t).Expect(t, 0)
}

func TestACreationWhoseTerraformOrProviderIsKilledIsToldByTheNextRun(t *testing.T) {
	t.Parallel()
	for name, kill := range map[string]func(*acctest.Running, *testing.T){
		"terraform": func(r *acctest.Running, t *testing.T) { r.Kill(t); r.KillProvider(t) },
		"provider":  func(r *acctest.Running, t *testing.T) { r.KillProvider(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb, g, cli, declare := rotation(t)
			declare("first-token")
			g.arm(-1, acted)
			cli.Plan(t).Expect(t, 2)
			// An apply makes the calls of a plan, lists in a process of its own, and then creates.
			running := underway(t, cli, g, g.counted()+1, acted)
			kill(running, t)
			running.Wait(t)
			g.open(func() {})
			expectOnly(t, sb, "build.repo")
			cli.Run(t, "apply", "-auto-approve", "-input=false", "-lock=false").Expect(t, 1,
				"The name build.repo is taken at ServiceStage", "terraform import storeauth_servicestage_token_authorization.ADDRESS build.repo")
			cli.Run(t, "import", "-lock=false", "storeauth_servicestage_token_authorization.build", "build.repo").Expect(t, 0)
			cli.Run(t, "apply", "-auto-approve", "-input=false", "-lock=false").Expect(t, 0)
			cli.Plan(t, "-lock=false").Expect(t, 0)
			expectOnly(t, sb, "build.repo")
		})
	}
}
