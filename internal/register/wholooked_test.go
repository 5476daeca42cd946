package register_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// TestForbiddenTakesAsLongAsAbsent: neither opens anything, both write one line.
// The medians are printed; what is held to is that no one can tell them apart.
func TestForbiddenTakesAsLongAsAbsent(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	ref := o.complain("").Ref
	for range 40 { // a thick dossier, that takes long to open
		if _, err := o.Note(ctx, o.lead, register.Order{Ref: ref}, strings.Repeat("woorden ", 200)); err != nil {
			t.Fatal(err)
		}
	}
	tries := map[string]func(ref string) error{
		"open":   func(ref string) error { _, err := o.Open(ctx, henk, ref); return err },
		"follow": func(ref string) error { _, err := o.Follow(ctx, henk, ref); return err },
		"file":   func(ref string) error { _, _, err := o.File(ctx, henk, ref, "x"); return err },
		"act":    func(ref string) error { _, err := o.Note(ctx, henk, register.Order{Ref: ref}, "x"); return err },
		"log":    func(ref string) error { _, err := o.WhoLooked(ctx, henk, ref, register.LogQuery{}); return err },
	}
	for what, try := range tries {
		took := map[string][]time.Duration{}
		for range 200 {
			for _, number := range []string{ref, "2026-1"} {
				begin := time.Now()
				if err := try(number); err == nil || err.Error() != register.ErrNotFound.Error() {
					t.Fatalf("%s %s: %v", what, number, err)
				}
				took[number] = append(took[number], time.Since(begin))
			}
		}
		forbidden, absent := median(took[ref]), median(took["2026-1"])
		t.Logf("%-6s forbidden %v, absent %v", what, forbidden, absent)
		if ratio := float64(forbidden) / float64(absent); ratio > 1.5 || ratio < 1/1.5 {
			t.Errorf("%s: forbidden takes %v, absent %v", what, forbidden, absent)
		}
	}
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// told is the log of a dossier in words: who, what, how often.
func (o *office) told(who register.Person, ref string) []string {
	o.t.Helper()
	o.clock.Advance(time.Second)
	page, err := o.WhoLooked(ctx, who, ref, register.LogQuery{})
	if err != nil {
		o.t.Fatal(err)
	}
	return inWords(page)
}

func inWords(page register.LogPage) (all []string) {
	for _, l := range page.Lines {
		words := fmt.Sprintf("%s %s %d", l.Name, l.Action, l.Times)
		if l.Tried {
			words += " tried"
		} else if !l.Allowed {
			words += " " + l.Rule
		}
		if l.Detail != "" {
			words += ": " + l.Detail
		}
		all = append(all, words)
	}
	return all
}

func hold(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nand not:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhoLookedAtADossier(t *testing.T) {
	o := open(t, "")
	saskia, henk := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer), o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	fg := o.joined("Fatma Güneş", "fg@voorbeeld.example", access.PrivacyOfficer)
	r := o.complain("")
	for range 3 {
		if _, err := o.Open(ctx, o.lead, r.Ref); err != nil {
			t.Fatal(err)
		}
	}
	o.clock.Advance(time.Minute)
	if _, err := o.ChangeReaders(ctx, o.lead, register.Order{Ref: r.Ref}, []complaint.MemberID{saskia.Member.ID}, nil); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	if _, err := o.Open(ctx, saskia, r.Ref); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	if _, err := o.NameSubject(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.SubjectNamed{Member: henk.Member.ID, Name: "Henk Postma"}); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	if _, err := o.Note(ctx, henk, register.Order{Ref: r.Ref}, "x"); !errors.Is(err, register.ErrNotFound) {
		t.Fatal(err)
	}
	o.clock.Advance(24 * time.Hour)
	if _, err := o.ChangeReaders(ctx, o.lead, register.Order{Ref: r.Ref}, nil, []complaint.MemberID{saskia.Member.ID}); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	if err := o.Leave(ctx, o.lead, saskia.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	want := []string{"Mirjam de Wit read_log 1", "Mirjam de Wit revoke 1: Saskia Brouwer", "Henk Postma note 1 subject_of_complaint", "Saskia Brouwer read_content 1",
		"Mirjam de Wit grant 1: Saskia Brouwer", "Mirjam de Wit read_content 3"}
	hold(t, "the lead", o.told(o.lead, r.Ref), want...)
	hold(t, "the privacy officer", o.told(fg, r.Ref), append([]string{"Fatma Güneş read_log 1"}, want...)...)
	for name, who := range map[string]register.Person{"the subject": henk, "who read along": saskia} {
		if _, err := o.WhoLooked(ctx, who, r.Ref, register.LogQuery{}); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatAnAccountSaw also of who left, by the name of that time.
func TestWhatAnAccountSaw(t *testing.T) {
	o := open(t, "")
	saskia := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	r := o.complain("")
	o.clock.Advance(time.Second)
	if _, err := o.ChangeReaders(ctx, o.lead, register.Order{Ref: r.Ref}, []complaint.MemberID{saskia.Member.ID}, nil); err != nil {
		t.Fatal(err)
	}
	before := saskia
	before.Member.Name = "Saskia de Vries"
	o.clock.Advance(time.Second)
	if _, err := o.Open(ctx, before, r.Ref); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	if found := o.search(saskia, "koud"); len(found) != 1 {
		t.Fatalf("%d found", len(found))
	}
	o.clock.Advance(time.Second)
	if _, _, err := o.File(ctx, saskia, r.Ref, "geen"); err == nil {
		t.Fatal("a file that is not there")
	}
	o.clock.Advance(time.Second)
	if err := o.Leave(ctx, o.lead, saskia.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	page, err := o.WhatSaw(ctx, o.lead, register.LogQuery{Member: saskia.Member.ID})
	if err != nil {
		t.Fatal(err)
	}
	hold(t, "what she saw", inWords(page), "Saskia Brouwer download 1", "Saskia Brouwer search 1", "Saskia de Vries read_content 1")
	o.clock.Advance(time.Second)
	page, err = o.WhatSaw(ctx, o.lead, register.LogQuery{Kind: register.LogAccess})
	if err != nil {
		t.Fatal(err)
	}
	hold(t, "who was let in", inWords(page), "Mirjam de Wit left 1: Saskia Brouwer", "Mirjam de Wit grant 1: Saskia Brouwer", "Mirjam de Wit invited 1: Saskia Brouwer")
	o.clock.Advance(time.Second)
	page, err = o.WhatSaw(ctx, o.lead, register.LogQuery{Kind: register.LogLooked})
	if err != nil {
		t.Fatal(err)
	}
	hold(t, "looking is a line", inWords(page), "Mirjam de Wit read_log 2", "Mirjam de Wit read_log 1: Saskia Brouwer")
	for _, role := range access.Roles() {
		who := o.joined("Iemand", string(role)+"@voorbeeld.example", role)
		_, err := o.WhatSaw(ctx, who, register.LogQuery{})
		if may := role == access.Lead || role == access.Deputy || role == access.PrivacyOfficer; may != (err == nil) {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, err := o.WhatSaw(ctx, o.lead, register.LogQuery{Member: "verzonnen"}); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("somebody who is not there: %v", err)
	}
}

// TestTheLogTellsNobodyOfTheirOwnComplaint: for a lead or a privacy officer the
// complaint is about, the log is that of a register without it, whoever looked
// at it, tried it or was let in; their own tries look like those at a free number.
func TestTheLogTellsNobodyOfTheirOwnComplaint(t *testing.T) {
	o := open(t, "")
	deputy := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	fg := o.joined("Fatma Güneş", "fg@voorbeeld.example", access.PrivacyOfficer)
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	hidden := o.about(deputy, o.lead, fg).Ref
	nothing := func(string) {}
	life := func(ref string) {
		o.search(deputy, "merkwoord")
		if _, err := o.Open(ctx, deputy, ref); err != nil {
			t.Fatal(err)
		}
		if _, err := o.ChangeReaders(ctx, deputy, register.Order{Ref: ref}, []complaint.MemberID{henk.Member.ID}, nil); err != nil {
			t.Fatal(err)
		}
		o.told(deputy, ref)
	}
	for _, who := range []register.Person{o.lead, fg} {
		seen := map[string][]string{}
		for number, happens := range map[string]func(string){"2026-1": nothing, hidden: life} {
			o.clock.Advance(48 * time.Hour) // a day of its own: nothing folds with what was before
			day := o.clock.Now()
			happens(number)
			_, _ = o.Open(ctx, who, number)
			_, _ = o.WhoLooked(ctx, who, number, register.LogQuery{})
			_, _ = o.Note(ctx, who, register.Order{Ref: number}, "x")
			for _, q := range []register.LogQuery{{}, {Member: who.Member.ID}, {Member: deputy.Member.ID}, {Kind: register.LogRefused}, {Kind: register.LogNames}, {Kind: register.LogAccess}} {
				page, err := o.WhatSaw(ctx, who, q)
				if err != nil {
					t.Fatal(err)
				}
				page.Lines = slices.DeleteFunc(page.Lines, func(l register.Seen) bool { return l.At.Before(day) })
				for _, l := range page.Lines {
					if l.Ref != "" || l.Dossier != "" {
						t.Errorf("%s sees a line about %s", who.Member.Name, l.Ref)
					}
				}
				said := inWords(page)
				slices.Sort(said) // all of it is in one moment
				seen[number] = append(seen[number], said...)
			}
		}
		hold(t, who.Member.Name, seen[hidden], seen["2026-1"]...)
	}
	if all := o.told(deputy, hidden); !slices.Contains(all, "Mirjam de Wit note 1 subject_of_complaint") || !slices.Contains(all, "Fatma Güneş read_content 1 subject_of_complaint") {
		t.Errorf("the deputy does not see who tried:\n%s", strings.Join(all, "\n"))
	}
}

func TestTheLogTurnsItsPages(t *testing.T) {
	o := open(t, "")
	m := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer).Member.ID
	var lines []store.Line
	for i := range 3 * register.LogSize {
		l := store.Line{Organisation: o.lead.Organisation(), Member: m, Action: store.LogInvited, Allowed: true}
		l.Detail = fmt.Sprint(i / 2) // each twice, so that they fold
		lines = append(lines, l)
	}
	write := func() {
		for _, l := range lines {
			o.clock.Advance(time.Millisecond)
			if err := o.Store.Log(ctx, l); err != nil {
				t.Fatal(err)
			}
		}
	}
	write()
	o.clock.Advance(time.Second)
	look := func(q register.LogQuery) register.LogPage {
		q.Member = m
		page, err := o.WhatSaw(ctx, o.lead, q)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	first := look(register.LogQuery{})
	second := look(register.LogQuery{Older: first.Older})
	if len(first.Lines) != register.LogSize || len(second.Lines) != register.LogSize/2 || first.Newer != (store.Place{}) || second.Older != (store.Place{}) ||
		first.Lines[0].Detail != "74" || second.Lines[0].Detail != "24" || second.Lines[24].Detail != "0" || second.Lines[0].Times != 2 {
		t.Fatalf("%d and %d lines", len(first.Lines), len(second.Lines))
	}
	if back := look(register.LogQuery{Newer: second.Newer}); !slices.Equal(inWords(back), inWords(first)) {
		t.Errorf("back is another page: %v", inWords(back))
	}
	write() // more above, so that the way back does not end at the top
	middle := look(register.LogQuery{Newer: second.Newer})
	if len(middle.Lines) != register.LogSize || middle.Newer == (store.Place{}) || middle.Older == (store.Place{}) {
		t.Errorf("a page in the middle: %d lines, %v, %v", len(middle.Lines), middle.Newer, middle.Older)
	}
}

// TestTheDoorIsWrittenDown: coming in, going out and failing to, with nothing of
// what was typed.
func TestTheDoorIsWrittenDown(t *testing.T) {
	o := open(t, "")
	o.clock.Advance(time.Second)
	token, err := o.SignIn(ctx, o.lead.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Second)
	if err := o.SignOut(ctx, token); err != nil {
		t.Fatal(err)
	}
	for _, email := range []string{o.lead.Member.Email, "tessa.jansen@voorbeeld.example"} {
		o.clock.Advance(time.Second)
		if _, err := o.SignIn(ctx, email, "niet dit wachtwoord"); !errors.Is(err, register.ErrSignIn) {
			t.Fatal(err)
		}
	}
	o.clock.Advance(time.Second)
	page, err := o.WhatSaw(ctx, o.lead, register.LogQuery{Kind: register.LogDoor})
	if err != nil {
		t.Fatal(err)
	}
	hold(t, "the door", inWords(page), " sign_in_failed 1 ", "Mirjam de Wit sign_in_failed 1 ", "Mirjam de Wit sign_out 1", "Mirjam de Wit sign_in 1: password")
	in, out := page.Lines[3], page.Lines[2]
	if in.Session == "" || in.Session != out.Session || len(in.Session) != 8 {
		t.Errorf("the sessions are %q and %q", in.Session, out.Session)
	}
}

// TestWhatWasShownAndRefusedIsWrittenDown: codes, passkeys and links, by name
// where one is known, with nothing of what was shown.
func TestWhatWasShownAndRefusedIsWrittenDown(t *testing.T) {
	o := strict(t, "")
	_, _, full := o.enrolled(o.in(o.lead.Member.Email))
	device := o.device()
	if _, err := o.add(full, "Laptop", device); err != nil {
		t.Fatal(err)
	}
	half := o.in(o.lead.Member.Email)
	forged, unknown := *device, o.device()
	forged.Unverified = true
	link := identity.NewToken()
	refusals := map[string]error{
		"a code":            second(o.ShowCode(ctx, half, "000000")),
		"a recovery code":   second(o.ShowRecovery(ctx, half, "QQQQ-QQQQ-QQQQ-QQQQ")),
		"a proof":           o.Prove(ctx, full, "een ander wachtwoord"),
		"a passkey":         second(o.byPasskey(&forged)),
		"a strange passkey": second(o.byPasskey(unknown)),
		"no ceremony":       second(o.FinishPasskeySignIn(ctx, "", nil, "")),
		"a link":            second(o.UseLink(ctx, link, "")),
	}
	for what, err := range refusals {
		if err == nil {
			t.Fatalf("%s came in", what)
		}
	}
	lines, err := o.Store.LogOfAll(ctx, full.Organisation(), store.Stretch{Most: 100, Actions: []access.Action{store.LogProofFailed}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		if l.Allowed {
			t.Errorf("%s counts as allowed", l.Detail)
		}
		got = append(got, l.Name+" "+l.Detail)
		if raw := fmt.Sprint(l); strings.Contains(raw, "000000") || strings.Contains(raw, "QQQQ") || strings.Contains(raw, string(link)) || strings.Contains(raw, "ander wachtwoord") {
			t.Errorf("the log holds what was shown: %s", raw)
		}
	}
	slices.Sort(got)
	want := []string{" link", " passkey", " passkey", "Mirjam de Wit again", "Mirjam de Wit code", "Mirjam de Wit passkey", "Mirjam de Wit recovery"}
	if !slices.Equal(got, want) {
		t.Errorf("the log tells %q", got)
	}
	page, err := o.WhatSaw(ctx, full, register.LogQuery{Kind: register.LogDoor})
	if err != nil {
		t.Fatal(err)
	}
	if n := slices.IndexFunc(page.Lines, func(l register.Seen) bool {
		return l.Action == store.LogProofFailed && l.Detail == register.ProofCode && !l.Tried
	}); n < 0 {
		t.Error("who leads does not see it among coming in and going out")
	}
}

// TestHowSomebodySignsInIsInTheLog: who sees that an account was changed can ask
// whether it was its owner.
func TestHowSomebodySignsInIsInTheLog(t *testing.T) {
	o := strict(t, "")
	secret, _, full := o.enrolled(o.in(o.lead.Member.Email))
	if secret == "" {
		t.Fatal("no app")
	}
	if _, err := o.NewRecoveryCodes(ctx, full); err != nil {
		t.Fatal(err)
	}
	lines, err := o.WhatSaw(ctx, full, register.LogQuery{Kind: register.LogDoor})
	if err != nil {
		t.Fatal(err)
	}
	var changed []string
	for _, l := range lines.Lines {
		if l.Action == store.LogFactor {
			changed = append(changed, l.Detail)
		}
	}
	if !slices.Contains(changed, "app") || !slices.Contains(changed, "recovery") {
		t.Errorf("the log tells %q", changed)
	}
}
