package galaxyapi

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of this API, where the vendor's code alone does not tell them apart.
const (
	// SymptomAccountNotFound is the gateway's word that no service account has the id: deleted, or mistyped.
	SymptomAccountNotFound = "account-not-found"
	// SymptomInvalidToken is the gateway's word that the access token is unknown, revoked or of another account.
	SymptomInvalidToken = "invalid-access-token"
	// SymptomAuthRequired is AUTH_REQUIRE with other words.
	SymptomAuthRequired = "AUTH_REQUIRE"
	// SymptomInvalidSignature is a key that is not the account's.
	SymptomInvalidSignature = "invalid-signature"
	// SymptomAssertion is a refused JWT that says nothing about the key: expired, malformed, wrong algorithm.
	SymptomAssertion = "assertion-refused"
	// SymptomNoKey is an account for which the gateway finds no key, as one that is gone may answer (inferred from its JWT library).
	SymptomNoKey = "no-key"
	// SymptomNoPermission is a scope that the account was not given.
	SymptomNoPermission = "NO_PERMISSION"
	// SymptomNotOwner is an app of another seller.
	SymptomNotOwner = "not-owner"
	// SymptomMintLost is a mint whose answer came not at all or not whole, so that a token nobody knows may live on.
	SymptomMintLost = "mint-lost"
)

// wording is one row of what the gateway and the seller service say. The texts vary between versions of the service
// ("serviceAccount" and "service account"), so they are compared without case and spaces, and only where the code is
// not enough.
type wording struct {
	statuses []int
	code     string
	words    string
	kind     vendorhttp.Kind
	symptom  string
}

// A refusal may come inside a 200 (seen live), and the status of authentication failures differs between reports.
var authStatuses = []int{http.StatusOK, http.StatusUnauthorized, http.StatusForbidden}

var wordings = []wording{
	{authStatuses, "AUTH_REQUIRE", "notfoundserviceaccount", vendorhttp.KindRejected, SymptomAccountNotFound},
	{authStatuses, "AUTH_REQUIRE", "invalidaccesstoken", vendorhttp.KindRejected, SymptomInvalidToken},
	// Our own request was malformed, which says nothing about the credential.
	{authStatuses, "AUTH_REQUIRE", "setauthorizationheader", vendorhttp.KindUnexpected, SymptomAuthRequired},
	{authStatuses, "AUTH_REQUIRE", "", vendorhttp.KindRejected, SymptomAuthRequired},
	{authStatuses, "NO_PERMISSION", "", vendorhttp.KindDenied, SymptomNoPermission},
	{authStatuses, "", "unauthorizedscope", vendorhttp.KindDenied, SymptomNoPermission},
	{authStatuses, "4008", "", vendorhttp.KindDenied, SymptomNotOwner},
	{authStatuses, "4105", "", vendorhttp.KindDenied, SymptomNotOwner},
	{[]int{http.StatusOK, http.StatusBadRequest, http.StatusNotFound}, "3100", "", vendorhttp.KindNotFound, "3100"},
}

// mintWordings come first on the token call, where the gateway passes on what its JWT library says, as a 500 without a
// code (seen live for "invalid signature"; the others are that library's, node-jsonwebtoken's, and inferred).
//
// The refusal is believed under these statuses only, because API gateways refuse in the same words with a 401.
var mintWordings = []wording{
	{[]int{http.StatusOK, http.StatusInternalServerError}, "", "invalidsignature", vendorhttp.KindRejected, SymptomInvalidSignature},
	{nil, "", "jwtexpired", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "jwtnotactive", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "jwtmalformed", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "invalidtoken", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "invalidalgorithm", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "maxageexceeded", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "invalidexpvalue", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "invalidiatvalue", vendorhttp.KindUnexpected, SymptomAssertion},
	// Inferred from github.com/ACupofCommit/typescript-serverless-tsoa, whose vocabulary the gateway shares.
	{[]int{http.StatusUnprocessableEntity}, "", "validationfailed", vendorhttp.KindUnexpected, SymptomAssertion},
	{nil, "", "secretorpublickeymustbeprovided", vendorhttp.KindUnexpected, SymptomNoKey},
}

