package server

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// registries are where Terraform and OpenTofu look for a provider whose source names no host.
var registries = []string{"registry.terraform.io/", "registry.opentofu.org/"}

// Reattachable serves a provider ("storeauth/storeauth") from this process until the context ends. It returns what
// TF_REATTACH_PROVIDERS must be for Terraform and OpenTofu to find it, and a channel that is closed at the end.
func Reattachable(ctx context.Context, source string, create func() tfprotov6.ProviderServer, options ...tf6server.ServeOpt) (reattach string, ended <-chan struct{}, err error) {
	ready, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		// Its logger would write to the terminal, also that the socket was closed at the end.
		options = append(options, tf6server.WithDebug(ctx, ready, closed), tf6server.WithGoPluginLogger(hclog.NewNullLogger()))
		failed <- tf6server.Serve(registries[0]+source, create, options...)
	}()
	select {
	case err := <-failed:
		return "", nil, err
	case at := <-ready:
		found := map[string]any{"Protocol": string(at.Protocol), "ProtocolVersion": at.ProtocolVersion, "Pid": at.Pid, "Test": at.Test,
			"Addr": map[string]string{"Network": at.Addr.Network(), "String": at.Addr.String()}}
		all := map[string]any{}
		for _, registry := range registries {
			all[registry+source] = found
		}
		text, err := json.Marshal(all)
		return string(text), closed, err
	}
}
