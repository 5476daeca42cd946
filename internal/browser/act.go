package browser

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Go opens an address and waits until the page has loaded.
func (tab *Tab) Go(url string) {
	tab.t.Helper()
	tab.do("go to "+url, chromedp.Navigate(url))
}

// Click clicks the first visible element that matches the CSS selector, and
// waits for the page that it leads to, if any.
func (tab *Tab) Click(sel string) {
	tab.t.Helper()
	tab.do("click "+sel, chromedp.Click(chromedp.CSS(sel), chromedp.NodeVisible))
	tab.settle()
}

// Type types text into a field, after what it holds.
func (tab *Tab) Type(sel, text string) {
	tab.t.Helper()
	tab.do("type into "+sel, chromedp.SendKeys(chromedp.CSS(sel), text, chromedp.NodeVisible))
}

// keys are the names of keys that are no characters.
var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Backspace": kb.Backspace, "Home": kb.Home, "End": kb.End,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "Space": " ",
}

// Press presses one key where the focus is, as in "Tab", "Shift+Tab" or "j",
// and waits for the page that it leads to, if any.
func (tab *Tab) Press(key string) {
	tab.t.Helper()
	var options []chromedp.KeyOption
	name, shift := strings.CutPrefix(key, "Shift+")
	if shift {
		options = append(options, chromedp.KeyModifiers(kb.ModifierShift))
	}
	if special, ok := keys[name]; ok {
		name = special
	}
	tab.do("press "+key, chromedp.KeyEvent(name, options...))
	tab.settle()
}

// Text is what a reader sees of the first match; it waits until it is there.
func (tab *Tab) Text(sel string) string {
	tab.t.Helper()
	return run(tab, "read "+sel, chromedp.Text(chromedp.CSS(sel), chromedp.NodeReady))
}

// Has tells whether anything matches now; it does not wait.
func (tab *Tab) Has(sel string) bool {
	tab.t.Helper()
	nodes := run(tab, "look for "+sel, chromedp.QueryNodeIDs(chromedp.CSSAll(sel), chromedp.AtLeast(0)))
	return len(nodes) > 0
}

// URL is where the tab is.
func (tab *Tab) URL() string {
	tab.t.Helper()
	return run(tab, "read the address", chromedp.Location())
}

// Eval runs an expression in the page and returns its value.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	return run(tab, "evaluate", chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// HorizontalScroll tells whether the page is wider than the window.
func (tab *Tab) HorizontalScroll() bool {
	tab.t.Helper()
	return Eval[bool](tab, `document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth`)
}

// Shot saves a picture of the whole page as name.png in $WEDERHOOR_SHOTS, and
// does nothing when that is not set.
func (tab *Tab) Shot(name string) {
	tab.t.Helper()
	dir := os.Getenv("WEDERHOOR_SHOTS")
	if dir == "" {
		return
	}
	png := run(tab, "take a picture", chromedp.FullScreenshot(100))
	//nolint:gosec // the folder is the choice of who runs the tests
	if err := errors.Join(os.MkdirAll(dir, 0o750), os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600)); err != nil {
		tab.t.Fatal(err)
	}
}

func (tab *Tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	run(tab, what, chromedp.Steps(steps...))
}

func run[T any](tab *Tab, what string, action chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		tab.t.Fatalf("%s: %v (console: %q)", what, err, tab.Console())
	}
	return value
}

// settle waits out a navigation that the last act may have begun. The browser
// tells of one before it answers the next command, so one round trip suffices;
// the round trip itself fails when the page goes away under it.
func (tab *Tab) settle() {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	const turn = `new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))`
	_, _ = chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](turn, chromedp.EvalAwaitPromise))
	for tab.moving() && ctx.Err() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	if tab.moving() {
		tab.t.Fatalf("the page did not finish loading (console: %q)", tab.Console())
	}
}

// NoScript turns off the scripts of the pages; Eval keeps working.
func (tab *Tab) NoScript() {
	tab.t.Helper()
	tab.do("turn scripts off", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}
