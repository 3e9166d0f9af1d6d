package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/storeauth/terraform-provider-storeauth/internal/troubleshooting"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// finish writes what the documentation generator cannot into the pages below dir.
func finish(dir string) error {
	docs, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer docs.Close()
	if err := docs.WriteFile("guides/troubleshooting.md", []byte(troubleshooting.Page()), 0o600); err != nil {
		return err
	}
	return nameSubcategories(docs)
}

// nameSubcategories writes each vendor's full name into the pages. The templates can only say the part of an object's name that
// stands for its vendor: "galaxy".
func nameSubcategories(docs *os.Root) error {
	return fs.WalkDir(docs.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		page, err := docs.ReadFile(path)
		if err != nil {
			return err
		}
		named := page
		for _, vendor := range vendors.All {
			named = bytes.Replace(named, subcategory(vendor.Block.Name), subcategory(vendor.Name), 1)
		}
		if bytes.Equal(named, page) {
			return nil
		}
		return docs.WriteFile(path, named, 0o600)
	})
}

// subcategory is the line of a page's front matter.
func subcategory(name string) []byte {
	return fmt.Appendf(nil, "subcategory: %q\n", name)
}
