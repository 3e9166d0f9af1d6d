// Package internal_test holds the arrows between the packages: imports point downwards only.
package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/storeauth/terraform-provider-storeauth/"

// layers are the kinds of package below internal/, each with what it may import of this module and whether it may know
// Terraform. A new vendor fits the patterns and needs no line here.
var layers = []layer{
	{"the transport and the keys", regexp.MustCompile(`^(vendorhttp|rsakey|pasted)$`), regexp.MustCompile(`^pasted$`), false},
	{"the floor", regexp.MustCompile(`^(explain|settings|credential|object)$`), regexp.MustCompile(`^(vendorhttp|pasted|explain|settings|credential)$`), true},
	{"a vendor's client", regexp.MustCompile(`^vendors/\w+/\w+api$`), regexp.MustCompile(`^(vendorhttp|rsakey|pasted)$`), false},
	{"a vendor's objects", regexp.MustCompile(`^vendors/\w+$`), regexp.MustCompile(`^(vendorhttp|rsakey|pasted|explain|settings|credential|object|vendors/\w+/\w+api)$`), true},
	{"the list of vendors", regexp.MustCompile(`^vendors$`), regexp.MustCompile(`^(object|vendors/\w+)$`), true},
	{"the page of symptoms", regexp.MustCompile(`^troubleshooting$`), regexp.MustCompile(`^(explain|vendors)$`), true},
	{"the provider", regexp.MustCompile(`^provider$`), regexp.MustCompile(`^(vendorhttp|settings|object|vendors)$`), true},
	{"a room of the sandbox", regexp.MustCompile(`^sandbox/rooms/\w+room$`), regexp.MustCompile(`^sandbox/harness$`), false},
	{"the sandbox", regexp.MustCompile(`^sandbox(/(harness|page|evidence|sandboxtest|cmd/storeauth-sandbox))?$`), regexp.MustCompile(`^sandbox(/.*)?$`), false},
	// The probes use no client, because a client and the sandbox may share a mistake. How a person writes a key down is no vendor's matter.
	{"the probes", regexp.MustCompile(`^probe(/(\w+probe|suites))?$`), regexp.MustCompile(`^(probe(/\w+probe)?|rsakey|sandbox|sandbox/harness|sandbox/evidence)$`), false},
	{"the command of the probes", regexp.MustCompile(`^sandbox/cmd/storeauth-probe$`), regexp.MustCompile(`^(probe|probe/suites|sandbox/evidence)$`), false},
	{"the protocol server", regexp.MustCompile(`^server$`), regexp.MustCompile(`^$`), true},
	{"what drives tests", regexp.MustCompile(`^(acctest(/\w+)?|protocoltest|guides|vendorhttp/answertest)$`), regexp.MustCompile(`^(vendorhttp|explain|provider|server|vendors|acctest|protocoltest|sandbox/sandboxtest)$`), true},
}

type layer struct {
	name              string
	packages, imports *regexp.Regexp
	terraform         bool
}

func TestImportsPointDownwardsOnly(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"internal/")
		i := slices.IndexFunc(layers, func(l layer) bool { return l.packages.MatchString(name) })
		if i < 0 {
			t.Errorf("%s is of no layer: say in layers what it may import", name)
			continue
		}
		layer := layers[i]
		for _, imported := range p.Imports {
			own, isOwn := strings.CutPrefix(imported, module+"internal/")
			switch {
			case isOwn && !layer.imports.MatchString(own):
				t.Errorf("%s (%s) imports %s", name, layer.name, own)
			case isOwn && vendorOf(own) != "" && vendorOf(name) != "" && vendorOf(own) != vendorOf(name):
				t.Errorf("%s imports %s: a vendor imports no other vendor", name, own)
			case strings.HasPrefix(imported, "github.com/hashicorp/terraform-plugin") && !layer.terraform:
				t.Errorf("%s (%s) imports %s: it is usable without Terraform", name, layer.name, imported)
			}
		}
	}
}

var vendorPath = regexp.MustCompile(`^vendors/(\w+)`)

// vendorOf is the vendor that a package belongs to, empty for one that belongs to none.
func vendorOf(name string) string {
	if found := vendorPath.FindStringSubmatch(name); found != nil {
		return found[1]
	}
	return ""
}

type listed struct {
	ImportPath string
	Imports    []string
}

// packages are the packages below internal/ that hold more than tests.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,GoFiles", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p struct {
			listed
			GoFiles []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 {
			all = append(all, p.listed)
		}
	}
}
