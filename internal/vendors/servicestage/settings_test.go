package servicestage_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	listAll = "data \"storeauth_servicestage_authorizations\" \"all\" {}\n"
	// everything asks the vendor in every way at once.
	everything = listAll + `
data "storeauth_servicestage_oauth_redirect" "a" {
  repo_type = "github"
}
data "storeauth_servicestage_oauth_redirect" "b" {
  repo_type = "gitlab"
}
data "storeauth_servicestage_oauth_redirect" "c" {
  repo_type = "gitee"
}
data "storeauth_servicestage_repositories" "r" {
  authorization = "somebody"
}
data "storeauth_servicestage_authorization" "d" {
  name = "somebody"
}
data "storeauth_servicestage_authorization" "e" {
  name = "somebody-else"
}
`
)

// refusedAtPlan plans and looks for a pattern in the error.
func refusedAtPlan(t *testing.T, config, says string) {
	t.Helper()
	out := acctest.NewCLI(t, config).Plan(t)
	if out.Code != 1 || !regexp.MustCompile(says).MatchString(out.Words()) {
		t.Errorf("exit code %d, expected 1 and %s:\n%s", out.Code, says, out.Text)
	}
}

func servicestage(url string, lines ...string) string {
	return acctest.Provider(url, "  servicestage = {\n    "+strings.Join(lines, "\n    ")+"\n  }")
}

func TestAWrongKeyIsOneRequestAndSaysWhatToCheck(t *testing.T) {
	t.Parallel()
	for _, lookup := range []bool{false, true} {
		t.Run(fmt.Sprintf("project looked up %t", lookup), func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			key := sb.CreateAccessKey(t)
			lines := []string{fmt.Sprintf("access_key = %q", key.AccessKey), `secret_key = "n0t-the-secret"`, `region = "cn-north-4"`}
			if !lookup {
				lines = append(lines, fmt.Sprintf("project_id = %q", sandboxtest.ServiceStageProject))
			}
			cli := acctest.NewCLI(t, servicestage(sb.URL, lines...)+everything)
			cli.Plan(t).Expect(t, 1, "APIGW.0301", "HTTP 401 Unauthorized", "request id", "servicestage.secret_key", "servicestage.region")
			calls := sb.Count(t, "", "/servicestage/*") + sb.Count(t, "", "/iam/*")
			if calls != 1 {
				t.Errorf("%d requests with a wrong key, expected 1", calls)
			}
			if sb.AccessKeyLocked(t, key.AccessKey) {
				t.Error("the key is locked")
			}
		})
	}
}

func TestRefusalsOfTheCallerAreExplained(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	key := sb.CreateAccessKey(t)
	disabled := sb.CreateAccessKey(t)
	sb.DisableAccessKey(t, disabled.AccessKey)
	skewed := sandboxtest.Start(t)
	skewedKey := skewed.CreateAccessKey(t)
	skewed.AdvanceClock(t, 16*time.Minute)
	early := sandboxtest.Start(t)
	earlyKey := early.CreateAccessKey(t)
	early.AdvanceClock(t, -16*time.Minute)
	denied := sandboxtest.Start(t)
	deniedKey := denied.CreateAccessKey(t)
	denied.SetSwitch(t, "servicestage", "denied_actions", []string{"servicestage:repositoryAuth:list"})
	keyLines := func(k sandboxtest.AccessKey) []string {
		return []string{fmt.Sprintf("access_key = %q", k.AccessKey), fmt.Sprintf("secret_key = %q", k.SecretKey),
			`region = "cn-north-4"`, fmt.Sprintf("project_id = %q", sandboxtest.ServiceStageProject)}
	}
	for name, test := range map[string]struct {
		config string
		says   string
	}{
		"disabled key":   {servicestage(sb.URL, keyLines(disabled)...), `not exist.*no such access key`},
		"unknown key":    {servicestage(sb.URL, keyLines(sandboxtest.AccessKey{AccessKey: "NOBODY", SecretKey: "whatever"})...), `not exist.*servicestage\.security_token`},
		"clock behind":   {servicestage(skewed.URL, keyLines(skewedKey)...), `APIGW\.0301.*clock and the vendor's disagree.*nothing about the access key.*date -u`},
		"clock ahead":    {servicestage(early.URL, keyLines(earlyKey)...), `APIGW\.0301.*clock and the vendor's disagree.*date -u`},
		"permission":     {servicestage(denied.URL, keyLines(deniedKey)...), `APIGW\.0302.*lacks a permission`},
		"token":          {servicestage(sb.URL, `auth_token = "n0t-a-token"`, `region = "cn-north-4"`, `project_id = "0123456789abcdef0123456789abcdef"`), `APIGW\.0301.*servicestage\.auth_token`},
		"unknown region": {servicestage(sb.URL, append(keyLines(key)[:2], `region = "atlantis-1"`)...), `no project with the region's name`},
		"no credential":  {servicestage(sb.URL, `region = "cn-north-4"`), `servicestage\.access_key.*HW_ACCESS_KEY.*servicestage\.auth_token.*HW_AUTH_TOKEN`},
		"half a key":     {servicestage(sb.URL, `access_key = "AK"`, `region = "cn-north-4"`), `servicestage\.secret_key is needed.*HW_SECRET_KEY`},
		"no region":      {servicestage(sb.URL, keyLines(key)[:2]...), `servicestage\.region is needed.*HW_REGION_NAME`},
		"both":           {servicestage(sb.URL, append(keyLines(key), `auth_token = "x"`)...), `servicestage\.access_key and servicestage\.auth_token exclude each other`},
		"region that is no host": {"provider \"storeauth\" {\n  servicestage = {\n    access_key = \"AK\"\n    secret_key = \"SKSK\"\n    region = \"evil.example.com/\"\n  }\n}\n",
			`servicestage\.region.*cannot be part of a host name`},
		"plain http": {servicestage(sb.URL, append(keyLines(key), `endpoint = "http://servicestage.cn-north-4.myhuaweicloud.com"`)...), `endpoint.*loopback`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refusedAtPlan(t, test.config+listAll, test.says)
		})
	}
}

