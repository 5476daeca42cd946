package browser

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/testkit"
)

// demo starts the program with its invented year and reads the accounts it prints.
func demo(t *testing.T) (site string, accounts map[string][2]string) {
	t.Helper()
	return demoAt(t, "127.0.0.1:0")
}

func demoAt(t *testing.T, address string) (site string, accounts map[string][2]string) {
	t.Helper()
	p := testkit.Start(t, testkit.Binary(t), "demo", "--addr", address, "--limits", "off")
	accounts = map[string][2]string{}
	for _, line := range strings.Split(p.Output(), "\n") {
		if parts := strings.Split(line, "\t"); len(parts) >= 3 {
			if len(parts) == 4 {
				accounts["sheet"] = [2]string{parts[3], ""}
			}
			accounts[parts[0]] = [2]string{parts[1], parts[2]}
		}
	}
	if accounts["lead"][0] == "" {
		t.Fatalf("no account of the lead in:\n%s", p.Output())
	}
	return p.URL, accounts
}

func signInAs(tab *Tab, site string, account [2]string) {
	tab.Go(site + "/staff/sign-in")
	tab.Type("[name=email]", account[0])
	tab.Type("[name=password]", account[1])
	leave(tab, "main form .btn")
}

// nouns is every act, as its address names it.
var nouns = []string{"discussion", "acknowledgement", "contact", "hearing", "invitation", "decision", "response", "extension", "holding", "correction", "withdrawal",
	"inadmissibility", "closing", "appeal", "outcome", "follow-up", "exception", "action", "remedy", "acceptance", "delivery", "readers", "subject", "note", "reading", "log",
	"hearing-invitation", "report", "report-reaction", "waiver", "side-closing", "outside-file", "hold", "redaction", "rectification", "restriction", "erasure-stop", "access-request"}

var publicPages = []string{"/", "/en", "/status", "/procedure", "/privacy", "/accessibility", "/receipt-check", "/receipt-check?lang=en", "/side", "/side?lang=en", "/procedure?lang=en", "/privacy?lang=en", "/nergens", "/f/0000-0000-0000-0000", "/staff/sign-in", "/status/address?token=x", "/confidant", "/confidant?lang=en", "/annual-report", "/annual-report?lang=en"}

// TestEveryPageIsForEverybody holds every page against WCAG 2.2 AA, in both
// themes and both widths, with everything unfolded: no violation, no sideways
// scrolling, nothing the browser complains about, no name in a title.
func TestEveryPageIsForEverybody(t *testing.T) {
	site, accounts := demo(t)
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			t.Run(fmt.Sprintf("%d dark=%v", width, dark), func(t *testing.T) {
				tab := New(t, width, 900, dark)
				for _, page := range publicPages {
					inspect(t, tab, site, page)
				}
				ownPages(t, tab, site)
				roomPages(t, tab, site, accounts)
				signInAs(tab, site, accounts["lead"])
				for _, page := range staffPages(tab, site) {
					inspect(t, tab, site, page)
				}
				otherSide(t, tab, site)
			})
		}
	}
}

// ownPages walks the pages behind a receipt code. Each is the answer to a form:
// none has an address of its own.
func ownPages(t *testing.T, tab *Tab, site string) {
	t.Helper()
	tab.Go(site + "/")
	tab.Type("[name=story]", "Mevrouw Visser liet ons een uur wachten.")
	leave(tab, "main form .btn")
	code := tab.Text("#receipt-code")
	open := func() {
		t.Helper()
		tab.Go(site + "/status")
		tab.Type("[name=code]", code)
		leave(tab, "main form .btn")
	}
	open()
	inspectOpen(t, tab, "own")
	leave(tab, "form[action='/status/message'] .btn")
	inspectOpen(t, tab, "own with nothing written")
	tab.Type("[name=message]", "Ik vergat iets.")
	leave(tab, "form[action='/status/message'] .btn")
	inspectOpen(t, tab, "own with a message")
	leave(tab, "form[action='/status/contact'] .btn")
	inspectOpen(t, tab, "own contact")
	open()
	leave(tab, "form[action='/status/request'] .btn")
	inspectOpen(t, tab, "a question about my data")
	leave(tab, "form[action='/status'] .btn")
	leave(tab, "form[action='/status/withdrawal'] .btn")
	inspectOpen(t, tab, "own withdrawal")
	leave(tab, "form[action='/status/withdrawal/confirm'] .btn")
	inspectOpen(t, tab, "own withdrawn")
}

