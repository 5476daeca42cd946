package demo

import (
	"context"
	"errors"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// Account is somebody who can sign in to the demo.
type Account struct {
	Role, Email, Password string
	Sheet                 string // a confidant's key; empty for everybody else
}

// Members, by the names the tales use.
const (
	mirjam = "mirjam"
	lotte  = "lotte"
	pieter = "pieter"
	joris  = "joris"
	saskia = "saskia"
	henk   = "henk"
	daan   = "daan"
	ilse   = "ilse"
)

type person struct {
	key, name, password string
	role                access.Role
}

func (p person) email() string { return p.key + "@voorbeeld.example" }

// cast is everybody with an account, the lead first. The passwords protect
// nothing: the demo is invented and gone when it ends.
var cast = []person{
	{mirjam, "Mirjam de Wit", "kaneel-vijver-lantaarn-73", access.Lead},
	{lotte, "Lotte Verhoef", "ketel-zomer-trapgevel-18", access.Deputy},
	{pieter, "Pieter Kooistra", "wolk-peper-schaats-46", access.Partner},
	{joris, "Joris Hamel", "fluit-dijk-appelmoes-29", access.Trainer},
	{saskia, "Saskia Brouwer", "anker-mist-speelgoed-54", access.Trainer},
	{henk, "Henk Postma", "raam-klaver-treinrit-61", access.Trainer},
	{daan, "Daan Wiersma", "kurk-zeewind-ladder-87", access.Freelancer},
	{ilse, "Ilse Terpstra", "kade-roggebrood-merel-35", access.Confidant},
}

// actors are who does something in the year; each costs a sign-in.
var actors = []string{mirjam, lotte, joris, saskia, ilse}

// sheetAgo is how many days ago somebody looked whether the recovery sheet was there.
const sheetAgo = 40

// setUp does what the first page and the page for people do, a year ago.
func (y *year) setUp(ctx context.Context) ([]Account, error) {
	y.clock.Set(y.now.AddDate(0, 0, -y.since))
	lead := cast[0]
	recovery, err := y.r.SetUpOrganisation(ctx, register.SetUp{
		Organisation: "Voorbeeld Trainingen", Phone: "020 000 00 00", Email: "klachten@voorbeeld.example",
		Address: "Voorbeeldkade 12\n1000 AA Voorbeeldstad", LeadName: lead.name, LeadEmail: lead.email(), Password: lead.password, SecondFactor: store.SecondFactorOptional,
		Appeal: complaint.AppealBody{Name: "mr. Ilse Terpstra", Phone: "030 000 00 00", Email: "vertrouwenspersoon@terpstra.example"}})
	if err != nil {
		return nil, err
	}
	confirm := func(ctx context.Context) error {
		if ok, err := y.r.ConfirmRecovery(ctx, recovery); err != nil || !ok {
			return errors.Join(errors.New("the recovery key does not open the register"), err)
		}
		return nil
	}
	if err := confirm(ctx); err != nil {
		return nil, err
	}
	y.acts = append(y.acts, act{y.now.AddDate(0, 0, -sheetAgo), confirm})
	y.cal = y.r.Procedure().Days()
	y.today = y.r.Procedure().On(y.now)
	y.people, y.members = map[string]register.Person{}, map[string]complaint.MemberID{}
	var accounts []Account
	for _, p := range cast {
		if err := y.join(ctx, p); err != nil {
			return nil, err
		}
		accounts = append(accounts, Account{Role: string(p.role), Email: p.email(), Password: p.password})
	}
	sheet, err := y.r.MakeRoomKey(ctx, y.people[ilse])
	if err != nil {
		return nil, err
	}
	accounts[len(accounts)-1].Sheet = sheet.Display()
	return accounts, y.r.SaveLists(ctx, y.people[mirjam], register.Lists{Services: services})
}

// services is what the organisation offers.
var services = []string{lastige, ruimte, leergang, intervisie, grenzen, presentie}

// join invites somebody, who accepts, and signs in who will act.
func (y *year) join(ctx context.Context, p person) error {
	if p.role != access.Lead {
		token, err := y.r.Invite(ctx, y.people[mirjam], p.name, p.email(), []access.Role{p.role})
		if err != nil {
			return err
		}
		if err := y.r.AcceptInvitation(ctx, token, p.password); err != nil {
			return err
		}
	}
	for _, m := range y.r.Active() {
		if m.Email == p.email() {
			y.members[p.key] = m.ID
		}
	}
	if !slices.Contains(y.actors, p.key) {
		return nil
	}
	if err := y.signIn(ctx, p); err != nil {
		return err
	}
	return y.r.ConfirmProcedure(ctx, y.people[p.key], y.r.Procedure().Version)
}

// signIn is the only road to somebody who can act.
func (y *year) signIn(ctx context.Context, p person) error {
	session, err := y.r.SignIn(ctx, p.email(), p.password)
	if err != nil {
		return err
	}
	if y.people[p.key], err = y.r.Recognise(ctx, session); err != nil {
		return err
	}
	return y.r.SignOut(ctx, session)
}

// attended is how many took part in the last two years: more in some courses than in others.
func (y *year) attended(ctx context.Context) error {
	this := y.r.Procedure().On(y.now).Year()
	for _, nr := range []int{this - 1, this} {
		all := y.r.Attendance(nr)
		for i := range all[1:] {
			all[i+1].Participants, all[i+1].Days = 90+70*i, 12+6*i
		}
		if err := y.r.SaveAttendance(ctx, y.people[mirjam], nr, all); err != nil {
			return err
		}
	}
	return nil
}