// What to do follows from the credential that was sent.
func TestTheRemedyIsThatOfTheCredential(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	temporary := sb.CreateTemporaryAccessKey(t, time.Hour)
	token := sb.CreateIAMToken(t, "", time.Minute)
	sb.AdvanceClock(t, 2*time.Minute)
	region, project := `region = "cn-north-4"`, fmt.Sprintf("project_id = %q", sandboxtest.ServiceStageProject)
	auth := fmt.Sprintf("auth_token = %q", token)
	key := []string{fmt.Sprintf("access_key = %q", temporary.AccessKey), fmt.Sprintf("secret_key = %q", temporary.SecretKey), region, project}
	for name, test := range map[string]struct {
		lines     []string
		says, not string
	}{
		"token that is over":                 {[]string{auth, region, project}, "set servicestage.auth_token", "servicestage.secret_key"},
		"token that is over, project looked": {[]string{auth, region}, "set servicestage.auth_token", "servicestage.secret_key"},
		"temporary key without its token":    {key, "servicestage.security_token", "servicestage.auth_token"},
		"temporary key with another's token": {append(key, `security_token = "n0t-the-token"`), "all three of servicestage.access_key", "servicestage.auth_token"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := acctest.NewCLI(t, servicestage(sb.URL, test.lines...)+listAll).Plan(t)
			out.Expect(t, 1, test.says)
			lacks(t, out, test.not)
		})
	}
}

func TestOfTwoCredentialsInTheEnvironmentTheKeyWinsAndAWarningNamesBoth(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	key := sb.CreateAccessKey(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+everything+oauth())
	sb.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "somebody", RepoType: "github", TokenType: "oauth"})
	cli.Env = append(cli.Env, "HW_REGION_NAME=cn-north-4", "HW_AUTH_TOKEN=stale-token", "HW_ACCESS_KEY="+key.AccessKey, "HW_SECRET_KEY="+key.SecretKey)
	out := cli.Plan(t)
	out.Expect(t, 2, "HW_ACCESS_KEY and HW_AUTH_TOKEN are both set", "The access key of HW_ACCESS_KEY is used")
	if told := strings.Count(out.Text, "are both set"); told != 1 {
		t.Errorf("told %d times", told)
	}
	cli.Env = append(cli.Env, "HW_AUTH_TOKEN=")
	lacks(t, cli.Plan(t), "are both set")
}

// Lists and the action that verifies use the key as resources do, and tell of the token that they do not use.
func TestListsAndTheVerifyActionTellOfTwoCredentialsInTheEnvironment(t *testing.T) {
	sb := sandboxtest.Start(t)
	key := sb.CreateAccessKey(t)
	t.Setenv("HW_REGION_NAME", "cn-north-4")
	t.Setenv("HW_AUTH_TOKEN", "stale-token")
	t.Setenv("HW_ACCESS_KEY", key.AccessKey)
	t.Setenv("HW_SECRET_KEY", key.SecretKey)
	config := map[string]any{"sandbox_url": sb.URL, "max_retries": 0}
	for name, told := range map[string]acctest.Result{
		"list":   acctest.NewProtocol(t, config).List(t, "storeauth_servicestage_oauth_authorization", nil),
		"action": acctest.NewProtocol(t, config).Invoke(t, "storeauth_verify", map[string]any{"vendors": []any{"servicestage"}}),
	} {
		if len(told.Errors) > 0 || len(told.Warnings) != 1 || !strings.Contains(told.Warnings[0], "HW_ACCESS_KEY and HW_AUTH_TOKEN are both set") {
			t.Errorf("%s: %+v", name, told)
		}
	}
}

