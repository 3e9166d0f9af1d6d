package agcroom

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// formOAuthError is a form of refusals that only the token call has.
const formOAuthError = "oauth_error"

const (
	wordsInReason = "reason"
	wordsInBody   = "body"

	invisible200 = "204144644"
	invisible403 = "403"

	numbersDocumented = "documented"
	numbersAsStrings  = "strings"
	numbersAsNumbers  = "numbers"

	screenshotsArray  = "array"
	screenshotsString = "string"
)

// switches decide what nobody outside the vendor knows, or what differs between
// those who have seen it. A client must survive each of them.
type switches struct {
	// TokenRetForm and PublishRetForm are how the verdict is written by the token call and by the Publishing API.
	TokenRetForm   string `json:"token_ret_form"`
	PublishRetForm string `json:"publish_ret_form"`
	// TokenWithRet: a success of the token call carries ret (code 0) and products too.
	TokenWithRet bool `json:"token_with_ret"`
	// LenientGrantType: any grant_type is accepted.
	LenientGrantType bool `json:"lenient_grant_type"`
	// HMSAnswer answers an HMS credential: secret_error, type_mismatch or bad_gateway.
	HMSAnswer string `json:"hms_answer"`
	// RevokeTokens: deleting a client or resetting its key kills the tokens it has.
	RevokeTokens bool `json:"revoke_tokens"`
	// ExpiredCode is the code for a token past its 48 hours.
	ExpiredCode int `json:"expired_code"`
	// Plain403: a 403 comes with the usual reason phrase, as after HTTP/2.
	Plain403 bool `json:"plain_403"`
	// UPSUnusable: the permission service is broken, and every call is refused with its own words.
	UPSUnusable bool `json:"ups_unusable"`
	// ProjectAccountWords is where a project-level service account's refusal says why: reason or body.
	ProjectAccountWords string `json:"project_account_words"`
	// ServiceAccountsRefused: the calls take no service account, as their Android pages have it.
	ServiceAccountsRefused bool `json:"service_accounts_refused"`
	// NamedApp and ForeignApp answer an app id that is no number, and one of another team: 403 or 204144644.
	NamedApp   string `json:"named_app"`
	ForeignApp string `json:"foreign_app"`
	// Numbers is how version codes and app ids are written: documented (numbers, but ids as strings), strings or numbers.
	Numbers string `json:"numbers"`
	// Screenshots is how a list of screenshots is written: array, or string with commas.
	Screenshots string `json:"screenshots"`
}

func defaultSwitches() switches {
	return switches{
		TokenRetForm: formObject, PublishRetForm: formObject, HMSAnswer: hmsSecretError, ExpiredCode: codeTokenRefused,
		ProjectAccountWords: wordsInReason, NamedApp: invisible403, ForeignApp: invisible200,
		Numbers: numbersDocumented, Screenshots: screenshotsArray,
	}
}

func (s switches) check() error {
	forms := slices.Sorted(maps.Keys(retForms))
	for _, choice := range []struct {
		name, value string
		allowed     []string
	}{
		{"token_ret_form", s.TokenRetForm, append([]string{formOAuthError}, forms...)},
		{"publish_ret_form", s.PublishRetForm, forms},
		{"hms_answer", s.HMSAnswer, []string{hmsSecretError, hmsTypeMismatch, hmsBadGateway}},
		{"project_account_words", s.ProjectAccountWords, []string{wordsInReason, wordsInBody}},
		{"named_app", s.NamedApp, []string{invisible200, invisible403}},
		{"foreign_app", s.ForeignApp, []string{invisible200, invisible403}},
		{"numbers", s.Numbers, []string{numbersDocumented, numbersAsStrings, numbersAsNumbers}},
		{"screenshots", s.Screenshots, []string{screenshotsArray, screenshotsString}},
	} {
		if !slices.Contains(choice.allowed, choice.value) {
			return harness.Refuse(http.StatusBadRequest, "%q is one of %s.", choice.name, strings.Join(choice.allowed, ", "))
		}
	}
	if s.ExpiredCode != codeTokenRefused && s.ExpiredCode != codeTokenExpired {
		return harness.Refuse(http.StatusBadRequest, `"expired_code" is %d or %d.`, codeTokenRefused, codeTokenExpired)
	}
	return nil
}

func (room *Room) settings() switches {
	room.mu.Lock()
	defer room.mu.Unlock()
	return room.switches
}

func (room *Room) switchRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/switches", About: "how the unknown is simulated",
			Handle: func(*http.Request) (any, error) { return room.settings(), nil }},
		{Method: http.MethodPost, Path: "/switches", About: `change some switches: {"plain_403":true}; the others stay`,
			Handle: room.setSwitches},
	}
}

func (room *Room) setSwitches(r *http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	changed := room.switches
	if err := harness.Decode(r, &changed); err != nil {
		return nil, err
	}
	if err := changed.check(); err != nil {
		return nil, err
	}
	room.switches = changed
	return changed, nil
}
