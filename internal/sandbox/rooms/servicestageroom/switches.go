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

	wordsLong  = "long"
	wordsShort = "short"

	missingUnknownKey    = "unknown_key"
	missingUndecryptable = "decrypt_token"
	missingWrong         = "wrong_signature"

	countsDates  = "dates"
	countsTokens = "tokens"
	countsBoth   = "both"

	spentByOwn     = "its_own_exchange"
	spentByAny     = "any_exchange"
	spentBySuccess = "success"
)

// switches are explained where they are declared.
type switches struct {
	GatewayFamily, ErrorEnvelope, SkewCode string
	UnknownKeyWords, MissingSecurityToken  string
	NoSuchAPIWords                         string
	OtherProjectToken                      string
	MissingDeleteStatus                    int
	MissingDeleteText                      bool
	DateBeforeKey, TokenBeforeSignature    bool
	ExactSignatures, OddQueriesRead        bool
	BriefSignatureWords                    bool
	LockCounts                             string
	LockAt                                 int
	LocksAgain                             bool
	ProjectHeaderIgnored, OwnRegionOnly    bool
	LowerCaseTypesOnly, BodyBeforeType     bool
	AnyHost                                bool
	StateSpentBy                           string
	NewSignInEndsCode, EmptyTagKept        bool
	KeystoneElsewhere, EmptyNameFindsNone  bool
	RefusedSecretCode                      string
	UncheckedSecrets                       bool
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
		harness.Choice("no_such_api_words", &s.NoSuchAPIWords,
			"The words for a path that is not published: the longer or the shorter of the two that are documented.", wordsLong, wordsShort),
		harness.Choice("missing_security_token", &s.MissingSecurityToken,
			"The answer to a temporary access key without its security token: that for an unknown key, for an unreadable token, or for a wrong signature.",
			missingUnknownKey, missingUndecryptable, missingWrong),
		harness.Choice("other_project_token", &s.OtherProjectToken, "The code for a token of another project than the path's.",
			staleUserToken.code, notAuthorized.code),
		harness.Choice("missing_delete_status", &s.MissingDeleteStatus, "The status for deleting an authorization that does not exist.",
			http.StatusInternalServerError, http.StatusNoContent, http.StatusBadRequest),
		harness.Flag("missing_delete_text", &s.MissingDeleteText, "The status 500 for it has a text."),
		harness.Flag("date_before_key", &s.DateBeforeKey, "A wrong date is refused before the access key is looked at, and does not count for its lock."),
		harness.Flag("token_before_signature", &s.TokenBeforeSignature, "Of a request with a signature and a token, the token counts."),
		harness.Flag("exact_signatures", &s.ExactSignatures,
			"The header Authorization is read in the documented form only, and a listed header that is absent counts as an empty one."),
		harness.Flag("odd_queries_read", &s.OddQueriesRead, "A query with a semicolon or a bare percent sign is signed as it is, and not refused."),
		harness.Flag("brief_signature_words", &s.BriefSignatureWords, "The words for a wrong signature do not repeat the request."),
		harness.Choice("lock_counts", &s.LockCounts, "What counts for the lock beside wrong signatures: wrong dates, wrong security tokens, or both.",
			countsDates, countsTokens, countsBoth),
		harness.Choice("lock_at", &s.LockAt, "Which failure in a row locks an access key.", 5, 6),
		harness.Flag("locks_again", &s.LocksAgain, "The count goes on after a lock, so that one more failure locks again."),
		harness.Flag("project_header_ignored", &s.ProjectHeaderIgnored, "Another project in X-Project-Id than in the path does not matter."),
		harness.Flag("own_region_only", &s.OwnRegionOnly, "The endpoint serves the first project only, as that of its region; the others are like foreign ones."),
		harness.Flag("lower_case_types_only", &s.LowerCaseTypesOnly, "A repo_type with a capital in the path is not supported."),
		harness.Flag("body_before_type", &s.BodyBeforeType, "A creation's body is checked before its repo_type."),
		harness.Flag("any_host", &s.AnyHost, "A host may be any text."),
		harness.Choice("state_spent_by", &s.StateSpentBy,
			"What uses a state up: an exchange in its project under its repo_type, also one that is refused; any exchange; or only one that succeeds.",
			spentByOwn, spentByAny, spentBySuccess),
		harness.Flag("new_sign_in_ends_code", &s.NewSignInEndsCode, "A second sign-in with one address ends the code of the first."),
		harness.Flag("empty_tag_kept", &s.EmptyTagKept, "An OAuth creation with an empty ?tag= is listed with an empty tag, and not with null."),
		harness.Flag("keystone_elsewhere", &s.KeystoneElsewhere, "Keystone, and not the gateway, answers a path that IAM does not have."),
		harness.Flag("empty_name_finds_none", &s.EmptyNameFindsNone, "A look-up of projects with an empty name finds none."),
		harness.Choice("refused_secret_code", &s.RefusedSecretCode, "The code for a token or password that the git host refuses.",
			authorizationInvalid.code, parameterInvalid.code),
		harness.Flag("unchecked_secrets", &s.UncheckedSecrets, "A creation takes a token or password without asking the git host."),
		harness.Flag("old_list", &s.OldList, "The list has no count, and its items have no tag."),
		harness.Flag("title_case_types", &s.TitleCaseTypes, "repo_type is answered as GitHub, GitLab, Gitee, Bitbucket or DevCloud."),
		harness.Subset("denied_actions", &s.DeniedActions, "The IAM actions that the user is not allowed.",
			listAction, getAction, createAction, deleteAction, projectsAction),
		harness.Number("rate_limit", &s.RateLimit, "How many calls are allowed in rate_window; 0 is no limit.", 0, 1_000_000, 0, 1),
		harness.Duration("rate_window", &s.RateWindow, "The time that rate_limit is for.", time.Second, time.Minute, time.Second, 5*time.Minute),
	}
}