// The gateway repeats what it takes for the access key.
func TestHalvesOfAKeyInTheWrongPlaceAreRefusedBeforeAnyCall(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	key := sb.CreateAccessKey(t)
	for name, test := range map[string]struct{ access, secret, says string }{
		"swapped":          {key.SecretKey, key.AccessKey, "servicestage.access_key"},
		"secret key twice": {key.SecretKey, key.SecretKey, "servicestage.access_key"},
		"access key twice": {key.AccessKey, key.AccessKey, "servicestage.secret_key"},
	} {
		for _, block := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s block %t", name, block), func(t *testing.T) {
				t.Parallel()
				// Sensitive, because an error may quote a value or the line that it stands on.
				const variables = "variable \"access\" {\n  sensitive = true\n}\nvariable \"secret\" {\n  sensitive = true\n}\n"
				lines, environment := []string{`region = "cn-north-4"`}, []string{"HW_ACCESS_KEY=" + test.access, "HW_SECRET_KEY=" + test.secret}
				if block {
					lines, environment = append(lines, "access_key = var.access", "secret_key = var.secret"), nil
				}
				environment = append(environment, "TF_VAR_access="+test.access, "TF_VAR_secret="+test.secret)
				cli := acctest.NewCLI(t, servicestage(sb.URL, lines...)+variables+listAll)
				cli.Env = append(cli.Env, environment...)
				out := cli.Plan(t)
				out.Expect(t, 1, test.says, "access_key and secret_key may be swapped")
				lacks(t, out, key.AccessKey, key.SecretKey)
			})
		}
	}
	t.Cleanup(func() {
		if calls := sb.Count(t, "", "/*"); calls != 0 {
			t.Errorf("%d calls", calls)
		}
	})
}

// A key of another form, in the wrong place, is not known by its length.
func TestNoCredentialIsShown(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	const secret = "a-secret-key-of-some-partner-cloud"
	out := acctest.NewCLI(t, servicestage(sb.URL, fmt.Sprintf("access_key = %q", secret), `secret_key = "AKOFPARTNER"`, `region = "cn-north-4"`)+listAll).Plan(t)
	out.Expect(t, 1, "not exist", "[redacted]")
	lacks(t, out, secret)
}

func TestEveryWayToProveWhoCallsIsAccepted(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	key, temporary := sb.CreateAccessKey(t), sb.CreateTemporaryAccessKey(t, time.Hour)
	token := sb.CreateIAMToken(t, "", time.Hour)
	region, project := `region = "cn-north-4"`, fmt.Sprintf("project_id = %q", sandboxtest.ServiceStageProject)
	permanent := []string{fmt.Sprintf("access_key = %q", key.AccessKey), fmt.Sprintf("secret_key = %q", key.SecretKey)}
	for name, lines := range map[string][]string{
		"key":                     append(permanent, region, project),
		"key, project looked up":  append(permanent, region),
		"key, iam_endpoint in v3": append(permanent, region, fmt.Sprintf("iam_endpoint = %q", sb.IAMURL()+"/v3/")),
		"key, no region":          append(permanent, project),
		"temporary key": {fmt.Sprintf("access_key = %q", temporary.AccessKey), fmt.Sprintf("secret_key = %q", temporary.SecretKey),
			fmt.Sprintf("security_token = %q", temporary.SecurityToken), region},
		"token":                 {fmt.Sprintf("auth_token = %q", token), region, project},
		"token, project looked": {fmt.Sprintf("auth_token = %q", token), region},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.NewCLI(t, servicestage(sb.URL, lines...)+listAll).Plan(t).Expect(t, 0, "No changes")
		})
	}
}

func TestAnAuthorizationOfAnotherProjectIsNotTakenForMissing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.adopted(t)
	before := w.cli.State(t)
	other := w.AddProject(t, "cn-east-3")
	w.cli.Write(t, servicestage(w.URL, fmt.Sprintf("access_key = %q", w.key.AccessKey), fmt.Sprintf("secret_key = %q", w.key.SecretKey),
		`region = "cn-east-3"`, fmt.Sprintf("project_id = %q", other))+oauth())
	w.cli.Plan(t).Expect(t, 1, "belongs to another project", sandboxtest.ServiceStageProject, other)
	if w.cli.State(t) != before {
		t.Error("the state changed")
	}
}

