package acctest

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"html"
	"io"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Canaries are secrets to look for, in every encoding that one may be written in. The zero value knows none.
//
// The encodings are written down here once more, and not taken from the code under test: a form that the provider does not
// think of must be found all the same.
type Canaries struct {
	known map[string]bool
	forms map[[shortestForm]byte][]canaryForm
	// begins tells the first two bytes of all forms, so that most places in a text are passed at once.
	begins [1 << 16]bool
}

// shortestForm is the length below which a form would be found by chance.
const shortestForm = 8

type canaryForm struct{ text, name, encoding string }

// Know adds a secret. Of a key in PEM each line is a secret, of a credential file each secret member, of a signed token its
// signature.
func (c *Canaries) Know(name, secret string) {
	secret = strings.TrimSpace(secret)
	if len(secret) < shortestForm || c.known[secret] {
		return
	}
	if c.known == nil {
		c.known, c.forms = map[string]bool{}, map[[shortestForm]byte][]canaryForm{}
	}
	c.known[secret] = true
	for encoding, text := range encodings(secret) {
		c.add(canaryForm{text, name, encoding})
	}
	c.knowParts(name, secret)
}

func (c *Canaries) knowParts(name, secret string) {
	var file map[string]any
	switch text := strings.ReplaceAll(secret, `\n`, "\n"); {
	case json.Unmarshal([]byte(secret), &file) == nil:
		for member, value := range file {
			if part, ok := value.(string); ok && secretMember.MatchString(member) {
				c.Know(name+", "+member, part)
			}
		}
	case strings.Contains(text, "-----BEGIN"):
		c.knowKey(name, text)
	case strings.Count(secret, ".") == 2 && strings.HasPrefix(secret, "eyJ"):
		c.Know(name+", the signature", secret[strings.LastIndex(secret, ".")+1:])
	}
}

var secretMember = regexp.MustCompile(`secret|private|password|token`)

// knowKey adds the lines of a private key in PEM, whole and without their ends, and the bytes behind them. A line with a part of
// the public half is none: the public key and the certificate show that part to everybody.
func (c *Canaries) knowKey(name, text string) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return
	}
	public := publicHalf(block.Bytes)
	for line := range slices.Chunk(block.Bytes, 48) {
		if overlaps(line, public) {
			continue
		}
		letters := base64.StdEncoding.EncodeToString(line)
		c.Know(name+", a line", letters)
		if len(letters) == 64 {
			c.Know(name+", a piece of a line", letters[20:60])
		}
		c.add(canaryForm{hex.EncodeToString(line), name + ", a line", "hex of the key"})
		c.add(canaryForm{strings.ToUpper(hex.EncodeToString(line)), name + ", a line", "upper-case hex of the key"})
	}
}

// publicHalf is the public key that belongs to a private one in DER.
func publicHalf(der []byte) []byte {
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		key, err = x509.ParsePKCS1PrivateKey(der)
	}
	signer, ok := key.(crypto.Signer)
	if err != nil || !ok {
		return nil
	}
	public, _ := x509.MarshalPKIXPublicKey(signer.Public())
	return public
}

// overlaps reports whether a piece that cannot be there by chance is in both.
func overlaps(line, public []byte) bool {
	const piece = 12
	for at := 0; at+piece <= len(line); at++ {
		if bytes.Contains(public, line[at:at+piece]) {
			return true
		}
	}
	return false
}

func (c *Canaries) add(form canaryForm) {
	if len(form.text) < shortestForm {
		return
	}
	key := [shortestForm]byte([]byte(form.text[:shortestForm]))
	if slices.ContainsFunc(c.forms[key], func(known canaryForm) bool { return known.text == form.text }) {
		return
	}
	c.forms[key] = append(c.forms[key], form)
	c.begins[int(key[0])<<8|int(key[1])] = true
}

// encodings are the forms of a secret by the names of their encodings.
func encodings(secret string) map[string]string {
	escaped := inJSON(secret)
	digits := hex.EncodeToString([]byte(secret))
	forms := map[string]string{
		"as it is": secret, "JSON": escaped, "JSON in JSON": inJSON(escaped), "JSON with slashes": strings.ReplaceAll(escaped, "/", `\/`),
		"HTML": html.EscapeString(secret), "Go": strings.Trim(fmt.Sprintf("%q", secret), `"`),
		"query": url.QueryEscape(secret), "path": url.PathEscape(secret), "query in a query": url.QueryEscape(url.QueryEscape(secret)),
		"lower-case query": lowerEscapes(url.QueryEscape(secret)), "lower-case path": lowerEscapes(url.PathEscape(secret)),
		"hex": digits, "upper-case hex": strings.ToUpper(digits),
	}
	for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64 for URLs": base64.RawURLEncoding} {
		for before := range 3 {
			encoded := encoding.EncodeToString([]byte("xx"[:before] + secret))
			// The letters that hold bits of the neighbours are left out, and so is the padding: what remains is there in any case.
			forms[fmt.Sprintf("%s at offset %d", name, before)] = encoded[(before*8+5)/6 : (before+len(secret))*8/6]
		}
	}
	return forms
}

func inJSON(text string) string {
	quoted, _ := json.Marshal(text) // a string always encodes
	return string(quoted[1 : len(quoted)-1])
}

var percentEscape = regexp.MustCompile(`%[0-9A-F]{2}`)

func lowerEscapes(text string) string {
	return percentEscape.ReplaceAllStringFunc(text, strings.ToLower)
}

// Find says which secrets are in a text, each once, with what stands before it.
func (c *Canaries) Find(text string) (found []string) {
	seen := map[string]bool{}
	for at := 0; at+shortestForm <= len(text); at++ {
		if !c.begins[int(text[at])<<8|int(text[at+1])] {
			continue
		}
		for _, form := range c.forms[[shortestForm]byte([]byte(text[at:at+shortestForm]))] {
			if strings.HasPrefix(text[at:], form.text) && !seen[form.name] {
				seen[form.name] = true
				found = append(found, fmt.Sprintf("%s (%s) after %q", form.name, form.encoding, text[max(0, at-80):at]))
			}
		}
	}
	return found
}

// FindInFile looks into a file, and into what a zip such as a saved plan holds.
func (c *Canaries) FindInFile(t testing.TB, path string) (found []string) {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return c.Find(string(content))
	}
	defer func() { _ = archive.Close() }()
	for _, entry := range archive.File {
		content, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		for _, sighting := range c.Find(string(text)) {
			found = append(found, "in "+entry.Name+": "+sighting)
		}
	}
	return found
}
