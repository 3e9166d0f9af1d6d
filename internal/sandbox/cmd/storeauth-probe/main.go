// Command storeauth-probe asks a vendor what the sandbox assumes, and says where they differ.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

// What the command exits with.
const (
	exitAgrees = iota
	exitCouldNotRun
	exitDiffers
)

func main() {
	ctx, stop := interruptible(context.Background())
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	c := command{env: os.Getenv, out: os.Stdout, people: os.Stderr, wait: probe.NewLimiter(nil, nil).Wait, budget: probe.NewBudget(cache, nil)}
	code := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// interruptible ends when a person or the system ends the command, a closed terminal among them: tokens are revoked all the same.
func interruptible(parent context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
}

// command is the command with everything that it touches.
type command struct {
	env         probe.Environment
	out, people io.Writer
	wait        func(context.Context) error
	budget      *probe.Budget
}

const usage = `Usage: storeauth-probe [flags] VENDOR

Asks a vendor (%s) what the sandbox assumes, compares each answer with the sandbox's, and
writes an evidence file to standard output, or to the file of -out. Credentials and addresses come from the environment
variables of the provider; without credentials only the probes of the level anonymous are asked.

Exits with 0 when nothing differs, 2 when something does, 1 when it could not run, got no answer or was
interrupted.

`

// run is the whole command; it returns the exit code.
func (c command) run(ctx context.Context, args []string) int {
	err := c.try(ctx, args)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitAgrees
	case errors.Is(err, errDiffers):
		return exitDiffers
	}
	fmt.Fprintln(c.people, "storeauth-probe:", err)
	return exitCouldNotRun
}

var errDiffers = errors.New("something differs")

func (c command) try(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("storeauth-probe", flag.ContinueOnError)
	flags.SetOutput(c.people)
	flags.Usage = func() {
		fmt.Fprintf(c.people, usage, suites.Vendors())
		flags.PrintDefaults()
	}
	list := flags.Bool("list", false, "list every probe with what it sends, what it cannot change, what it settles and what it costs; nothing is sent")
	only := flags.String("only", "", "comma `list` of probes to report; of all others only the one that proves the credential is asked")
	attended := flags.String("attended", "", "comma `list` of probes of the level attended to ask, because you agree to what they change")
	out := flags.String("out", "", "`file` to write the evidence to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *list && flags.NArg() == 0 {
		for _, suite := range suites.All() {
			if err := probe.List(c.out, suite); err != nil {
				return err
			}
		}
		return nil
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return errors.New("name one vendor")
	}
	suite, err := suites.Find(flags.Arg(0))
	if err != nil {
		return err
	}
	if *list {
		return probe.List(c.out, suite)
	}
	return c.ask(ctx, suite, split(*only), split(*attended), *out)
}

// ask runs the probes and writes the evidence.
func (c command) ask(ctx context.Context, suite probe.Suite, only, attended []string, path string) error {
	kept, err := evidence.Kept()
	if err != nil {
		return err
	}
	// A file that cannot be written must show before anything is sent.
	out := c.out
	if path != "" {
		file, err := os.Create(path) //nolint:gosec // the person who runs the command names the file
		if err != nil {
			return err
		}
		defer file.Close()
		out = file
	}
	report, err := probe.Run(ctx, suite, probe.Options{
		Env: c.env, Only: only, Attended: attended, Wait: c.wait, Budget: c.budget, Kept: kept, Version: version(),
	})
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := errors.Join(encoder.Encode(report.File), report.Show(c.people)); err != nil {
		return err
	}
	summary := report.File.Summary
	answered := summary[evidence.AsSimulated] + summary[evidence.AsSwitch] + summary[evidence.Differs]
	switch {
	case report.Interrupted:
		return errors.New("interrupted before everything was asked")
	case summary[evidence.Differs] > 0:
		return errDiffers
	case answered == 0 && summary[evidence.NoAnswer] > 0:
		return errors.New("the vendor did not answer")
	case answered == 0:
		return errors.New("nothing was asked; each probe above says why")
	}
	return nil
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// version is the module's, or the revision that the command was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && info.Main.Version == "(devel)" {
			return setting.Value
		}
	}
	return info.Main.Version
}