func TestBadInputIsRefusedAtPlanWithTheArgumentNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const address = "https://console.huaweicloud.com/servicestage/oauth?repo_type=%s&%s"
	resourceOf := func(kind, arguments string) string {
		return "resource \"storeauth_servicestage_" + kind + "_authorization\" \"x\" {\n" + arguments + "\n}\n"
	}
	named := "name = \"good-name\"\nrepo_type = \"github\"\n"
	for name, test := range map[string]struct{ config, says string }{
		"short name":              {resourceOf("oauth", "name = \"abc\"\nrepo_type = \"github\""), `name: it must be 4 to 63`},
		"long name":               {resourceOf("oauth", "name = \""+strings.Repeat("a", 64)+"\"\nrepo_type = \"github\""), `name: it must be 4 to 63`},
		"letters of name":         {resourceOf("token", "name = \"a b c d\"\nrepo_type = \"github\"\ntoken_wo = \"token\""), `name: it must be 4 to 63`},
		"repo_type":               {resourceOf("oauth", "name = \"good\"\nrepo_type = \"GitHub\""), `repo_type.*"github"`},
		"other repo_type":         {resourceOf("oauth", named+withCallback(fmt.Sprintf(address, "gitlab", "code=c4nary&state=x"))), `callback_url_wo.*"gitlab"`},
		"no code":                 {resourceOf("oauth", named+withCallback(fmt.Sprintf(address, "github", "state=x"))), `callback_url_wo: it has no code`},
		"no state":                {resourceOf("oauth", named+withCallback(fmt.Sprintf(address, "github", "code=c4nary"))), `callback_url_wo: it has no state`},
		"authorize_url":           {resourceOf("oauth", named+withCallback("https://github.com/login/oauth/authorize?client_id=1&state=x")), `callback_url_wo: it is the address to open`},
		"code alone":              {resourceOf("oauth", named+`code_wo = "c4nary"`), `state_wo`},
		"state alone":             {resourceOf("oauth", named+`state_wo = "x"`), `code_wo`},
		"code with a line break":  {resourceOf("oauth", named+"code_wo = \"c4n\\nary\"\nstate_wo = \"x\""), `code_wo: it has a line break`},
		"both forms":              {resourceOf("oauth", named+"code_wo = \"c4nary\"\nstate_wo = \"x\"\n"+withCallback(fmt.Sprintf(address, "github", "code=c4nary&state=x"))), `callback_url_wo`},
		"empty tag":               {resourceOf("oauth", named+`tag = ""`), `tag`},
		"no token":                {resourceOf("token", named), `set token_wo`},
		"token with a line break": {resourceOf("token", named+`token_wo = "one\ntwo"`), `token_wo: it has a line break`},
		"host":                    {resourceOf("token", named+"token_wo = \"token\"\nhost = \"git.example.com\""), `host: it is not an address`},
		"no password":             {resourceOf("password", named+`user_name = "tom"`), `set password_wo`},
		"no user":                 {resourceOf("password", named+"password_wo = \"p4ss\""), `user_name`},
		"data source's name":      {"data \"storeauth_servicestage_authorization\" \"x\" {\n  name = \"x\"\n}\n", `name: it must be 4 to 63`},
		"filter":                  {"data \"storeauth_servicestage_authorizations\" \"x\" {\n  status = \"broken\"\n}\n", `status`},
		"redirect's repo_type":    {"data \"storeauth_servicestage_oauth_redirect\" \"x\" {\n  repo_type = \"cvs\"\n}\n", `repo_type`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refusedAtPlan(t, w.provider()+test.config, test.says)
		})
	}
	t.Cleanup(func() {
		if calls := w.Count(t, "", "/servicestage/*"); calls != 0 {
			t.Errorf("bad input led to %d calls", calls)
		}
	})
}

// Settings that come with apply: a resource waits, a data source says what it needs.
func TestSettingsThatAreKnownOnlyAtApply(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	late := fmt.Sprintf("resource \"terraform_data\" \"project\" {\n  input = %q\n}\n", sandboxtest.ServiceStageProject)
	provider := servicestage(w.URL, fmt.Sprintf("access_key = %q", w.key.AccessKey), fmt.Sprintf("secret_key = %q", w.key.SecretKey),
		`region = "cn-north-4"`, "project_id = terraform_data.project.output")
	w.cli.Write(t, provider+late+listAll)
	w.cli.Plan(t).Expect(t, 1, "servicestage.project_id is needed", "known only after apply")
	w.cli.Write(t, provider+late+oauth())
	w.cli.Apply(t)
	w.status(t, "pending")
	w.cli.Write(t, provider+strings.Replace(late, "input", "triggers_replace = \"new\"\n  input", 1)+oauth())
	w.cli.Plan(t).Expect(t, 2, "waits for its browser step")
}
