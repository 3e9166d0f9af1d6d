package iot

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// console is where applications are made, and where a secret is reset.
const console = "the platform's management portal > Application List"

// catalogue explains the refusals of the platform, of the gateway before it, and of TLS.
var catalogue = explain.Catalogue{
	Name: "IoT", Guide: "huawei-iot",
	Causes: []explain.Cause{
		{Title: "secret not right", Symptoms: []string{"100208"},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "100208", "AppId or secret is not right.")},
			Likely: "The application's secret is not this one: it was reset in the portal, or id and secret do not belong together. An " +
				"endpoint of another platform answers the same.",
			Remedy: "Compare the id in " + console + " > the application, and the endpoint with the access address shown there. The portal " +
				"shows a secret once; if it is lost, reset it there, which ends the old one at once."},
		{Title: "refresh token refused", Symptoms: []string{iotapi.SymptomRefreshRefused},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "100208", "AppId or secret is not right."),
				explain.Says(explain.Rejected, 401, "100006", "Refresh access token failed."),
				explain.Says(explain.Rejected, 403, "1010005", "Invalid access token or appId.")},
			Likely: "The refresh token is used up, expired or ended by another login, or the application's secret was reset; the platform " +
				"has one code for all of these.",
			Remedy: "The managed token logs in by itself then; for an ephemeral one leave refresh_token out. If the login is refused too, " +
				"the secret is wrong."},
		{Title: "application not existed", Symptoms: []string{"100203"},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 403, "100203", "The application is not existed."),
				explain.Says(explain.Rejected, 200, "100203", "The application is not existed.")},
			Likely: "The platform has no application of this id: it was deleted, or the endpoint is another platform's.",
			Remedy: "Compare the id with " + console + ", and the endpoint with the access address shown there."},
		{Title: "application frozen", Symptoms: []string{"100247"},
			Answers: []explain.Answer{explain.Says(explain.Denied, 400, "100247", "Operation not allowed. The application has been frozen.")},
			Likely:  "The application is frozen, most often because its account is in arrears.",
			Remedy:  "Settle the account's bill or have the platform's operator unfreeze the application (" + console + "), then run again."},
		{Title: "user frozen or without permission", Symptoms: []string{"100449"},
			Answers: []explain.Answer{explain.Says(explain.Denied, 400, "100449", "The device is freezed cant operate.")},
			Likely:  "The application's user lacks the permission for this call, or is frozen.",
			Remedy:  "Have the platform's operator check the user that owns the application, then run again."},
		{Title: "application not authorized", Symptoms: []string{"100217"},
			Answers: []explain.Answer{
				explain.Says(explain.Denied, 403, "100217", "The application hasn't been authorized."),
				explain.Says(explain.Denied, 200, "100217", "The application hasn't been authorized.")},
			Likely: "The application may log in and may not call the API: another application's data is asked for without its " +
				"authorization, or the API is not enabled for it.",
			Remedy: "Open " + console + " > the application > Authorized Applications, and have the operator check which APIs it may call."},
		{Title: "access token ended", Symptoms: []string{iotapi.SymptomDeadToken},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 403, "1010005", "Invalid access token or appId.")},
			Likely: "The access token was ended or has expired, or it belongs to another application. Every new login of the application, " +
				"by anybody, ends the token before it.",
			Remedy: "Get a new token, and check that the application id given beside it is the one it was issued to. If it keeps dying early, " +
				"look for another program that logs in with the same application."},
		{Title: "token overtaken by another login", Symptoms: []string{iotapi.SymptomOvertaken},
			Answers: []explain.Answer{explain.Says(explain.Failed, 403, "1010005", "Invalid access token or appId.")},
			Likely: "The token of this login was refused at its first use, twice: another program keeps logging in with the same application, " +
				"and each login ends the token before it.",
			Remedy: "Stop the other program for a moment, or give Terraform an application of its own."},
		{Title: "too many calls", Symptoms: []string{"1010009"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 403, "1010009", "app throttle exceed.")},
			Likely:  "The application has made too many calls; the platform's default is 100 in 60 seconds, all programs together.",
			Remedy:  "Wait a minute and run again. If it lasts, lower Terraform's -parallelism or have the operator raise the limit."},
		{Title: "app key header missing", Symptoms: []string{"100025"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 401, "100025", "AppId for auth not exist.")},
			Likely:  "The platform found no application id in the request, or does not know it: a proxy on the way removed the app_key header.",
			Remedy: "Let the proxy pass headers with an underscore in their name (nginx: underscores_in_headers on), and compare the " +
				"id with " + console + "."},
		{Title: "required parameter empty", Symptoms: []string{"102202"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "102202", "Required Parameter is null or empty.")},
			Likely: "The platform says that the application id, the secret or the refresh token is empty: a proxy on the way changed the " +
				"request, or the platform's version expects other names.",
			Remedy: "Check the values and a proxy on the way. Platforms that need an IAM token (IoTDA) do not offer this API."},
		{Title: "input malformed", Symptoms: []string{"50400"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "50400", "The input is invalid.")},
			Likely:  "The platform found an input malformed; each is at most 256 characters.",
			Remedy: "Check the application id, the secret and the refresh token for missing or additional characters. A refresh token in " +
				"state that the platform cannot read is replaced with terraform apply -replace."},
		{Title: "input of another version", Symptoms: []string{"100022"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "100022", "The input is invalid.")},
			Likely:  "The platform found an input malformed, which for the list of devices means that its version expects other parameters.",
			Remedy: "Compare the platform's version with its API reference; this provider speaks version 1.1.0 of the authentication and " +
				"1.4.0 of the device API."},
		{Title: "internal server error", Symptoms: []string{"50252"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 500, "50252", "Internal server error.")},
			Likely:  "The platform has a problem. This says nothing about the application.",
			Remedy:  "Run again later. If it lasts, contact the platform's operator."},
		{Title: "congestion", Symptoms: []string{"100501"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 503, "100501", "Congestion…")},
			Likely:  "The platform is overloaded and holds calls back. This says nothing about the application.",
			Remedy:  "Wait a minute and run again."},
		{Title: "login without an answer", Symptoms: []string{iotapi.SymptomLoginLost},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "The platform may have carried the login out.")},
			Likely:  "The answer was lost, or a proxy put another in its place. This says nothing about the application.",
			Remedy:  "Run again. If it lasts, check the network and a proxy on the way."},
		{Title: "no logout", Symptoms: []string{iotapi.SymptomNoLogout},
			Answers: []explain.Answer{explain.Says(explain.Failed, 404, "", "")},
			Likely:  "This platform has no logout; Huawei Cloud's own does not document one. The token cannot be ended early.",
			Remedy: "Let it expire: that is its end. To destroy a token in state before that, remove it from the state instead " +
				"(terraform state rm)."},
		{Title: "certificate of an unknown authority", Symptoms: []string{vendorhttp.SymptomUnknownAuthority},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "certificate signed by unknown authority")},
			Likely: "The platform's certificate was issued by a CA that is not trusted here. Private platforms have one of their own, " +
				"and so has a company's proxy that opens TLS.",
			Remedy: "Set iot.ca_certificate (HUAWEI_IOT_CA_CERTIFICATE) to the CA certificate from the platform's certificate package, in PEM. " +
				"If it is set, it is the wrong one, or another server answers at the endpoint. Where a proxy opens TLS, put the " +
				"proxy's CA there; several certificates may follow each other."},
		{Title: "certificate of another name", Symptoms: []string{vendorhttp.SymptomWrongName},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "certificate is valid for …, not …")},
			Likely:  "The platform's certificate is for another name than the endpoint's host.",
			Remedy: "Set iot.server_name (HUAWEI_IOT_SERVER_NAME) to the name in the certificate, if that name is the platform's. If it is " +
				"not, another server answers at the endpoint."},
		{Title: "certificate expired", Symptoms: []string{vendorhttp.SymptomExpiredCertificate},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "certificate has expired or is not yet valid: …")},
			Likely: "The platform's certificate has expired or is not valid yet; a wrong clock of this machine looks the same. The test " +
				"certificates that came with early platforms ended on 2026-05-02.",
			Remedy: "Compare this machine's clock with the real time (date -u), and have the operator renew the certificate."},
		{Title: "certificate not valid", Symptoms: []string{vendorhttp.SymptomInvalidCertificate},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "the server's certificate does not pass verification")},
			Likely:  "The platform's certificate does not pass verification.",
			Remedy:  "Look at the certificate (openssl s_client -showcerts) together with the operator."},
		{Title: "client certificate missing", Symptoms: []string{iotapi.SymptomNoClientCertificate},
			Answers: []explain.Answer{
				explain.Notes(explain.Failed, "the server ended the TLS handshake"),
				explain.Notes(explain.Failed, "the connection was closed before the answer was complete")},
			Likely: "The platform wants a certificate from its clients (two-way TLS), and none is configured.",
			Remedy: "Set iot.client_certificate and iot.client_key (HUAWEI_IOT_CLIENT_CERTIFICATE, HUAWEI_IOT_CLIENT_KEY) to the pair from " +
				"the platform's certificate package, in PEM."},
		{Title: "client certificate refused", Symptoms: []string{iotapi.SymptomClientCertificateRefused},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "the server ended the TLS handshake")},
			Likely:  "The platform does not accept the client certificate: it has expired, or was issued by a CA that the platform does not trust.",
			Remedy: "Compare iot.client_certificate with the platform's certificate package (openssl x509 -noout -dates -issuer), and ask " +
				"the operator for a current pair."},
		{Title: "server without TLS", Symptoms: []string{vendorhttp.SymptomNotTLS},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "the server does not speak TLS")},
			Likely:  "The server at the endpoint does not speak TLS: the port is another one's.",
			Remedy:  "Check the port of iot.endpoint; the API's is 8743 on most platforms."},
	},
}
