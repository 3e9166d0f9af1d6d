package terraform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
)

// pinned is the release that is downloaded where no command line is found. One
// fixed release keeps two machines on the same tests.
var pinned = version.Must(version.NewVersion("1.14.3"))

const downloadTimeout = 5 * time.Minute

// install downloads Terraform into dir, its checksum and HashiCorp's signature
// verified, unless an earlier call left it there. It returns the path.
func install(ctx context.Context, dir string) (string, error) {
	path := filepath.Join(dir, product.Terraform.BinaryName())
	if earlier, err := ask(ctx, path); err == nil && earlier.Version.Equal(pinned) {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	fmt.Fprintf(os.Stderr, "downloading Terraform %s into %s\n", pinned, dir)
	download := &releases.ExactVersion{
		Product: product.Terraform, Version: pinned, InstallDir: dir, Timeout: downloadTimeout,
	}
	return download.Install(ctx)
}
