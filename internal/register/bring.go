package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// ErrNoLead says that nobody of an export leads with this address.
var ErrNoLead = errors.New("nobody with that address leads in this export")

// Bring is what taking an organisation over from a complete export asks.
type Bring struct {
	House     store.Household
	Originals func(func(store.Original) error) error // see store.Bringing
	Each      func(func(store.Brought) error) error

	// Who led there signs in first here, with a new password: no way to sign in comes
	// along. They invite the others anew.
	LeadEmail, Password string
	Site                string // the address people use; empty: the program says it
}

// Bring makes the organisation what it was elsewhere, and returns the recovery key of the
// sheet it has here. Everybody who could sign in is invited again; who left stays gone.
func (r *Register) Bring(ctx context.Context, in Bring) (vault.Recovery, error) {
	if r.SetUp() {
		return "", ErrSetUpBefore
	}
	site, err := siteOf(in.Site)
	if err != nil || r.Beside && site == "" {
		return "", ErrSite
	}
	h := in.House
	h.Members = slices.Clone(h.Members)
	h.Settings.Site, h.Settings.RecoveryConfirmed = site, false
	if err := r.bringPeople(ctx, &h, in); err != nil {
		return "", err
	}
	recovery := vault.NewRecovery()
	now := r.Now()
	b := store.Bringing{House: h, Recovery: recovery.Key(), Originals: in.Originals, Each: in.Each,
		View: func(c complaint.Complaint, p complaint.Procedure) store.View { return viewAt(c, p, now) },
		Jobs: func(c complaint.Complaint, p complaint.Procedure) []store.Job {
			if c.Proposal == nil || c.Confirmed == nil {
				return nil
			}
			return []store.Job{{Kind: store.JobErase, RunAt: eraseOn(c, p)}} // two people agreed, and the wait goes on
		}}
	if err := r.Store.Bring(ctx, b); err != nil {
		return "", err
	}
	if err := r.load(ctx, h.ID); err != nil {
		return "", err
	}
	line := system(h.ID).As(store.LogBrought).Line(access.ReadContent, "", "", access.Verdict{OK: true, Rule: "operator"})
	return recovery, r.Store.Log(ctx, line)
}

// bringPeople lets one person in, who leads, and has the others invited.
func (r *Register) bringPeople(ctx context.Context, h *store.Household, in Bring) (err error) {
	found := false
	for i := range h.Members {
		m := &h.Members[i]
		switch email := strings.TrimSpace(in.LeadEmail); {
		case m.State == store.MemberLeft:
		case !found && strings.EqualFold(m.Profile.Email, email) && m.Profile.Has(access.Lead):
			found, m.State = true, store.MemberActive
			if m.Profile.Password, err = r.newPassword(ctx, m.Profile, in.Password); err != nil {
				return err
			}
		default:
			m.State = store.MemberInvited
		}
	}
	if !found {
		return fmt.Errorf("%w: %s", ErrNoLead, in.LeadEmail)
	}
	return nil
}
