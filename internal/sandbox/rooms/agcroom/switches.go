package agcroom

import (
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// formOAuthError is a form of refusals that only the token call has.
const formOAuthError = "oauth_error"

const (
	wordsInReason = "reason"
	wordsInBody   = "body"

	invisible200   = "204144644"
	invisible403   = "403"
	invisibleOwner = "204144689"

	noPhasedRefused = "204144648"
	noPhasedFull    = "full"

	numbersDocumented = "documented"
	numbersAsStrings  = "strings"
	numbersAsNumbers  = "numbers"

	screenshotsArray  = "array"
	screenshotsString = "string"

	typesList = "list"
	typesOne  = "one"

	emptyReleaseFull    = "full"
	emptyReleaseRefused = "204144641"
)

// switches are explained where they are declared.
type switches struct {
	TokenRetForm, PublishRetForm string
	BareToken                    bool
	HMSAnswer                    string
	RevokeTokens                 bool
	IatLeeway                    time.Duration
	Plain403, UPSUnusable        bool
	ProjectAccountWords          string
	ServiceAccountsRefused       bool
	NamedApp, ForeignApp         string
	NoPhasedRelease              string
	Numbers, Screenshots         string
	RefusalsWithProducts         bool
	StrictServiceAccounts        bool
	TypedEmptyBody               bool
	PackageTypes                 string
	EmptyNamesDropped            bool
	EmptyReleaseType             string
	ReleaseTypeLast              bool
	GateElsewhere                bool
	WrongVerbStatus              int
	ClientIDIgnored              bool
	GrantTypeUnchecked           bool
	LongAssertions               bool
}

func declareSwitches(s *switches) []harness.Switch {
	forms := slices.DeleteFunc(slices.Sorted(maps.Keys(retForms)), func(form string) bool { return form == formObject })
	return []harness.Switch{
		harness.Choice("token_ret_form", &s.TokenRetForm, "How a refused token call writes its verdict (ret).",
			formObject, append([]string{formOAuthError}, forms...)...),
		harness.Choice("publish_ret_form", &s.PublishRetForm, "How the Publishing API writes its verdict (ret).", formObject, forms...),
		harness.Flag("bare_token", &s.BareToken, "A successful token call carries neither ret nor products, as the documentation has it."),
		harness.Choice("hms_answer", &s.HMSAnswer, "What the token call answers for the id and secret of HMS.",
			hmsSecretError, hmsTypeMismatch, hmsBadGateway),
		harness.Flag("revoke_tokens", &s.RevokeTokens, "Deleting a client or resetting its key also revokes its tokens."),
		harness.Duration("iat_leeway", &s.IatLeeway, "How far a service account's JWT may be from the future.", 0, 0, time.Minute, time.Hour),
		harness.Flag("plain_403", &s.Plain403, "A 403 has the usual reason phrase, as over HTTP/2, and so says nothing."),
		harness.Flag("ups_unusable", &s.UPSUnusable, "The vendor's permission service (UPS) is broken, and every call is refused with a message about it."),
		harness.Choice("project_account_words", &s.ProjectAccountWords,
			"Where the refusal of a project-level service account gives its cause: in the reason phrase or in the body.", wordsInReason, wordsInBody),
		harness.Flag("service_accounts_refused", &s.ServiceAccountsRefused,
			"The Publishing API refuses service accounts; its Android pages mention API clients only."),
		harness.Choice("named_app", &s.NamedApp, "The answer to a package name in the place of an app id: status 403, or code 204144644.",
			invisible403, invisible200),
		harness.Choice("foreign_app", &s.ForeignApp, "The answer to another team's app id: code 204144644 or 204144689, or status 403.",
			invisible200, invisible403, invisibleOwner),
		harness.Choice("no_phased_release", &s.NoPhasedRelease,
			"The answer to releaseType=3 where there is no phased release: code 204144648, or the full release.", noPhasedRefused, noPhasedFull),
		harness.Choice("numbers", &s.Numbers,
			"How version codes, percentages and app ids are written: as documented (version codes are numbers), all as strings, or all as numbers.",
			numbersDocumented, numbersAsStrings, numbersAsNumbers),
		harness.Choice("screenshots", &s.Screenshots, "How a list of screenshots is written: as an array, or as one string with commas.",
			screenshotsArray, screenshotsString),
		harness.Flag("refusals_with_products", &s.RefusalsWithProducts, "Every refused token call has products, and not only that of an unknown client."),
		harness.Flag("strict_service_accounts", &s.StrictServiceAccounts,
			"A service account's JWT must have typ JWT and times in whole seconds, and a client_id header beside it is refused even when it is empty."),
		harness.Flag("typed_empty_body", &s.TypedEmptyBody, "An answer with an empty body has the content type of JSON, too."),
		harness.Choice("package_types", &s.PackageTypes,
			"What packageTypes is: a list that filters, or one type that is checked and filters nothing.", typesList, typesOne),
		harness.Flag("empty_names_dropped", &s.EmptyNamesDropped, "Empty names in packageName are dropped, and do not count."),
		harness.Choice("empty_release_type", &s.EmptyReleaseType, "The answer to an empty releaseType: the full release, or code 204144641.",
			emptyReleaseFull, emptyReleaseRefused),
		harness.Flag("release_type_last", &s.ReleaseTypeLast,
			"app-info looks at releaseType only after it has refused a package name in the place of an app id, or a lang that the app lacks."),
		harness.Flag("gate_elsewhere", &s.GateElsewhere,
			"A path or verb of the Publishing API that does not exist needs a credential like one that does."),
		harness.Choice("wrong_verb_status", &s.WrongVerbStatus, "The status for another verb of a path that exists.",
			http.StatusNotFound, http.StatusMethodNotAllowed),
		harness.Flag("grant_type_unchecked", &s.GrantTypeUnchecked, "The token call takes any grant_type, as long as it has one."),
		harness.Flag("long_assertions", &s.LongAssertions, "A service account's JWT may be valid for more than an hour."),
		harness.Flag("client_id_ignored", &s.ClientIDIgnored, "A client_id header beside a service account's JWT does not matter."),
	}
}
