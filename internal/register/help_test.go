package register_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

var ctx = context.Background()

const password = "fietsen door de regen"

// office is a register at work: its people, its clock and its mail server.
type office struct {
	*register.Register
	t     *testing.T
	clock *testkit.Clock
	lead  register.Person
}

// open is a register with Mirjam, who leads; address is of a mail server or "".
func open(t *testing.T, address string) *office {
	t.Helper()
	return openOn(t, store.Config{Data: t.TempDir()}, address)
}

// openIn keeps its databases in this folder.
func openIn(t *testing.T, data string) *office {
	t.Helper()
	return openOn(t, store.Config{Data: data}, "")
}

// openOn keeps them where this says.
func openOn(t *testing.T, at store.Config, address string) *office {
	t.Helper()
	o := &office{t: t, clock: testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC))}
	at.Master, at.Now = vault.NewKey(), o.clock.Now
	s, err := store.Open(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	cfg := register.Config{Store: s, Now: o.clock.Now, Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler)}
	if address != "" {
		if cfg.Mail, err = mail.ParseServer(address + "?from=klachten@voorbeeld.example"); err != nil {
			t.Fatal(err)
		}
	}
	if o.Register, err = register.New(ctx, cfg); err != nil {
		t.Fatal(err)
	}
	if _, err := o.SetUpOrganisation(ctx, setUp()); err != nil {
		t.Fatal(err)
	}
	if err := o.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	m, _ := o.LeadMember()
	o.lead = person(m)
	return o
}

func setUp() register.SetUp {
	return register.SetUp{Organisation: "Voorbeeld Trainingen", Phone: "020 000 00 00", LeadName: "Mirjam de Wit", LeadEmail: "mirjam@voorbeeld.example",
		Password: password, SecondFactor: "optional", Appeal: complaint.AppealBody{Name: "Ilse Terpstra", Phone: "020 000 00 01"}}
}

func person(m store.Member) register.Person {
	return register.Person{Actor: access.New(m.Organisation, m.ID, m.Roles...), Member: m}
}

// joined is somebody who was invited and came in.
func (o *office) joined(name, email string, roles ...access.Role) register.Person {
	o.t.Helper()
	token, err := o.InviteUntil(ctx, o.lead, name, email, roles, o.until(roles))
	if err != nil {
		o.t.Fatal(err)
	}
	if err := o.AcceptInvitation(ctx, token, password); err != nil {
		o.t.Fatal(err)
	}
	for _, m := range o.Members() {
		if m.Email == email {
			return person(m)
		}
	}
	o.t.Fatal("who joined is not there")
	return register.Person{}
}

// as is somebody as they are when they come in at this moment.
func (o *office) as(p register.Person) register.Person {
	o.t.Helper()
	return o.in(p.Member.Email)
}

// write is a complaint that somebody typed in the form.
func (o *office) write(story string, subjects ...register.Person) register.Receipt {
	o.t.Helper()
	in := complaint.Intake{ReceivedAt: o.clock.Now(), Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: story, Name: "Tessa Jansen"}}
	for _, s := range subjects {
		in.Subjects = append(in.Subjects, complaint.SubjectNamed{Member: s.Member.ID, Name: s.Member.Name})
	}
	r, err := o.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:" + store.NewID(), Intake: in})
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// knows reports whether somebody finds a dossier by any road there is.
func (o *office) knows(who register.Person, ref string) bool {
	o.t.Helper()
	_, openErr := o.Open(ctx, who, ref)
	_, followErr := o.Follow(ctx, who, ref)
	has := func(items []register.Item) bool {
		return slices.ContainsFunc(items, func(it register.Item) bool { return it.Ref == ref })
	}
	today := o.Today(who)
	roads := []bool{openErr == nil || followErr == nil, has(o.List(who, register.Filter{View: "all"}).Items), has(today.Mine) || has(today.Others)}
	if roads[0] != roads[1] || roads[1] != roads[2] {
		o.t.Errorf("%s: open %v, list %v, today %v", who.Member.Name, roads[0], roads[1], roads[2])
	}
	return roads[0]
}

// until is the last day that an auditor must have.
func (o *office) until(roles []access.Role) (d calendar.Date) {
	if slices.Contains(roles, access.Auditor) {
		d = o.Procedure().On(o.clock.Now()).AddDays(30)
	}
	return d
}

// complain receives a complaint from the form.
func (o *office) complain(email string) register.Receipt {
	o.t.Helper()
	r, err := o.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:" + store.NewID(), Intake: complaint.Intake{ReceivedAt: o.clock.Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was koud", Name: "Tessa Jansen", Email: email}}})
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// about is a complaint that a member passes on, about somebody of the team.
func (o *office) about(by register.Person, subjects ...register.Person) register.Receipt {
	o.t.Helper()
	in := complaint.Intake{ReceivedAt: o.clock.Now(), Reporter: by.Member.ID, Done: &complaint.ActionTaken{Nothing: true},
		Received: complaint.Received{Channel: complaint.ChannelPhone, Lang: "nl", Story: "merkwoord", Name: "Tessa Jansen"}}
	for _, s := range subjects {
		in.Subjects = append(in.Subjects, complaint.SubjectNamed{Member: s.Member.ID, Name: s.Member.Name})
	}
	r, err := o.Receive(ctx, by.Member.ID, register.Submission{Key: "staff:" + store.NewID(), Intake: in})
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// acknowledge writes the acknowledgement, by mail.
func (o *office) acknowledge(ref string) {
	o.t.Helper()
	_, err := o.Acknowledge(ctx, o.lead, register.Order{Ref: ref}, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel is aan",
		Sending: register.Sending{Via: complaint.ViaEmail, Signer: o.lead.Member.ID}})
	if err != nil {
		o.t.Fatal(err)
	}
}

// work carries out everything that is due.
func (o *office) work() {
	o.t.Helper()
	for range 100 {
		done, err := o.WorkOnce(ctx)
		if err != nil {
			o.t.Fatal(err)
		}
		if !done {
			return
		}
	}
	o.t.Fatal("the work does not end")
}

func (o *office) queued() int {
	o.t.Helper()
	n, err := o.Store.QueuedJobs(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

// letter is the one letter of a complaint, as it stands.
func (o *office) letter(ref string) complaint.Letter {
	o.t.Helper()
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil || len(d.Complaint.Letters) != 1 {
		o.t.Fatalf("%v, %d letters", err, len(d.Complaint.Letters))
	}
	return d.Complaint.Letters[0]
}

func (o *office) search(who register.Person, words string) []register.Item {
	o.t.Helper()
	items, err := o.Search(ctx, who, words)
	if err != nil {
		o.t.Fatal(err)
	}
	return items
}
