package browser

import (
	"slices"
	"strings"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// Console is what went wrong in the page so far: console.error, exceptions that
// nobody caught, and what the browser itself reports, such as a blocked script
// or a page answered with 4xx.
func (tab *Tab) Console() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return slices.Clone(tab.errors)
}

// hear runs in the loop that reads from the browser: it only notes.
func (tab *Tab) hear(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, arg := range e.Args {
				words = append(words, said(arg))
			}
			tab.errors = append(tab.errors, strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		tab.errors = append(tab.errors, e.ExceptionDetails.Text+" "+said(e.ExceptionDetails.Exception))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			tab.errors = append(tab.errors, e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventFrameRequestedNavigation:
		if e.Disposition == page.ClientNavigationDispositionCurrentTab {
			tab.loading[string(e.FrameID)] = true
		}
	case *page.EventFrameStartedLoading:
		tab.loading[string(e.FrameID)] = true
	case *page.EventFrameStoppedLoading:
		delete(tab.loading, string(e.FrameID))
	}
}

func (tab *Tab) moving() bool {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return len(tab.loading) > 0
}

func said(o *runtime.RemoteObject) string {
	switch {
	case o == nil:
		return ""
	case o.Description != "":
		return o.Description
	}
	return strings.Trim(string(o.Value), `"`)
}