// otherSide walks the page of whom a complaint is about, who is asked for it first.
func otherSide(t *testing.T, tab *Tab, site string) {
	t.Helper()
	tab.Go(site + "/staff/complaints")
	leave(tab, "a.subj")
	dossier := site + refInURL.FindString(tab.URL())
	tab.Go(dossier + "/invitation")
	tab.Type("[name=name]", "Olaf Buiten")
	tab.Type("[name=substance]", "Een groep vond dat het te laat begon.")
	choose(tab, "copy", "yes")
	leave(tab, "main form .btn:not(.btn-2):not(.btn-3)")
	inspectOpen(t, tab, "dossier with another side")
	leave(tab, "section[aria-labelledby=brieven] li:last-child a")
	found := sideCode.FindStringSubmatch(tab.Text("main"))
	if found == nil {
		t.Fatalf("no code in the letter:\n%s", tab.Text("main"))
	}
	tab.Go(site + "/side")
	tab.Type("[name=code]", found[1])
	leave(tab, "main form .btn")
	inspectOpen(t, tab, "other side")
	leave(tab, "form[action='/side/statement'] .btn:not(.btn-2)")
	inspectOpen(t, tab, "other side with nothing written")
	tab.Type("[name=statement]", "Ik stond in de file.")
	leave(tab, "form[action='/side/statement'] .btn:not(.btn-2)")
	inspectOpen(t, tab, "other side with a statement")
}

// roomPages walks a conversation with the confidant from both sides.
func roomPages(t *testing.T, tab *Tab, site string, accounts map[string][2]string) {
	t.Helper()
	tab.Go(site + "/confidant")
	tab.Type("[name=words]", "Ik wil eerst praten.")
	leave(tab, "form[action='/confidant'] .btn-l")
	inspectOpen(t, tab, "confided")
	leave(tab, "form[action='/confidant/room'] button:not([type=button])")
	inspectOpen(t, tab, "conversation")
	signInAs(tab, site, accounts["confidant"])
	inspect(t, tab, site, "/staff/rooms")
	tab.Type("[name=sheet]", accounts["sheet"][0])
	leave(tab, "form[action='/staff/rooms/open'] .btn")
	inspectOpen(t, tab, "rooms")
	leave(tab, "main .rows a")
	inspectOpen(t, tab, "room")
	tab.Type("[name=note]", "Eerst luisteren.")
	leave(tab, "form[action$='/note'] .btn")
	inspectOpen(t, tab, "room with a note")
	leave(tab, "form[action$='/message'] .btn")
	inspectOpen(t, tab, "room with nothing written")
	tab.Go(site + "/staff/account")
	leaveFolded(tab, "form[action='/staff/sign-out'] button")
}

// staffPages finds a dossier in each stage on Vandaag and in the register.
func staffPages(tab *Tab, site string) []string {
	pages := []string{"/staff", "/staff/complaints", "/staff/complaints?view=late", "/staff/complaints?density=compact&view=all", "/staff/complaints/new",
		"/staff/search", "/staff/people", "/staff/settings", "/staff/settings/lists", "/staff/settings/letters", "/staff/settings/letters/extension/nl", "/staff/settings/letters/holding/nl", "/staff/settings/letters/response/en", "/staff/procedure", "/staff/procedure/draft",
		"/staff/procedure/draft/publish", "/staff/log", "/staff/log?kind=refused", "/staff/settings/proof", "/staff/what-if?norm=awb", "/staff/evidence", "/staff/evidence/crkbo", "/staff/evidence/awb?year=2025", "/staff/settings/backup", "/staff/settings/keys", "/staff/settings/processing", "/staff/log/report", "/staff/retention", "/staff/letters", "/staff/mail", "/staff/figures", "/staff/figures?period=2024", "/staff/figures/participants", "/staff/evaluations", "/staff/reviews", "/staff/actions", "/staff/actions?state=done", "/staff/register", "/staff/account/passkeys", "/staff/side", "/staff/complaints/2026-0000"}
	tab.Go(site + "/staff/mail")
	waiting := strings.Fields(Eval[string](tab, `[...document.querySelectorAll('.task h3 a')].map(a => a.getAttribute('href')).join(' ')`))
	if len(waiting) != 3 {
		tab.t.Errorf("%d mails wait in the demo", len(waiting))
	}
	pages = append(pages, waiting...)
	tab.Go(site + "/staff/evaluations")
	answers := strings.Fields(Eval[string](tab, `[...document.querySelectorAll('.task h3 a')].map(a => a.getAttribute('href')).join(' ')`))
	if len(answers) != 6 {
		tab.t.Errorf("%d answers wait in the demo", len(answers))
	}
	file := Eval[string](tab, `document.querySelector('.task a[href^="/staff/evaluation-files/"]').getAttribute('href')`)
	pages = append(pages, answers[0], answers[len(answers)-1], file)
	tab.Go(site + "/staff/questionnaires")
	asked := Eval[string](tab, "document.querySelector('.rows h3 a').getAttribute('href')")
	tab.Go(site + asked)
	form := Eval[string](tab, "new URL(document.querySelector('#address a').href).pathname")
	pages = append(pages, "/staff/questionnaires", asked, asked+"/poster", form, form+"?lang=en")
	pages = append(pages, reviewPages(tab, site)...)
	tab.Go(site + "/staff")
	links := Eval[string](tab, `[...document.querySelectorAll('.task h3 a, .rows a')].map(a => a.getAttribute('href')).join(' ')`)
	seen := map[string]bool{}
	for _, ref := range regexp.MustCompile(`/staff/complaints/\d+-\d+`).FindAllString(links, -1) {
		if seen[ref] {
			continue
		}
		seen[ref] = true
		pages = append(pages, ref)
	}
	for ref := range seen {
		for _, noun := range nouns {
			pages = append(pages, ref+"/"+noun)
		}
		break
	}
	return pages
}

