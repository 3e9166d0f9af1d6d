package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/troubleshooting"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// finish writes what the documentation generator cannot into the pages below dir.
func finish(ctx context.Context, dir string) error {
	schemas, err := newServer().GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	if err := refusal(schemas.Diagnostics); err != nil {
		return err
	}
	docs, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer docs.Close()
	if err := docs.WriteFile("guides/troubleshooting.md", []byte(troubleshooting.Page()), 0o600); err != nil {
		return err
	}
	if err := superfluous(docs); err != nil {
		return err
	}
	return fs.WalkDir(docs.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		name, isPage := strings.CutSuffix(path, ".md")
		if err != nil || entry.IsDir() || !isPage {
			return err
		}
		page, err := docs.ReadFile(path)
		if err != nil {
			return err
		}
		finished, err := requirements(docs, name, nameVendor(page))
		finished = overviews(ctx, schemas, finished)
		if err != nil || bytes.Equal(finished, page) {
			return err
		}
		return docs.WriteFile(path, finished, 0o600)
	})
}

// nameVendor writes a vendor's full name into a page. The templates can only say the part of an object's name that stands for its
// vendor: "galaxy".
func nameVendor(page []byte) []byte {
	for _, vendor := range vendors.All {
		page = bytes.Replace(page, subcategory(vendor.Block.Name), subcategory(vendor.Name), 1)
	}
	return page
}

// subcategory is the line of a page's front matter.
func subcategory(name string) []byte {
	return fmt.Appendf(nil, "subcategory: %q\n", name)
}
