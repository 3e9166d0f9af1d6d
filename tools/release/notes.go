package main

import (
	"fmt"
	"regexp"
	"strings"
)

// heading begins a version's section in a changelog of the form of keepachangelog.com.
var heading = regexp.MustCompile(`(?m)^## \[([^\]]+)\].*$`)

// links are the definitions at the changelog's end.
var links = regexp.MustCompile(`(?m)^\[[^\]]+\]: .*$\n?`)

// notes returns what the changelog says of a version. That it says nothing is an error: a release without notes helps nobody.
func notes(changelog, version string) (string, error) {
	sections := heading.FindAllStringSubmatchIndex(changelog, -1)
	for i, at := range sections {
		if changelog[at[2]:at[3]] != version {
			continue
		}
		end := len(changelog)
		if i+1 < len(sections) {
			end = sections[i+1][0]
		}
		if section := strings.TrimSpace(links.ReplaceAllString(changelog[at[1]:end], "")); section != "" {
			return section, nil
		}
		return "", fmt.Errorf("the changelog's section of %s is empty", version)
	}
	return "", fmt.Errorf("the changelog has no section of %s: run make changelog VERSION=%[1]s", version)
}
