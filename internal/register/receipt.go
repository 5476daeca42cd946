package register

import (
	"context"
	"io"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Limits on uploads (security 2.12).
const (
	FileLimit  = 20 << 20
	FilesLimit = 10
)

// Submission is a complaint as a form delivers it.
type Submission struct {
	Key    string // the same key twice is one complaint
	Intake complaint.Intake
	Files  []store.PendingFile
}

// Receipt is what the submitter gets once the complaint is durable.
type Receipt struct {
	Code       vault.Code
	Ref        string
	ReceivedAt time.Time
	Due        calendar.Date
	Complaint  complaint.Complaint
	Again      bool
}

// Receive registers a complaint (S2 to S7), from the complainant or through a
// member. When it returns without error the complaint cannot be lost any more.
func (r *Register) Receive(ctx context.Context, by complaint.MemberID, in Submission) (Receipt, error) {
	var created store.Created
	err := r.Store.Write(ctx, func(t *store.Tx) (err error) {
		created, err = r.receive(t, by, in)
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	return r.receiptOf(created), nil
}

// receive is Receive within a transaction that does more.
func (r *Register) receive(t *store.Tx, by complaint.MemberID, in Submission) (store.Created, error) {
	if _, err := r.now(t, store.Visitor{}); err != nil { // the procedure in force, and who is named in it
		return store.Created{}, err
	}
	home, p, now := r.Home(), r.Procedure(), r.Now()
	in.Intake.Received.Procedure, in.Intake.Received.Version = p.ID, p.Version
	if by == complaint.ByComplainant {
		in.Intake.Subjects = append(in.Intake.Subjects, r.suspected(in.Intake)...)
	}
	for _, f := range in.Files {
		in.Intake.Received.Attachments = append(in.Intake.Received.Attachments, f.Attachment())
	}
	created, err := t.Create(store.NewDossier{Organisation: home.ID, Submission: in.Key, By: by, Year: p.On(now).Year(),
		Build: func(ref string) ([]complaint.Entry, error) {
			in.Intake.Received.Ref = ref
			return complaint.Receive(in.Intake, now)
		},
		View: r.view, Files: in.Files,
		Jobs: func(c complaint.Complaint) []store.Job { return r.followUps(complaint.Complaint{}, c) },
	})
	if err == nil && !created.Again {
		t.After(func() { r.index.Put(home.ID, created.ID, created.Complaint); r.Wake() })
	}
	return created, err
}

func (r *Register) receiptOf(created store.Created) Receipt {
	c := created.Complaint
	p := r.procedureOf(c)
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, r.Now())
	return Receipt{Code: created.Code, Ref: c.Received.Ref, ReceivedAt: c.ReceivedAt, Due: respond.Due, Complaint: c, Again: created.Again}
}

// Upload seals a file that somebody is sending along.
func (r *Register) Upload(name string, body io.Reader) (store.PendingFile, error) {
	return r.Store.PutFile(r.Home().ID, name, body, FileLimit)
}

// Ticket and Redeem let a form carry an upload while it is being mended.
func (r *Register) Ticket(ctx context.Context, f store.PendingFile) (string, error) {
	return r.Store.Ticket(ctx, r.Home().ID, f)
}

// Redeem reads a ticket back.
func (r *Register) Redeem(ctx context.Context, ticket string) (store.PendingFile, error) {
	return r.Store.Redeem(ctx, r.Home().ID, ticket)
}

// ByReceipt opens a complaint for its complainant, who typed the code.
func (r *Register) ByReceipt(ctx context.Context, code vault.Code) (complaint.Complaint, complaint.Procedure, error) {
	_, c, err := r.Store.ByReceipt(ctx, r.Home().ID, code)
	if err != nil {
		return c, complaint.Procedure{}, err
	}
	return c, r.procedureOf(c), nil
}

// ReceiptOf shows a receipt again to who holds its code.
func (r *Register) ReceiptOf(ctx context.Context, code vault.Code) (Receipt, error) {
	_, c, err := r.Store.ByReceipt(ctx, r.Home().ID, code)
	if err != nil {
		return Receipt{}, err
	}
	return r.receiptOf(store.Created{Code: code, Complaint: c}), nil
}

// PromisedOn is the day a complaint received now will be answered by.
func (r *Register) PromisedOn() calendar.Date {
	p := r.Procedure()
	respond, _ := p.Term(complaint.TermRespond)
	return p.Days().Due(p.On(r.Now()), respond.Length)
}

// Open gives everything in a dossier to who may read it.
func (r *Register) Open(ctx context.Context, who Person, ref string) (Dossier, error) {
	id, err := r.find(ctx, who, access.ReadContent, ref)
	if err != nil {
		return Dossier{}, err
	}
	h, err := store.OpenDossier[access.Content](ctx, r.Store, who.visitor(), id)
	if err != nil {
		return Dossier{}, err
	}
	code, err := store.CodeOf(ctx, h)
	c := store.Read(h)
	return Dossier{Complaint: c, Procedure: r.procedureOf(c), Code: code, Now: r.Now(), id: id}, err
}

// Follow gives the state of a dossier, without a word of it, to who may know no
// more: who passed it on, keeps the terms, audits, or guards privacy.
func (r *Register) Follow(ctx context.Context, who Person, ref string) (Dossier, error) {
	id, err := r.find(ctx, who, access.ReadSummary, ref)
	if err != nil {
		return Dossier{}, err
	}
	h, err := store.OpenDossier[access.Summary](ctx, r.Store, who.visitor(), id)
	if err != nil {
		return Dossier{}, err
	}
	c := store.ReadSummary(h)
	d := Dossier{Complaint: c, Procedure: r.procedureOf(c), Now: r.Now(), id: id}
	rule := access.May(who.Actor, access.ReadSummary, access.FactsOf(who.Organisation(), id, c)).Rule
	d.Handler, d.Turn = r.called(rule, c.Handler), r.called(rule, d.Next().Owner)
	return d, nil
}

// OnlyFollows reports whether somebody may know the state of a dossier and not
// its words. Asking shows nothing and is not written down.
func (r *Register) OnlyFollows(who Person, ref string) bool {
	return r.may(who, access.ReadSummary, ref) && !r.may(who, access.ReadContent, ref)
}

// Reads reports whether somebody may read a dossier, in the same way.
func (r *Register) Reads(who Person, ref string) bool { return r.may(who, access.ReadContent, ref) }

func (r *Register) may(who Person, do access.Action, ref string) bool {
	_, v := r.index.Verdict(who.Actor, do, ref)
	return v.OK
}

// Dossier is a complaint as it was opened, with what is needed to show it.
type Dossier struct {
	Complaint complaint.Complaint
	Procedure complaint.Procedure
	Code      vault.Code
	Now       time.Time
	Handler   Called // only when it is followed
	Turn      Called // whose step is next, in the same way
	id        string
}

// Obligations derives what is owed in this dossier.
func (d Dossier) Obligations() []complaint.Obligation {
	return complaint.Obligations(d.Complaint, d.Procedure, d.Now)
}

// Next is the one next step.
func (d Dossier) Next() complaint.Next {
	toKeep := func() (figures.Day, bool) {
		f := figures.FactOf(d.Complaint, d.Procedure, func(string) uint64 { return 0 })
		return f.ToKeep()
	}
	return keepFirst(complaint.NextStep(d.Complaint, d.Procedure, d.Now), toKeep, d.Procedure.On(d.Now))
}

// Stage is the state people see.
func (d Dossier) Stage() complaint.Stage { return complaint.StageOf(d.Complaint, d.Procedure, d.Now) }

// May reports whether this person may do something here, for showing buttons;
// the act itself asks again.
func (d Dossier) May(who Person, do access.Action) bool {
	return access.May(who.Actor, do, access.FactsOf(who.Organisation(), d.id, d.Complaint)).OK
}

// MayRead reports whether somebody of the team could read this dossier if they
// signed in now, for the list that the complainant sees too.
func (r *Register) MayRead(d Dossier, m store.Member) bool {
	return r.couldDo(d, m, access.ReadContent)
}

// MayLead reports whether somebody of the team leads this dossier.
func (r *Register) MayLead(d Dossier, m store.Member) bool { return r.couldDo(d, m, access.Assign) }

func (r *Register) couldDo(d Dossier, m store.Member, do access.Action) bool {
	who := r.personOf(m, store.Session{Level: store.LevelFull})
	return m.State != store.MemberLeft && access.May(who.Actor, do, access.FactsOf(m.Organisation, d.id, d.Complaint)).OK
}

// File opens an attachment for reading, with its name and type. The log tells
// it apart from reading the dossier: what was downloaded is out of our hands.
func (r *Register) File(ctx context.Context, who Person, ref, file string) (complaint.Attachment, io.ReadSeekCloser, error) {
	_, h, err := r.takeAway(ctx, who, ref)
	if err != nil {
		return complaint.Attachment{}, nil, err
	}
	for _, a := range store.Read(h).Attachments() {
		if a.ID == file {
			body, err := store.File(ctx, h, file)
			return a, body, err
		}
	}
	return complaint.Attachment{}, nil, ErrNotFound
}

// takeAway opens a dossier for a download, which the log tells apart.
func (r *Register) takeAway(ctx context.Context, who Person, ref string) (id string, h *store.Handle[access.Content], err error) {
	if id, err = r.find(ctx, who, access.ReadContent, ref); err != nil {
		return "", nil, err
	}
	h, err = store.OpenDossier[access.Content](ctx, r.Store, who.visitor().As(store.LogDownload), id)
	return id, h, err
}
