package explain

import "github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"

const (
	saysNothing = " This says nothing about the credential."
	aProxyWith  = "Something between this machine and the vendor may open TLS with a certificate of its own, as a company's proxy does. "
	ownTrust    = "If a proxy does, add the certificate of its authority to the trust store of this system, or name its file in SSL_CERT_FILE " +
		"(a folder in SSL_CERT_DIR) in the environment that Terraform runs in. Where nothing should stand in between, do not trust the certificate."
	runAgain      = "Run again: the next plan asks the vendor what became of it."
	proxySettings = "HTTPS_PROXY and NO_PROXY in the environment that Terraform runs in say which proxy is used for which host."
)

// bySymptom answers for what can go wrong on the way to every vendor, where the vendor's own table has no row.
var bySymptom = map[string]Cause{
	vendorhttp.SymptomInterrupted: {Likely: "The run was interrupted, and nothing waits for the vendor any more." + saysNothing, Remedy: runAgain},
	vendorhttp.SymptomUnknownAuthority: {
		Likely: "The server's certificate was issued by an authority that this machine does not trust. " + aProxyWith + saysNothing[1:],
		Remedy: ownTrust},
	vendorhttp.SymptomWrongName: {
		Likely: "The server that answered has a certificate of another name: another server answers at the endpoint, or a proxy does." + saysNothing,
		Remedy: "Check the endpoint in the provider block, the DNS of this machine, and a proxy on the way."},
	vendorhttp.SymptomExpiredCertificate: {
		Likely: "The server's certificate has expired or is not valid yet. If this machine's clock is wrong, a good certificate looks the same." + saysNothing,
		Remedy: "Compare this machine's clock with the real time (date -u). If the clock is right, whoever runs the server or the proxy " +
			"that answered must renew the certificate."},
	vendorhttp.SymptomInvalidCertificate: {
		Likely: "The server's certificate does not pass verification. " + aProxyWith + saysNothing[1:],
		Remedy: "Look at the certificate (openssl s_client -showcerts -connect HOST:443). " + ownTrust},
	vendorhttp.SymptomNotTLS: {
		Likely: "What answers at the endpoint does not speak TLS: the port is another service's, or a proxy answers in plain text." + saysNothing,
		Remedy: "Check the endpoint in the provider block and a proxy on the way."},
	vendorhttp.SymptomTLSAlert: {
		Likely: "The server, or a proxy on the way, ended the TLS handshake." + saysNothing,
		Remedy: "Check the endpoint in the provider block and a proxy on the way, then run again."},
	vendorhttp.SymptomNameNotFound: {
		Likely: "The endpoint's host name is mistyped, or this machine's DNS does not know it." + saysNothing,
		Remedy: "Check the endpoint in the provider block, and look the name up on this machine (nslookup). In a closed network the name may " +
			"be known to the proxy only. " + proxySettings},
	vendorhttp.SymptomConnectionRefused: {
		Likely: "No server listens at the endpoint's address, or a firewall is in the way." + saysNothing,
		Remedy: "Check the endpoint in the provider block and its port, the network, and a proxy on the way."},
	vendorhttp.SymptomProxyRefused: {
		Likely: "A proxy on the way answered, not the vendor: it asks for a login (407) or does not let this machine reach the host (403)." + saysNothing,
		Remedy: proxySettings + " Give the proxy's login there (http://user:password@proxy:port), or have the host allowed."},
	vendorhttp.SymptomProxyUnreachable: {
		Likely: "The proxy that the environment names cannot be reached." + saysNothing,
		Remedy: proxySettings},
}

// byKind answers for symptoms without a row. An unknown refusal gets no invented cause.
var byKind = map[vendorhttp.Kind]Cause{
	vendorhttp.KindThrottled: {
		Likely: "Too many calls in a short time, by this run or by another one with the same account.",
		Remedy: "Wait a few minutes and run again; lower Terraform's -parallelism, or raise max_retries in the provider block."},
	vendorhttp.KindUnavailable: {
		Likely: "The vendor, or the network on the way to it, has a problem." + saysNothing,
		Remedy: "Run again later. If it lasts, check the endpoint in the provider block, the network and a proxy on the way."},
	vendorhttp.KindMalformed: {
		Likely: "Something other than the vendor's API answered: a proxy, a login page, a maintenance page." + saysNothing,
		Remedy: "Check the endpoint in the provider block and a proxy on the way, then run again."},
	vendorhttp.KindUnexpected: {
		Likely: "This provider does not know this answer. It does not show whether the credential is good or bad.",
		Remedy: "Look the vendor's code up in its documentation; if it means a refusal, please report it to the provider."},
}
