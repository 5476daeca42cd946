package browser

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"wederhoor/internal/testkit"
)

// Violation is a rule of axe-core that the page breaks.
type Violation struct {
	ID     string   `json:"id"` // the name of the rule, such as color-contrast
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"` // selector and what is wrong, one for each element
}

// axeRun evaluates to the violations. It runs in the page by way of the
// debugger, so the page's own content policy has no say in it.
const axeRun = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations"],
}).then(r => r.violations.map(v => ({
	id: v.id, impact: v.impact || "", help: v.help,
	nodes: v.nodes.map(n => n.target.join(" ") + ": " + (n.failureSummary || "").replace(/\s+/g, " ")),
})))`

// Axe checks the page as it now is against WCAG 2.2 A and AA and axe's best
// practices. It sees what a program can see, which is about a third of the rules.
func (tab *Tab) Axe() []Violation {
	tab.t.Helper()
	if !Eval[bool](tab, `typeof axe === "object"`) {
		run(tab, "load axe-core", chromedp.Evaluate[chromedp.Void](source(tab.t)+"\n;0"))
	}
	return Eval[[]Violation](tab, axeRun)
}

var axeSource struct {
	sync.Mutex
	text string
}

func source(t testing.TB) string {
	t.Helper()
	axeSource.Lock()
	defer axeSource.Unlock()
	if axeSource.text == "" {
		file := filepath.Join(testkit.Root(t), "internal/browser/node_modules/axe-core/axe.min.js")
		text, err := os.ReadFile(file) //nolint:gosec // our own path
		if err != nil {
			t.Fatalf("axe-core is missing, run make test: %v", err)
		}
		axeSource.text = string(text)
	}
	return axeSource.text
}
