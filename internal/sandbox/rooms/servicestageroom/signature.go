package servicestageroom

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	signatureAlgorithm = "SDK-HMAC-SHA256"
	dateHeader         = "X-Sdk-Date"
	dateForm           = "20060102T150405Z"
	contentHashHeader  = "X-Sdk-Content-Sha256"
)

// signature is what the Authorization header of a signed request says.
type signature struct {
	accessKey string
	// signedHeaders are as listed, lower-case by convention.
	signedHeaders []string
	value         string
}

// exactForm is the header Authorization as the vendor's own signer writes it.
var exactForm = regexp.MustCompile(`^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*), Signature=([0-9a-f]{64})$`)

// parseSignature reads "SDK-HMAC-SHA256 Access=…, SignedHeaders=a;b, Signature=…". What is in another form than an exact gateway
// reads is no signature to it.
func parseSignature(header string, exact bool) (signature, bool) {
	if exact {
		parts := exactForm.FindStringSubmatch(header)
		if parts == nil {
			return signature{}, false
		}
		return signature{accessKey: parts[1], signedHeaders: strings.Split(parts[2], ";"), value: parts[3]}, true
	}
	rest, found := strings.CutPrefix(header, signatureAlgorithm+" ")
	if !found {
		return signature{}, false
	}
	fields := map[string]string{}
	for field := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(field), "=")
		fields[name] = value
	}
	s := signature{accessKey: fields["Access"], signedHeaders: strings.Split(fields["SignedHeaders"], ";"), value: fields["Signature"]}
	return s, s.accessKey != "" && s.value != ""
}

// matches reports whether the signature of a canonical request was made with this secret key.
func (s signature) matches(secretKey, date, canonical string) bool {
	hash := sha256.Sum256([]byte(canonical))
	mac := hmac.New(sha256.New, []byte(secretKey))
	mac.Write([]byte(signatureAlgorithm + "\n" + date + "\n" + hex.EncodeToString(hash[:])))
	given, err := hex.DecodeString(s.value)
	return err == nil && hmac.Equal(given, mac.Sum(nil))
}

// canonicalRequest is what a client signs: the request as it came in, path
// prefix included, with the headers it lists and no others.
func canonicalRequest(r *http.Request, signedHeaders []string, body []byte, set switches) string {
	path, query := requestTarget(r.RequestURI)
	if set.OddQueriesRead {
		query = oddQuery.ReplaceAllStringFunc(query, escapeOdd)
	}
	return strings.Join([]string{
		r.Method, canonicalPath(path), canonicalQuery(query),
		canonicalHeaders(r, signedHeaders, set.ExactSignatures), strings.Join(signedHeaders, ";"), contentHash(r, body),
	}, "\n")
}

// requestTarget splits the request line's target, which a proxy may have made absolute.
func requestTarget(target string) (path, query string) {
	if !strings.HasPrefix(target, "/") {
		if u, err := url.Parse(target); err == nil {
			return u.EscapedPath(), u.RawQuery
		}
	}
	path, query, _ = strings.Cut(target, "?")
	return path, query
}

// canonicalPath decodes and escapes every segment, and ends in a slash even if the path does not.
func canonicalPath(path string) string {
	segments := strings.Split(strings.TrimSuffix(path, "/"), "/")
	for i, segment := range segments {
		if plain, err := url.PathUnescape(segment); err == nil {
			segment = plain
		}
		segments[i] = escape(segment)
	}
	return strings.Join(segments, "/") + "/"
}

// oddQuery finds semicolons and percent signs, with the two digits that should follow.
var oddQuery = regexp.MustCompile(`;|%(?:[0-9A-Fa-f]{2})?`)

func escapeOdd(found string) string {
	if len(found) > 1 {
		return found
	}
	return escape(found)
}

func canonicalQuery(query string) string {
	// A malformed pair is left out, so that the signature does not match.
	values, _ := url.ParseQuery(query)
	var pairs []string
	for key := range values {
		slices.Sort(values[key])
		pairs = append(pairs, key)
	}
	slices.Sort(pairs)
	var out []string
	for _, key := range pairs {
		for _, value := range values[key] {
			out = append(out, escape(key)+"="+escape(value))
		}
	}
	return strings.Join(out, "&")
}

// canonicalHeaders is a line for every value of every listed header. In Go the
// host is not among a request's headers.
func canonicalHeaders(r *http.Request, signedHeaders []string, absentCounts bool) string {
	var b strings.Builder
	for _, name := range signedHeaders {
		values := slices.Clone(r.Header.Values(name))
		if name == "host" {
			values = []string{r.Host}
		}
		if len(values) == 0 && absentCounts {
			values = []string{""}
		}
		slices.Sort(values)
		for _, value := range values {
			b.WriteString(name + ":" + strings.TrimSpace(value) + "\n")
		}
	}
	return b.String()
}

// contentHash is the hash that the client states, or that of the body.
func contentHash(r *http.Request, body []byte) string {
	if stated := r.Header.Get(contentHashHeader); stated != "" {
		return stated
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// escape is RFC 3986 percent-encoding of all but the unreserved characters.
func escape(text string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		if strings.IndexByte(harness.Base64+".~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hexDigits[c>>4])
		b.WriteByte(hexDigits[c&15])
	}
	return b.String()
}
