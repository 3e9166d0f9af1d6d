package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	functions "github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// overviews writes the tables about the provider as a whole into a page whose template has a place for them.
func overviews(ctx context.Context, schemas *tfprotov6.GetProviderSchemaResponse, page []byte) []byte {
	for place, table := range map[string]string{
		"<!-- objects -->":     objects(ctx, schemas),
		"<!-- environment -->": environment(schemas.Provider.Block.Attributes),
		"<!-- imports -->":     importIDs(),
	} {
		page = bytes.Replace(page, []byte(place), []byte(strings.TrimSpace(table)), 1)
	}
	return page
}

// objects is a table for each vendor: every object that the provider serves, its pages and the id of an import.
func objects(ctx context.Context, schemas *tfprotov6.GetProviderSchemaResponse) string {
	pages := map[string][]string{}
	for _, kind := range []struct {
		folder, called string
		names          []string
	}{
		{"resources", "resource", names(schemas.ResourceSchemas)},
		{"data-sources", "data source", names(schemas.DataSourceSchemas)},
		{"ephemeral-resources", "ephemeral resource", names(schemas.EphemeralResourceSchemas)},
		{"list-resources", "list resource", names(schemas.ListResourceSchemas)},
		{"actions", "action", names(schemas.ActionSchemas)},
		{"functions", "function", names(schemas.Functions)},
	} {
		for _, name := range kind.names {
			pages[name] = append(pages[name], fmt.Sprintf("[%s](%s/%s.md)", kind.called, kind.folder, name))
		}
	}

	const head = "| object | pages | import id |\n|---|---|---|\n"
	var text strings.Builder
	rows := func(belongs func(name string) bool) {
		text.WriteString(head)
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			if !belongs(name) {
				continue
			}
			full, id := "storeauth_"+name, ""
			if _, ok := schemas.Functions[name]; ok {
				full = "provider::storeauth::" + name
			}
			if _, ok := schemas.ResourceSchemas["storeauth_"+name]; ok {
				id = "none"
			}
			if imported, ok := importID(name); ok {
				id = imported
			}
			fmt.Fprintf(&text, "| `%s` | %s | %s |\n", full, strings.Join(pages[name], ", "), id)
			delete(pages, name)
		}
	}
	for _, vendor := range vendors.All {
		fmt.Fprintf(&text, "\n### %s\n\n[The guide](guides/%s.md) says where the credentials come from, and where to click.\n\n",
			vendor.Name, vendor.Catalogue.Guide)
		// The name of a function need not begin with its vendor's.
		var own []string
		for _, create := range vendor.Functions {
			var resp functions.MetadataResponse
			create().Metadata(ctx, functions.MetadataRequest{}, &resp)
			own = append(own, resp.Name)
		}
		rows(func(name string) bool {
			return strings.HasPrefix(name, vendor.Block.Name+"_") || slices.Contains(own, name)
		})
	}
	text.WriteString("\n### All vendors\n\n")
	rows(func(string) bool { return true })
	return text.String()
}

// names are the names of some objects without the provider's.
func names[T any](objects map[string]T) []string {
	var all []string
	for name := range objects {
		all = append(all, strings.TrimPrefix(name, "storeauth_"))
	}
	return all
}

// importID is the id by which a resource is imported, by its name without the provider's.
func importID(name string) (string, bool) {
	for _, vendor := range vendors.All {
		for _, imported := range vendor.Imports {
			if slices.Contains(imported.Resources, name) {
				return imported.ID, true
			}
		}
	}
	return "", false
}

// importIDs is a table of what can be imported, and where a person finds the id.
func importIDs() string {
	table := "| resource | import id | where you find it |\n|---|---|---|\n"
	for _, vendor := range vendors.All {
		for _, imported := range vendor.Imports {
			for _, name := range imported.Resources {
				table += fmt.Sprintf("| [`storeauth_%s`](../resources/%[1]s.md) | %s | %s |\n", name, imported.ID, imported.Where)
			}
		}
	}
	return table
}

// The description of a setting ends in these, if an environment variable stands for the setting.
var (
	variable = regexp.MustCompile("Environment: `(\\w+)`\\.")
	standard = regexp.MustCompile("Default: `[^`]+`")
)

// environment is a table of the variables that stand for settings of the provider block.
func environment(settings []*tfprotov6.SchemaAttribute) string {
	return "| variable | setting | |\n|---|---|---|\n" + variables("", settings)
}

// variables are the rows of the settings below a place of the provider block: those that stand there first, and then what is
// nested below them.
func variables(place string, settings []*tfprotov6.SchemaAttribute) string {
	var rows, nested string
	for _, setting := range settings {
		name := place + setting.Name
		if setting.NestedType != nil {
			nested += variables(name+".", setting.NestedType.Attributes)
		}
		found := variable.FindStringSubmatch(setting.Description)
		if found == nil {
			continue
		}
		note := standard.FindString(setting.Description)
		if setting.Sensitive {
			note = "secret"
		}
		rows += fmt.Sprintf("| `%s` | `%s` | %s |\n", found[1], name, note)
	}
	return rows + nested
}
