package explain

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	saysNothing = " This says nothing about the credential."
	aProxyWith  = "Something between this machine and the vendor may open TLS with a certificate of its own, as a company's proxy does. "
	ownTrust    = "If a proxy does, add the certificate of its authority to the trust store of this system. On Linux you can name its file in " +
		"SSL_CERT_FILE instead (a folder in SSL_CERT_DIR), in the environment that Terraform runs in; macOS and Windows ignore these. " +
		"Where nothing should stand in between, do not trust the certificate."
	runAgain      = "Run again: the next plan asks the vendor what became of it."
	proxySettings = "HTTPS_PROXY and NO_PROXY in the environment that Terraform runs in say which proxy is used for which host."
)

// Common returns what can go wrong on the way to every vendor, in the order in which a reader meets it.
func Common() []Cause {
	return append([]Cause{
		byKind[vendorhttp.KindThrottled], byKind[vendorhttp.KindUnavailable], byKind[vendorhttp.KindMalformed],
	}, bySymptom...)
}

var interrupted = Cause{
	Title: "Interrupted", Symptoms: []string{vendorhttp.SymptomInterrupted},
	Answers: []Answer{Notes(Failed, "interrupted before an answer came")},
	Likely:  "The run was interrupted, and nothing waits for the vendor any more." + saysNothing,
	Remedy:  runAgain}

// bySymptom answers where the vendor's own table has no row.
var bySymptom = []Cause{
	{Title: "Host name not found", Symptoms: []string{vendorhttp.SymptomNameNotFound},
		Answers: []Answer{Notes(Failed, "there is no host of the name …"), Notes(Failed, "the host name … could not be looked up")},
		Likely:  "The endpoint's host name is mistyped, or this machine's DNS does not know it." + saysNothing,
		Remedy: "Check the endpoint in the provider block, and look the name up on this machine (nslookup). In a closed network the name may " +
			"be known to the proxy only. " + proxySettings},
	{Title: "Connection refused", Symptoms: []string{vendorhttp.SymptomConnectionRefused},
		Answers: []Answer{Notes(Failed, "nothing answers at the endpoint's address (connection refused)"), Notes(Failed, "the endpoint's address cannot be reached from here")},
		Likely:  "No server listens at the endpoint's address, or a firewall is in the way." + saysNothing,
		Remedy:  "Check the endpoint in the provider block and its port, the network, and a proxy on the way."},
	{Title: "Proxy refused", Symptoms: []string{vendorhttp.SymptomProxyRefused},
		Answers: []Answer{Notes(Failed, "the proxy … answered 407 Proxy Authentication Required to the request for a connection"),
			Notes(Failed, "the proxy … answered 403 Forbidden to the request for a connection"), Notes(Failed, "a proxy on the way asks for a login")},
		Likely: "A proxy on the way answered, not the vendor: it asks for a login (407) or does not let this machine reach the host (403)." + saysNothing,
		Remedy: proxySettings + " Give the proxy's login there (http://user:password@proxy:port), or have the host allowed."},
	{Title: "Proxy unreachable", Symptoms: []string{vendorhttp.SymptomProxyUnreachable},
		Answers: []Answer{Notes(Failed, "the proxy cannot be reached")},
		Likely:  "The proxy that the environment names cannot be reached." + saysNothing,
		Remedy:  proxySettings},
	{Title: "Certificate of an unknown authority", Symptoms: []string{vendorhttp.SymptomUnknownAuthority},
		Answers: []Answer{Notes(Failed, "certificate signed by unknown authority")},
		Likely:  "The server's certificate was issued by an authority that this machine does not trust. " + aProxyWith + saysNothing[1:],
		Remedy:  ownTrust},
	{Title: "Certificate of another name", Symptoms: []string{vendorhttp.SymptomWrongName},
		Answers: []Answer{Notes(Failed, "certificate is valid for …, not …")},
		Likely:  "The server that answered has a certificate of another name: another server answers at the endpoint, or a proxy does." + saysNothing,
		Remedy:  "Check the endpoint in the provider block, the DNS of this machine, and a proxy on the way."},
	{Title: "Certificate expired", Symptoms: []string{vendorhttp.SymptomExpiredCertificate},
		Answers: []Answer{Notes(Failed, "certificate has expired or is not yet valid: …")},
		Likely:  "The server's certificate has expired or is not valid yet. If this machine's clock is wrong, a good certificate looks the same." + saysNothing,
		Remedy: "Compare this machine's clock with the real time (date -u). If the clock is right, whoever runs the server or the proxy " +
			"that answered must renew the certificate."},
	{Title: "Certificate not valid", Symptoms: []string{vendorhttp.SymptomInvalidCertificate},
		Answers: []Answer{Notes(Failed, "the server's certificate does not pass verification")},
		Likely:  "The server's certificate does not pass verification. " + aProxyWith + saysNothing[1:],
		Remedy:  "Look at the certificate (openssl s_client -showcerts -connect HOST:443). " + ownTrust},
	{Title: "Server without TLS", Symptoms: []string{vendorhttp.SymptomNotTLS},
		Answers: []Answer{Notes(Failed, "the server does not speak TLS")},
		Likely:  "What answers at the endpoint does not speak TLS: the port is another service's, or a proxy answers in plain text." + saysNothing,
		Remedy:  "Check the endpoint in the provider block and a proxy on the way."},
	{Title: "TLS handshake ended", Symptoms: []string{vendorhttp.SymptomTLSAlert},
		Answers: []Answer{Notes(Failed, "the server ended the TLS handshake")},
		Likely:  "The server, or a proxy on the way, ended the TLS handshake." + saysNothing,
		Remedy:  "Check the endpoint in the provider block and a proxy on the way, then run again."},
	interrupted,
}

