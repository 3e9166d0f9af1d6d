package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// marker is where the templates want the table of requirements.
const marker = "<!-- requirements -->"

// commandLines are what the objects of a folder of pages need.
var commandLines = map[string]string{
	"resources":           "Terraform or OpenTofu 1.11 or newer",
	"data-sources":        "Terraform or OpenTofu 1.11 or newer",
	"ephemeral-resources": "Terraform or OpenTofu 1.11 or newer",
	"functions":           "Terraform or OpenTofu 1.11 or newer",
	"actions":             "Terraform 1.14 or newer; OpenTofu has no actions",
	"list-resources":      "Terraform 1.14 or newer (`terraform query`); OpenTofu has no list resources",
}

// ofNoVendor are the permissions of what belongs to no vendor.
var ofNoVendor = map[string]string{
	"actions/verify": "What the resource for the same credential needs, for each credential that is verified.",
}

// requirements writes what an object needs into its page: name is the page's path without its ending. It is an error if nobody says
// what permission the object needs.
func requirements(docs *os.Root, name string, page []byte) ([]byte, error) {
	if !bytes.Contains(page, []byte(marker)) {
		return page, nil
	}
	folder, object := path.Split(name)
	folder = strings.TrimSuffix(folder, "/")
	needs, err := permission(name)
	if err != nil {
		return nil, err
	}
	table := "## Requirements\n\n| what | needs |\n|---|---|\n"
	table += fmt.Sprintf("| command line | %s |\n| permission at the vendor | %s |\n", commandLines[folder], needs)
	if folder == "resources" {
		ways, err := imports(docs, object, page)
		if err != nil {
			return nil, err
		}
		table += "| import | " + ways + " |\n"
	}
	return bytes.Replace(page, []byte(marker), []byte(strings.TrimSpace(table)), 1), nil
}

func permission(name string) (string, error) {
	if strings.HasPrefix(name, "functions/") {
		return "None: a function asks no vendor.", nil
	}
	if needs, ok := ofNoVendor[name]; ok {
		return needs, nil
	}
	var found []string
	for _, vendor := range vendors.All {
		for _, p := range vendor.Permissions {
			for _, of := range p.Pages {
				if of == name {
					found = append(found, p.Needs)
				}
			}
		}
	}
	if len(found) != 1 {
		return "", fmt.Errorf("%d vendors' permissions name the page %s, and not one", len(found), name)
	}
	return found[0], nil
}

// imports says in which ways a resource can be imported. The page shows those that have an example. It is an error if the vendor
// names an id and the page has no example, and the other way round.
func imports(docs *os.Root, object string, page []byte) (string, error) {
	id, known := importID(object)
	if known != bytes.Contains(page, []byte("\n## Import\n")) {
		return "", fmt.Errorf("%s has an import id and no example of an import, or an example and no id", object)
	}
	if !known {
		return "not possible: a vendor shows a token only to the one who obtains it", nil
	}
	ways := "[`terraform import` and an `import` block](#import) by the id " + id +
		", and a block by identity from Terraform 1.12 and OpenTofu 1.12 on"
	if _, err := docs.Stat("list-resources/" + object + ".md"); err == nil {
		ways += fmt.Sprintf("; from Terraform 1.14 on, `terraform query` with the [list resource](../list-resources/%s.md) finds what is there, and "+
			"writes the configuration and the blocks with `-generate-config-out=FILE`", object)
	}
	return ways, nil
}

// superfluous is an error for a permission of a page that does not exist.
func superfluous(docs *os.Root) error {
	for _, vendor := range vendors.All {
		for _, p := range vendor.Permissions {
			for _, name := range p.Pages {
				if _, err := docs.Stat(name + ".md"); err != nil {
					return fmt.Errorf("a permission of %s is for a page that does not exist: %w", vendor.Name, err)
				}
			}
		}
	}
	return nil
}
