package browser

import (
	"strings"
	"testing"
)

// TestPagesAskNobodyElseAndKeepNothing (ASVS 3.7.1, 14.2.3 and 14.3.3): every file
// of every page comes from the site itself, and the browser keeps nothing a
// script can read: no storage, no cache of ours, no cookie.
func TestPagesAskNobodyElseAndKeepNothing(t *testing.T) {
	site, accounts := demo(t)
	tab := New(t, 1280, 900, false)
	asked := 0
	look := func(page string) {
		t.Helper()
		tab.Go(site + page)
		for _, from := range strings.Fields(Eval[string](tab, "performance.getEntriesByType('resource').map(e => e.name).join(' ')")) {
			asked++
			if !strings.HasPrefix(from, site+"/") {
				t.Errorf("%s asks %s", page, from)
			}
		}
		const kept = `(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
			(await navigator.serviceWorker.getRegistrations()).length, document.cookie.length].join(' '))()`
		if got := Eval[string](tab, kept); got != "0 0 0 0 0 0" {
			t.Errorf("%s leaves %s behind", page, got)
		}
	}
	for _, page := range publicPages {
		look(page)
	}
	signInAs(tab, site, accounts["lead"])
	for _, page := range staffPages(tab, site) {
		look(page)
	}
	if asked < 50 {
		t.Errorf("only %d files were asked", asked)
	}
}