func classify(r *vendorhttp.Response) *vendorhttp.Failure { return classifyBy(r, wordings) }

// classifyMint keeps a refusal that names no cause from being taken for the account's when the answer's date says that this
// machine's clock is wrong: nobody knows in which words the gateway refuses a JWT from the future.
func (c *Client) classifyMint(r *vendorhttp.Response) *vendorhttp.Failure {
	failure := classifyBy(r, append(slices.Clone(mintWordings), wordings...))
	if failure == nil {
		return requireOK(r)
	}
	ahead, known := r.ClockAhead(c.now())
	if failure.Kind == vendorhttp.KindRejected && failure.Symptom == SymptomAuthRequired && known && (ahead >= clockAhead || -ahead >= clockBehind) {
		failure.Kind, failure.Symptom = vendorhttp.KindUnexpected, SymptomAssertion
	}
	return failure
}

func classifyOK(r *vendorhttp.Response) *vendorhttp.Failure {
	if failure := classifyBy(r, wordings); failure != nil {
		return failure
	}
	return requireOK(r)
}

// classifyList asks for an array: a null decodes as one without elements, and would prove that an app does not exist.
func classifyList(r *vendorhttp.Response) *vendorhttp.Failure {
	if failure := classify(r); failure != nil {
		return failure
	}
	if !bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("[")) {
		return &vendorhttp.Failure{Kind: vendorhttp.KindMalformed, Note: "the answer is " + r.Shape() + ", not a list"}
	}
	return nil
}

// requireOK asks for the body's own word: a success is {"ok":true}, whatever the status says.
func requireOK(r *vendorhttp.Response) *vendorhttp.Failure {
	object, isObject := r.Object()
	if !isObject {
		return &vendorhttp.Failure{Kind: vendorhttp.KindMalformed, Note: "the answer is " + r.Shape() + ", not {\"ok\":true}"}
	}
	if object["ok"] != true {
		return &vendorhttp.Failure{Kind: vendorhttp.KindUnexpected, Note: "the answer does not say \"ok\":true and gives no code",
			Refused: object["ok"] == false}
	}
	return nil
}

func classifyBy(r *vendorhttp.Response, rows []wording) *vendorhttp.Failure {
	object, _ := r.Object()
	code, message := words(object)
	spoken := strings.ToLower(strings.ReplaceAll(message, " ", ""))
	for _, row := range rows {
		if (row.statuses == nil || slices.Contains(row.statuses, r.Status)) &&
			row.code == code && strings.Contains(spoken, row.words) {
			return &vendorhttp.Failure{Kind: row.kind, Code: code, Message: message, Symptom: row.symptom, Refused: true}
		}
	}
	failure := vendorhttp.ClassifyStatus(r)
	if failure == nil {
		failed := object["ok"] == false || code != "" && code != "0000"
		if !failed || code+message == "" {
			return nil
		}
		failure = &vendorhttp.Failure{Kind: vendorhttp.KindUnexpected}
	}
	if code+message != "" {
		failure.Code, failure.Message = code, message
		failure.Refused = r.Status < http.StatusInternalServerError
		if failure.Kind == vendorhttp.KindMalformed {
			failure.Kind = vendorhttp.KindUnexpected
		}
	}
	return failure
}

// words finds the vendor's code and message in the gateway's envelope {"code","message","from"}, in the seller
// service's {"from":"seller","body":{"errorCode","errorMsg"}} and in the envelope of its v2 calls,
// {"resultCode","resultMessage"}, nested or not: all were seen live.
func words(object map[string]any) (code, message string) {
	body, _ := object["body"].(map[string]any)
	for _, envelope := range []map[string]any{body, object} {
		for _, keys := range [][2]string{{"errorCode", "errorMsg"}, {"resultCode", "resultMessage"}, {"code", "message"}} {
			if code == "" {
				code = vendorhttp.Field(envelope, keys[0])
			}
			if message == "" {
				message = vendorhttp.Field(envelope, keys[1])
			}
		}
	}
	return code, message
}

// lostMint marks a mint that may have issued a token although the answer brought none.
func lostMint(err error) error {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if ok && e.MayHave != "" && e.Symptom == "" {
		e.Symptom = SymptomMintLost
	}
	return err
}
