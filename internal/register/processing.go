package register

import (
	"context"
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// SeesProcessing reports whether this person may read the record of what is processed:
// who runs the register, and who guards privacy. It names nobody of any complaint.
func (p Person) SeesProcessing() bool { return p.Administers() || p.ReadsLog() }

// Processing is what the register does with data about people, from what it really
// does (AVG art. 30(1)).
type Processing struct {
	Home       store.Organisation // with what only people know, in Home.Processing
	Procedures []complaint.Procedure
	Personal   []complaint.Personal
	Roles      []access.Role // that somebody has
	Accounts   int
	Categories []store.Category
	Mail       bool     // letters leave by a mail server
	Boxes      []string // complaints are mailed to
	Directory  bool     // members sign in with the organisation's own provider
	Alarm      bool     // another system is told that mail does not flow
	Backups    BackupPlan
	Guarded    bool // a second step is asked of every account
	Changes    bool // this person may fill in the rest
}

// Processing gathers it.
func (r *Register) Processing(who Person) (Processing, error) {
	if !who.SeesProcessing() {
		return Processing{}, ErrNotFound
	}
	home := r.Home()
	p := Processing{Home: home, Personal: complaint.Personals(), Categories: r.Categories(), Mail: r.Mail != nil, Directory: r.Directory != nil, Alarm: r.Alarm != nil,
		Backups: r.Config.Backups, Guarded: home.NeedsSecondFactor(), Changes: who.Administers()}
	for _, b := range r.Mailboxes {
		p.Boxes = append(p.Boxes, b.Name())
	}
	for _, v := range slices.Backward(r.Versions()) { // the one in force first
		if !slices.ContainsFunc(p.Procedures, func(o complaint.Procedure) bool { return o.ID == v.ID && o.Retention == v.Retention }) {
			p.Procedures = append(p.Procedures, v)
		}
	}
	for _, m := range r.Active() {
		p.Accounts++
		for _, role := range m.Roles {
			if !slices.Contains(p.Roles, role) {
				p.Roles = append(p.Roles, role)
			}
		}
	}
	return p, nil
}

// SaveProcessing keeps what only people know of it.
func (r *Register) SaveProcessing(ctx context.Context, who Person, in store.Processing) error {
	if !who.Administers() {
		return ErrNotFound
	}
	in.Controller, in.Officer, in.Recipients, in.Remarks = strings.TrimSpace(in.Controller), strings.TrimSpace(in.Officer), strings.TrimSpace(in.Recipients), strings.TrimSpace(in.Remarks)
	for _, x := range []struct{ field, text string }{{"controller", in.Controller}, {"officer", in.Officer}, {"recipients", in.Recipients}, {"remarks", in.Remarks}} {
		if err := complaint.Fits(x.field, x.text, processingLimit); err != nil {
			return err
		}
	}
	return r.editHome(ctx, func(o *store.Organisation) error {
		o.Processing = in
		return nil
	})
}

// processingLimit is the most characters of one of those fields.
const processingLimit = 4000
