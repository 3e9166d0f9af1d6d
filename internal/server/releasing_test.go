package server

import (
	"context"
	"reflect"
	"runtime"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	p "github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// empty is a provider without an object.
type empty struct{}

func (empty) Metadata(context.Context, provider.MetadataRequest, *provider.MetadataResponse)    {}
func (empty) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (empty) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}
func (empty) DataSources(context.Context) []func() datasource.DataSource                        { return nil }
func (empty) Resources(context.Context) []func() resource.Resource                              { return nil }

func TestEveryCallOfTheFrameworksServerIsServed(t *testing.T) {
	t.Parallel()
	frameworks := reflect.TypeOf(providerserver.NewProtocol6(empty{})())
	ours := reflect.TypeFor[releasing]()
	for method := range frameworks.Methods() {
		if _, found := ours.MethodByName(method.Name); !found {
			t.Errorf("the framework's server offers %s, which this one hides", method.Name)
		}
	}
}

// passedOn are the calls whose context is not released: they happen once a process, or never.
var passedOn = map[string]bool{"StopProvider": true, "ReadStateBytes": true, "WriteStateBytes": true}

// TestNothingOfAnAnsweredRequestIsKept makes every call of the protocol, with a value in its context, and looks whether the
// garbage collector takes that value while the server lives on. The calls are found by reflection, so one that the protocol
// adds is met here, too.
func TestNothingOfAnAnsweredRequestIsKept(t *testing.T) {
	t.Parallel()
	for method := range reflect.TypeFor[framework]().Methods() {
		if passedOn[method.Name] {
			continue
		}
		t.Run(method.Name, func(t *testing.T) {
			t.Parallel()
			server := New(empty{})
			value := call(server, method)
			runtime.GC()
			if value.Value() != nil {
				t.Error("the server keeps the context of the request")
			}
			runtime.KeepAlive(server)
		})
	}
}

type inContext struct{ _ [1 << 16]byte }

// call makes a call with an empty request, takes all that it answers, and returns a pointer to a value of its context that does
// not keep the value.
func call(server p.ProviderServer, method reflect.Method) weak.Pointer[inContext] {
	value := &inContext{}
	ctx := context.WithValue(context.Background(), inContext{}, value)
	request := reflect.New(method.Type.In(1).Elem())
	answer := reflect.ValueOf(server).MethodByName(method.Name).Call([]reflect.Value{reflect.ValueOf(ctx), request})[0].Interface()
	switch stream := answer.(type) {
	case *p.ListResourceServerStream:
		for range stream.Results {
		}
	case *p.InvokeActionServerStream:
		for range stream.Events {
		}
	}
	return weak.Make(value)
}

func TestContextIsAliveDuringItsRequest(t *testing.T) {
	t.Parallel()
	parent, stop := context.WithCancel(context.WithValue(t.Context(), inContext{}, "a value"))
	ctx, release := releasable(parent)
	below, cancel := context.WithCancel(ctx)
	defer cancel()
	if ctx.Err() != nil || ctx.Value(inContext{}) != "a value" {
		t.Errorf("error %v, value %v", ctx.Err(), ctx.Value(inContext{}))
	}
	stop()
	<-below.Done() // an interruption reaches the request under way
	release()
	if ctx.Err() == nil || ctx.Value(inContext{}) != nil {
		t.Errorf("released: error %v, value %v", ctx.Err(), ctx.Value(inContext{}))
	}
}