// byKind answers for symptoms without a row.
var byKind = map[vendorhttp.Kind]Cause{
	vendorhttp.KindThrottled: {Title: "Too many calls",
		Answers: []Answer{Says(Failed, http.StatusTooManyRequests, "", ""), Notes(Failed, "too many requests; the answer is …")},
		Likely:  "Too many calls in a short time, by this run or by another one with the same account.",
		Remedy:  "Wait a few minutes and run again; lower Terraform's -parallelism, or raise max_retries in the provider block."},
	vendorhttp.KindUnavailable: {Title: "No usable answer",
		Answers: []Answer{
			Says(Failed, http.StatusInternalServerError, "", ""), Says(Failed, http.StatusBadGateway, "", ""),
			Says(Failed, http.StatusServiceUnavailable, "", ""), Says(Failed, http.StatusGatewayTimeout, "", ""),
			Notes(Failed, "no answer within …"), Notes(Failed, "the operation's time ran out before an answer came"),
			Notes(Failed, "the connection was reset before the answer was complete"), Notes(Failed, "the connection was closed before the answer was complete"),
			Notes(Failed, "what came back is not a readable HTTP answer")},
		Likely: "The vendor, or the network on the way to it, has a problem." + saysNothing,
		Remedy: "Run again later. If it lasts, check the endpoint in the provider block, the network and a proxy on the way."},
	vendorhttp.KindMalformed: {Title: "Answer of something else",
		Answers: []Answer{Notes(Failed, "the answer is an HTML page titled …"), Notes(Failed, "the answer is an HTML page"), Notes(Failed, "the answer is an empty body"),
			Notes(Failed, "the answer is plain text: …"), Notes(Failed, "the answer is … bytes that are not JSON"), Notes(Failed, "the answer is JSON without the vendor's words")},
		Likely: "Something other than the vendor's API answered: a proxy, a login page, a maintenance page." + saysNothing,
		Remedy: "Check the endpoint in the provider block and a proxy on the way, then run again."},
}

// unknown is for an answer that no table knows. A refusal that nobody knows gets no invented cause.
var unknown = Cause{
	Likely: "This provider does not know this answer. It does not show whether the credential is good or bad.",
	Remedy: "Look the vendor's code up in its documentation; if it means a refusal, please report it to the provider."}
