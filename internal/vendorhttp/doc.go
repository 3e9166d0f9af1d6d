// Package vendorhttp is the one HTTP stack under every vendor's client: attempts and waits, limits on what is read,
// redirects that stay at home, log lines without secrets, and errors a caller can decide by.
//
// It knows no vendor and no Terraform. A vendor's client gives it an endpoint, a classifier that reads the vendor's
// error envelopes, and for each request the rule for repeating it.
package vendorhttp
