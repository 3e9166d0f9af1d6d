// Package sandboxpage drives the sandbox's page in a real browser.
package sandboxpage

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
)

// browsers are the names of the browsers that can be driven.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

func browser(t *testing.T) string {
	t.Helper()
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("not run: none of %s is on PATH", strings.Join(browsers, ", "))
	return ""
}

func TestPageShowsAndTurnsWhatTheConsoleHas(t *testing.T) {
	binaryOfBrowser := browser(t)
	binary := filepath.Join(t.TempDir(), "storeauth-sandbox")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "./internal/sandbox/cmd/storeauth-sandbox")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	running, err := sandbox.Start(t.Context(), binary, "127.0.0.1:0", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer running.Stop()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(binaryOfBrowser), chromedp.NoSandbox)
	allocated, free := chromedp.NewExecAllocator(t.Context(), options...)
	defer free()
	ctx, end := chromedp.NewContext(allocated)
	defer end()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()

	var complaints, abroad []string
	listening := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *log.EventEntryAdded:
			complaints = append(complaints, e.Entry.Text)
		case *runtime.EventExceptionThrown:
			complaints = append(complaints, e.ExceptionDetails.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, running.URL) && !strings.HasPrefix(e.Request.URL, "data:") {
				abroad = append(abroad, e.Request.URL)
			}
		}
	})
	if listening != nil {
		t.Fatal(listening)
	}
	press := func(text string) chromedp.Action[chromedp.Void] {
		return chromedp.Click(chromedp.Search(fmt.Sprintf(`//button[normalize-space(text())=%q]`, text)))
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(running.URL+"/"), press("galaxy"), chromedp.WaitVisible(chromedp.Search(`//h2[contains(., "accounts")]`))); err != nil {
		t.Fatal(err)
	}
	if title, err := chromedp.Run(ctx, chromedp.Title()); err != nil || title != "storeauth sandbox" {
		t.Errorf("the title is %q, %v", title, err)
	}

	account, err := sandbox.Console{URL: running.URL}.CreateAccount(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const turned = `select[aria-label="future_iat_refused"]`
	row := fmt.Sprintf(`//tr[@data-id=%q]`, account.ID)
	ask := func() { // a call to the vendor, which the page must show
		response, err := http.Post(running.URL+"/galaxy/auth/accessToken", "application/json", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	for i, step := range []chromedp.Action[chromedp.Void]{
		// The objects, and what can be done to one of them.
		press("galaxy"), chromedp.WaitVisible(chromedp.Search(row)),
		chromedp.Click(chromedp.Search(row + `//button[text()="delete"]`)), chromedp.WaitVisible(chromedp.Search(row + `//div[contains(., "deleted: true")]`)),
		chromedp.Click(chromedp.Search(row + `//button[text()="restore"]`)), chromedp.WaitVisible(chromedp.Search(row + `//div[contains(., "deleted: false")]`)),
		// A new one, made with a body of one's own.
		chromedp.Click(chromedp.Search(`//h2[contains(., "accounts")]/button`)), chromedp.WaitVisible(chromedp.CSS("#dialog")),
		chromedp.SetValue(chromedp.CSS("#body"), `{"id":"00000000-0000-4000-8000-000000000001","scopes":["publishing"]}`), chromedp.Click(chromedp.CSS("#send")),
		chromedp.WaitVisible(chromedp.Search(`//tr[@data-id="00000000-0000-4000-8000-000000000001"]`)),
		// A fault, a switch, the clock.
		press("503 once"), chromedp.WaitVisible(chromedp.Search(`//ul[@id="faults"]/li[contains(., "503")]`)),
		chromedp.SetValue(chromedp.CSS(turned), "true"),
		func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Run(ctx, chromedp.Evaluate[any](fmt.Sprintf("document.querySelector(%q).dispatchEvent(new Event('change'))", turned)))
			return chromedp.Void{}, err
		},
		chromedp.WaitVisible(chromedp.Search(`//p[@id="message"][contains(., '"future_iat_refused": true')]`)),
		press("+1 h"), chromedp.WaitVisible(chromedp.Search(`//p[@id="clock"][contains(., "1h0m")]`)),
		func(context.Context, *chromedp.Target) (chromedp.Void, error) { ask(); return chromedp.Void{}, nil },
		chromedp.WaitVisible(chromedp.Search(`//tbody[@id="journal"]/tr[contains(., "POST /galaxy/auth/accessToken") and contains(., "503")]`)),
		press("Reset all"), chromedp.WaitNotPresent(chromedp.Search(row)),
	} {
		waits, done := context.WithTimeout(ctx, 15*time.Second)
		err := chromedp.Do(waits, step)
		done()
		if err != nil {
			t.Fatalf("step %d: %v; the browser complains of %q", i, err, complaints)
		}
	}
	if len(complaints) > 0 || len(abroad) > 0 {
		t.Errorf("the browser complains of %q, and asked %q", complaints, abroad)
	}
}
