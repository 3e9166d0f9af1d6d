package iotroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	northbound   = "support.huaweicloud.com, IoT platform API reference"
	loginPage    = northbound + ", Authentication (iot_06_0007)"
	refreshPage  = northbound + ", Refreshing a Token (iot_06_0008)"
	devicesPage  = northbound + ", iot_06_0061"
	errorsPage   = northbound + ", error codes"
	oceanConnect = "the OceanConnect API book"
	goClient     = "dualinventive/go-oceanconnect"
	clients      = "two independent public clients of real servers"
)

// Behaviours is the table of what this room simulates. Each line has a test.
func (room *Room) Behaviours() []harness.Behaviour {
	return []harness.Behaviour{
		{ID: "login", What: `POST /iocm/app/sec/v1.1.0/login, a form with appId and secret: 200 {"scope":"default","tokenType":"Bearer ","expiresIn":3600,"accessToken","refreshToken"}`, Tag: harness.Documented, Source: loginPage},
		{ID: "login-capital", What: "the form's key may be Secret", Tag: harness.SeenLive, Source: goClient},
		{ID: "login-ends-previous", What: "a login ends the previous access token", Tag: harness.Documented, Source: loginPage},
		{ID: "login-ends-refresh", What: "a login ends the previous refresh tokens (switch login_keeps_refresh_tokens: it does not)", Tag: harness.Assumed, Source: "by analogy with the access token"},
		{ID: "login-missing", What: "appId or secret missing or empty, or a body that is not a form: 400 102202", Tag: harness.Documented, Source: loginPage + " (for another content type it is assumed)"},
		{ID: "login-wrong", What: "appId unknown or secret wrong: 401 100208", Tag: harness.Documented, Source: loginPage},
		{ID: "frozen", What: "a frozen application: login and refresh 400 100247 (switch frozen_code: 100449)", Tag: harness.Documented, Source: loginPage + ", Chinese and international editions"},
		{ID: "frozen-token-lives", What: "freezing an application leaves its token valid, and logout works", Tag: harness.Assumed, Source: "no page tells"},
		{ID: "token-form", What: "tokens are 28 to 32 hex digits", Tag: harness.SeenLive, Source: "public samples of 32, and one captured login of 29, which its author may have shortened"},
		{ID: "token-lifetime", What: "an access token is valid for expiresIn seconds, an hour by default (switch access_token_lifetime)", Tag: harness.Documented, Source: loginPage + "; older servers differ"},
		{ID: "token-type", What: `tokenType is "Bearer " with a space (switch token_type: Bearer, bearer)`, Tag: harness.Documented, Source: loginPage + ", Chinese and international editions"},
		{ID: "no-refresh-token", What: "switch no_refresh_token: refreshToken is null", Tag: harness.SeenLive, Source: goClient + ", its tests"},

		{ID: "refresh", What: "POST /iocm/app/sec/v1.1.0/refreshToken, JSON with appId, secret and refreshToken: 200 with a new access token; the previous one ends", Tag: harness.Documented, Source: refreshPage + " (that the old one dies is assumed)"},
		{ID: "refresh-rotates", What: "a refresh gives a usable refresh token and ends the old one (switch refresh_keeps_refresh_token: the old one stays)", Tag: harness.Documented, Source: "support.huaweicloud.com/intl/en-us/api-IoT/iot_06_0008.html (a refresh token comes from either call; that the old one ends is assumed)"},
		{ID: "refresh-after-expiry", What: "a refresh token still works after its access token has expired", Tag: harness.Assumed, Source: refreshPage + " tells the two lifetimes apart, and advises to refresh before the end"},
		{ID: "refresh-lifetime", What: "a refresh token is valid for 30 days (switch refresh_token_lifetime)", Tag: harness.Documented, Source: refreshPage + "; another edition has 24 hours"},
		{ID: "refresh-wrong", What: "appId, secret or refresh token wrong, expired or used: 401 100208", Tag: harness.Documented, Source: refreshPage + " (for the refresh token: the Chinese edition)"},
		{ID: "refresh-missing", What: "a field missing or empty: 400 102202; not JSON, or of another type: 400 50400", Tag: harness.Documented, Source: refreshPage},

		{ID: "declared-json", What: "refresh and logout read JSON of any content type (switch declared_json: another than application/json is 400 50400)", Tag: harness.Assumed, Source: refreshPage + " names the type, and no answer without it"},
		{ID: "long-text", What: "a text of more than 256 characters in refresh or logout is wrong like any other (switch long_text_malformed: 400 50400)", Tag: harness.Assumed, Source: refreshPage + " has the limit, and no answer beyond it"},

		{ID: "logout", What: "POST /iocm/app/sec/v1.1.0/logout, JSON with accessToken: 204, and the token ends; no headers are needed", Tag: harness.SeenLive, Source: "a public client checks for 204; " + oceanConnect + " lists the call, and Huawei's Java SDK has it, deprecated and without headers"},
		{ID: "logout-ends-refresh", What: "a logout ends the refresh token too", Tag: harness.Assumed, Source: "no page tells"},
		{ID: "logout-dead", What: "logout of a token that has ended: 403 1010005 (switch dead_logout: 401 100208, or 204)", Tag: harness.Assumed, Source: "no sample"},
		{ID: "logout-missing", What: "accessToken missing: 400 102202; not JSON: 400 50400", Tag: harness.Assumed, Source: "by analogy with refresh"},

		{ID: "gate-no-app-key", What: "app_key missing: 401 100025 (switch app_key_envelope: in the gateway's form); over plain HTTP x-app-key is accepted too", Tag: harness.Documented, Source: errorsPage},
		{ID: "gate-dead-token", What: "no token, one that has ended, or another application's: 403 1010005 in the gateway's envelope", Tag: harness.SeenLive, Source: clients},
		{ID: "gate-bearer", What: "Bearer in any letter case (switch exact_bearer: Bearer and bearer only, else 403 1010005)", Tag: harness.Assumed, Source: loginPage + " has these two spellings; no page tells how the gateway compares"},
		{ID: "gate-throttle", What: "more than 100 calls of an application in 60 s (switch throttle_limit): 403 1010009 in the gateway's envelope", Tag: harness.Documented, Source: errorsPage + " (the platform's default; the envelope is assumed)"},
		{ID: "devices", What: "GET /iocm/app/dm/v1.4.0/devices?pageNo=&pageSize=: 200 {totalCount,pageNo,pageSize,devices}; v1.1.0 and v1.3.0 too; filters change nothing", Tag: harness.Documented, Source: devicesPage + " (but for the filters)"},
		{ID: "devices-bad-page", What: "neither pageNo nor gatewayId, or pageSize over 250 or not a number: 400 100022", Tag: harness.Documented, Source: devicesPage},
		{ID: "devices-app-id", What: "appId unknown: 403 100203; of another application: 403 100217 (switch unknown_app_not_authorized: 100217 for both)", Tag: harness.Documented, Source: errorsPage + " (when each is given is assumed)"},
		{ID: "elsewhere", What: "another path below /iocm or /iodm: the refusals of the gateway, else 404 without a body; another method of a simulated path, too (switch web_server_elsewhere: 404 or 405 with a page in HTML, whoever asks)", Tag: harness.Assumed, Source: "not simulated"},

		{ID: "numeric-codes", What: "switch numeric_codes: error codes are JSON numbers", Tag: harness.Assumed, Source: "mocks of the platform, all of one author, send them; a captured answer has a string"},
		{ID: "set-refusals", What: "refusals set through the console come before anything else, and with any status (the platform has answered an error with 200)", Tag: harness.Documented, Source: errorsPage + " (the codes)"},
		{ID: "application-deleted", What: "deleting an application ends its token, and its login is answered 401 100208", Tag: harness.Assumed, Source: "no page tells"},
		{ID: "secret-reset", What: "after a reset the old secret is refused; tokens stay valid", Tag: harness.Documented, Source: "support.huaweicloud.com, IoT platform user guide (that tokens live on is assumed)"},

		{ID: "tls-one-way", What: "a TLS listener with a certificate of the platform's authority for 127.0.0.1 and localhost", Tag: harness.Documented, Source: northbound + ": applications preset the platform's authority"},
		{ID: "tls-two-way", What: "TLS 1.2 that demands a client certificate of the same authority; without one, or with a stranger's, the handshake fails", Tag: harness.SeenLive, Source: "public clients of OceanConnect and their test certificates"},
		{ID: "tls-two-way-13", What: "the same over TLS 1.3, where the refusal comes only after the client's handshake", Tag: harness.Assumed, Source: "RFC 8446; for installations behind a newer proxy"},
		{ID: "tls-wrong-ca", What: "a TLS listener with a certificate of an authority that is not the platform's", Tag: harness.SeenLive, Source: "installations with a self-signed authority"},
		{ID: "tls-wrong-name", What: "a TLS listener whose certificate is for iot-platform.example only", Tag: harness.SeenLive, Source: "installations that are called by address"},
		{ID: "tls-expired", What: "a TLS listener whose certificate has expired", Tag: harness.SeenLive, Source: "the public test certificates ended in May 2026"},
	}
}
