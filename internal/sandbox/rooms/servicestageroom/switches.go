package servicestageroom

import (
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	wordsNewer = "newer"
	wordsOlder = "older"

	missingUnknownKey    = "unknown_key"
	missingUndecryptable = "decrypt_token"
	missingWrong         = "wrong_signature"
)

// switches are explained where they are declared.
type switches struct {
	GatewayFamily, ErrorEnvelope, SkewCode string
	UnknownKeyWords, MissingSecurityToken  string
	OtherProjectToken                      string
	MissingDeleteStatus                    int
	RefusedSecretCode                      string
	OldList, TitleCaseTypes                bool
	DeniedActions                          []string
	RateLimit                              int
	RateWindow                             time.Duration
}

func declareSwitches(s *switches) []harness.Switch {
	forms := slices.DeleteFunc(slices.Sorted(maps.Keys(envelopes)), func(form string) bool { return form == envelopeUsual })
	return []harness.Switch{
		harness.Choice("gateway_family", &s.GatewayFamily, "What the gateway's codes begin with.", "APIGW", "APIG"),
		harness.Choice("error_envelope", &s.ErrorEnvelope, "The form of the git API's errors.", envelopeUsual, forms...),
		harness.Choice("skew_code", &s.SkewCode, "The code for a signature more than 15 minutes old or early.", "APIGW.0301", "APIGW.0303"),
		harness.Choice("unknown_key_words", &s.UnknownKeyWords,
			"The words for an unknown access key: ak … not exist, or the older ones, which begin with Get secretKey failed.", wordsNewer, wordsOlder),
		harness.Choice("missing_security_token", &s.MissingSecurityToken,
			"The answer to a temporary access key without its security token: that for an unknown key, for an unreadable token, or for a wrong signature.",
			missingUnknownKey, missingUndecryptable, missingWrong),
		harness.Choice("other_project_token", &s.OtherProjectToken, "The code for a token of another project than the path's.",
			staleUserToken.code, notAuthorized.code),
		harness.Choice("missing_delete_status", &s.MissingDeleteStatus, "The status for deleting an authorization that does not exist.",
			http.StatusInternalServerError, http.StatusNoContent, http.StatusBadRequest),
		harness.Choice("refused_secret_code", &s.RefusedSecretCode, "The code for a token or password that the git host refuses.",
			authorizationInvalid.code, parameterInvalid.code),
		harness.Flag("old_list", &s.OldList, "The list has no count, and its items have no tag."),
		harness.Flag("title_case_types", &s.TitleCaseTypes, "repo_type is answered as GitHub, GitLab, Gitee, Bitbucket or DevCloud."),
		harness.Subset("denied_actions", &s.DeniedActions, "The IAM actions that the user is not allowed.",
			listAction, getAction, createAction, deleteAction, projectsAction),
		harness.Number("rate_limit", &s.RateLimit, "How many calls are allowed in rate_window; 0 is no limit.", 0, 1_000_000, 0, 1),
		harness.Duration("rate_window", &s.RateWindow, "The time that rate_limit is for.", time.Second, time.Minute, time.Second, 5*time.Minute),
	}
}