func inspect(t *testing.T, tab *Tab, site, page string) {
	t.Helper()
	tab.Go(site + page)
	inspectOpen(t, tab, page)
}

// inspectOpen holds the page that is open.
func inspectOpen(t *testing.T, tab *Tab, page string) {
	t.Helper()
	Eval[bool](tab, "(document.querySelectorAll('details').forEach(d => { d.open = true }), true)")
	for _, v := range tab.Axe() {
		t.Errorf("%s: %v", page, v)
	}
	if tab.HorizontalScroll() {
		t.Errorf("%s scrolls sideways", page)
	}
	if n := Eval[int](tab, "document.querySelectorAll('h1').length"); n != 1 {
		t.Errorf("%s has %d headings of the first level", page, n)
	}
	title := Eval[string](tab, "document.title")
	for _, name := range []string{"Mulder", "Smit", "Jansen", "Visser", "De Graaf"} {
		if strings.Contains(title, name) {
			t.Errorf("%s has a name in its title: %q", page, title)
		}
	}
	tab.Shot(strings.Trim(regexp.MustCompile(`[^a-z0-9-]+`).ReplaceAllString(strings.ToLower(page), "_"), "_"))
}

// TestByKeyboardAlone fills in and sends the public form without a mouse, and
// every stop shows where it is.
func TestByKeyboardAlone(t *testing.T) {
	site, _ := demo(t)
	tab := New(t, 390, 844, false)
	tab.Go(site + "/")
	stops := 0
	for Eval[string](tab, "document.activeElement.name || ''") != "story" {
		tab.Press("Tab")
		if stops++; stops > 12 {
			t.Fatal("the story is more than twelve stops away")
		}
		if !Eval[bool](tab, "(getComputedStyle(document.activeElement).outlineStyle !== 'none')") {
			t.Errorf("stop %d shows nothing: %s", stops, Eval[string](tab, "document.activeElement.outerHTML.slice(0, 120)"))
		}
	}
	tab.Type("[name=story]", "Ik kon mijn trainer niet verstaan.")
	for !Eval[bool](tab, "document.activeElement.matches('button[type=submit]')") {
		tab.Press("Tab")
		if stops++; stops > 40 {
			t.Fatal("the button is never reached")
		}
	}
	tab.Press("Enter")
	if code := tab.Text("#receipt-code"); len(code) != 19 {
		t.Errorf("the receipt shows %q", code)
	}
}

// TestWithoutScript sends the form in a browser that runs no script at all.
func TestWithoutScript(t *testing.T) {
	site, _ := demo(t)
	tab := New(t, 390, 844, false)
	tab.NoScript()
	tab.Go(site + "/en")
	leave(tab, "main form .btn")
	if !tab.Has(".err-sum") || !strings.Contains(tab.Text(".err-sum"), "One sentence is enough") {
		t.Fatalf("an empty form says:\n%s", tab.Text("main"))
	}
	tab.Type("[name=story]", "The room was too cold.")
	leave(tab, "main form .btn")
	if code := tab.Text("#receipt-code"); len(code) != 19 {
		t.Errorf("the receipt shows %q", code)
	}
}
