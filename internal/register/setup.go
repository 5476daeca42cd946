package register

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// SetUp is what the first page asks.
type SetUp struct {
	Organisation, Phone, Email, Address string
	LeadName, LeadEmail, Password       string
	Preset                              string
	DeputyName, DeputyEmail             string
	Appeal                              complaint.AppealBody
	SecondFactor                        string // store.SecondFactorOptional; anything else is required
	Site                                string // the address people use; empty: the program says it
}

// ErrSetUpBefore says that there is an organisation already.
var ErrSetUpBefore = errors.New("this register was set up before")

// SetUpOrganisation makes the organisation, its lead and its procedure, and
// returns the recovery key for the sheet. It works once; an organisation beside others
// needs an address of its own.
func (r *Register) SetUpOrganisation(ctx context.Context, in SetUp) (vault.Recovery, error) {
	if r.SetUp() {
		return "", ErrSetUpBefore
	}
	p, err := in.procedure()
	if err != nil {
		return "", err
	}
	if problems := append(in.problems(), appealAtSetUp(p)...); len(problems) > 0 {
		return "", problems
	}
	site, err := siteOf(in.Site)
	if err != nil || r.Beside && site == "" {
		return "", ErrSite
	}
	id := store.NewID()
	lead := store.Member{ID: complaint.MemberID(store.NewID()), Organisation: id, State: store.MemberActive,
		Name: strings.TrimSpace(in.LeadName), Email: strings.TrimSpace(in.LeadEmail), Roles: []access.Role{access.Lead}}
	if lead.Password, err = r.newPassword(ctx, lead, in.Password); err != nil {
		return "", err
	}
	recovery := vault.NewRecovery()
	home := store.Organisation{ID: id, Name: strings.TrimSpace(in.Organisation), Phone: in.Phone, Email: in.Email, Address: in.Address, Hue: 212, Chroma: 0.072,
		SecondFactor: policy(in.SecondFactor), Site: site}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if vacant, err := t.Vacant(); err != nil || !vacant && !r.Beside { // somebody was first while the password was hashed
			return errors.Join(err, ErrSetUpBefore)
		}
		return t.AddOrganisation(home, p, lead, recovery.Key())
	})
	if err != nil {
		return "", err
	}
	return recovery, r.load(ctx, id)
}

func (in SetUp) procedure() (complaint.Procedure, error) {
	if in.Preset == "" {
		in.Preset = complaint.DefaultPreset
	}
	p, err := complaint.Preset(in.Preset)
	if err != nil {
		return p, Problems{{"preset", "preset_unknown"}}
	}
	in.Appeal.Kind, in.Appeal.Within, in.Appeal.Binding, in.Appeal.Follow = p.Appeal[0].Kind, p.Appeal[0].Within, p.Appeal[0].Binding, p.Appeal[0].Follow
	in.Appeal.Website = SiteAddress(in.Appeal.Website)
	p.Appeal[0] = in.Appeal
	return p, nil
}

// appealAtSetUp: who can be reached may still be unknown, but not wrong.
func appealAtSetUp(p complaint.Procedure) Problems {
	var all Problems
	for _, x := range appealProblems(p) {
		all = append(all, Problem{bodyFieldOnPage(x.Field), x.Code})
	}
	return all
}

func (in SetUp) problems() Problems {
	var all Problems
	if strings.TrimSpace(in.Organisation) == "" {
		all = append(all, Problem{"organisation", "organisation_empty"})
	}
	if utf8.RuneCountInString(in.Organisation) > organisationLimit {
		all = append(all, Problem{"organisation", "too_long"})
	}
	if code := nameProblem(strings.TrimSpace(in.LeadName)); code != "" {
		all = append(all, Problem{"lead_name", code})
	}
	if code := EmailProblem(strings.TrimSpace(in.LeadEmail)); code != "" {
		all = append(all, Problem{"lead_email", code})
	}
	return all
}

// ConfirmRecovery tries what was typed back from the sheet on the real lock, and writes
// down that somebody has it.
func (r *Register) ConfirmRecovery(ctx context.Context, typed vault.Recovery) (bool, error) {
	home := r.Home()
	if err := r.Store.SealBackupsTo(ctx, home.ID, typed.Key()); errors.Is(err, ErrNotFound) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	return true, r.editHome(ctx, func(o *store.Organisation) error {
		o.RecoveryConfirmed = true
		return nil
	})
}
