// Package browser drives the pages in Debian's Chromium, for the flows and the
// accessibility rules that only a real browser can check. Only tests use it.
// Every method that can fail fails the test, so a flow reads as a list of acts.
package browser

import (
	"context"
	"fmt"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"

	"wederhoor/internal/testkit"
)

// patience is how long one act may take; two busy cores are slow.
const patience = 20 * time.Second

// Tab is a page in a browser profile of its own: no cookies but its own.
type Tab struct {
	t   testing.TB
	ctx context.Context //nolint:containedctx // chromedp keeps the tab in it

	mu      sync.Mutex
	errors  []string
	loading map[string]bool // the frames that are on their way elsewhere
}

// New opens a tab of width by height pixels, light or dark. All tabs of a test
// binary share one browser, which ends with the binary.
func New(t testing.TB, width, height int, dark bool) *Tab {
	t.Helper()
	parent, err := chromium(t)
	if err != nil {
		t.Fatal(err)
	}
	tab := &Tab{t: t, loading: map[string]bool{}}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(tab.hear))
	t.Cleanup(cancel)
	tab.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // without a time limit: it would become the tab's
		t.Fatalf("open a tab: %v", err)
	}
	scheme := map[bool]string{false: "light", true: "dark"}[dark]
	tab.do("set up the tab",
		chromedp.EmulateViewport(int64(width), int64(height)),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme},
				{Name: "prefers-reduced-motion", Value: "reduce"}, // pictures and measures of pages at rest
			}})
			if err != nil {
				return err
			}
			_, err = chromedp.Call(ctx, log.Enable, struct{}{})
			return err
		}))
	return tab
}

var shared struct {
	sync.Mutex
	ctx context.Context //nolint:containedctx // chromedp keeps the browser in it
}

// chromium starts the browser once. It is killed with the test binary (chromedp
// asks the kernel for that) and its profile goes with the scratch folder.
func chromium(t testing.TB) (context.Context, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.ctx != nil {
		return shared.ctx, nil
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, fmt.Errorf("install the Debian package chromium, or run make test: %w", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(testkit.Scratch(t, "chromium")),
		chromedp.NoSandbox, // root
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("start Chromium: %w", err)
	}
	shared.ctx = ctx
	return ctx, nil
}
