package acctest

import "github.com/hashicorp/go-version"

// Version is a version of the CLI.
type Version = *version.Version
