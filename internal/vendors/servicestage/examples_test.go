package servicestage_test

import (
	"path"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestServiceStageExamples(t *testing.T) {
	acctest.Examples(t, acctest.ExamplesOf{Vendor: "servicestage", Functions: []string{"parse_oauth_callback"},
		Prepare: func(t testing.TB, sb *sandboxtest.Sandbox, example string) []string {
			if path.Base(example) != "resource.tf" { // which creates one of them
				sb.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "platform-github", RepoType: "github", TokenType: "oauth", User: "example-org"})
				sb.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "platform-gitlab", RepoType: "gitlab", TokenType: "personal", Host: "https://git.example.com"})
				sb.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "platform-bitbucket", RepoType: "bitbucket", TokenType: "password", User: "build-bot"})
			}
			key := sb.CreateAccessKey(t)
			environment := []string{"HW_REGION_NAME=cn-north-4", "HW_ACCESS_KEY=" + key.AccessKey, "HW_SECRET_KEY=" + key.SecretKey,
				"TF_VAR_gitlab_token=glpat-0123456789", "TF_VAR_bitbucket_password=app-password"}
			if path.Base(example) == "function.tf" {
				environment = append(environment, "TF_VAR_callback_url=https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=c0de&state=x")
			}
			return environment
		}})
}
