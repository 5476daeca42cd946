package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// Settings is what the page about the organisation asks.
type Settings struct {
	Name, Phone, PhoneHours, Email, Address string
	Places                                  string // where else people can complain, one a line
	Colour                                  string // "" leaves the colours as they are
	Hue                                     int
	Chroma                                  float64
	Logo                                    []byte // as it was uploaded; nil leaves it as it is
	NoLogo                                  bool   // take the logo away
	// Appeal is where somebody goes who is not satisfied; nil leaves it as it is.
	Appeal *complaint.AppealBody
}

// Administers reports whether this person may change the name, the logo and the
// addresses of the organisation.
func (p Person) Administers() bool { return p.Leads() || p.Proven() && p.Has(access.Administrator) }

// Directs reports whether this person may change what the organisation promises.
func (p Person) Directs() bool { return p.Leads() }

// SaveSettings changes the organisation and, when the appeal body changed, puts
// a new version of the procedure in force; running complaints keep theirs. found
// are mistakes in what only the page can read.
func (r *Register) SaveSettings(ctx context.Context, who Person, in Settings, found ...Problem) error {
	if !who.Administers() || in.Appeal != nil && !who.Directs() {
		return ErrNotFound
	}
	problems := append(in.problems(), found...)
	logo, code := shrinkLogo(in.Logo)
	if code != "" {
		problems = append(problems, Problem{"logo", code})
	}
	next, changed := withBody(r.Procedure(), in.Appeal)
	if changed {
		problems = append(problems, bodyProblems(next)...)
	}
	if len(problems) > 0 {
		return problems
	}
	var versions []complaint.Procedure
	if changed {
		versions = append(versions, next)
	}
	return r.editHome(ctx, func(o *store.Organisation) error {
		in.into(o, logo)
		return nil
	}, versions...)
}

func (in Settings) into(o *store.Organisation, logo []byte) {
	o.Name, o.Phone, o.PhoneHours, o.Email, o.Address, o.Places = strings.TrimSpace(in.Name), in.Phone, in.PhoneHours, in.Email, in.Address, in.Places
	if in.Colour != "" {
		o.Colour, o.Hue, o.Chroma = in.Colour, in.Hue, in.Chroma
	}
	switch {
	case logo != nil:
		sum := sha256.Sum256(logo)
		o.Logo, o.LogoHash = logo, hex.EncodeToString(sum[:5])
	case in.NoLogo:
		o.Logo, o.LogoHash = nil, ""
	}
}

// organisationLimit is the most characters of the name of the organisation.
const organisationLimit = 120

func (in Settings) problems() Problems {
	var all Problems
	if strings.TrimSpace(in.Name) == "" {
		all = append(all, Problem{"organisation", "organisation_empty"})
	}
	if code := EmailProblem(in.Email); in.Email != "" && code != "" {
		all = append(all, Problem{"email", code})
	}
	for _, x := range []struct {
		field, value string
		most         int // characters
	}{{"organisation", in.Name, organisationLimit}, {"phone", in.Phone, complaint.PhoneLimit}, {"phone_hours", in.PhoneHours, 120}, {"address", in.Address, 400}, {"places", in.Places, 2000}} {
		if utf8.RuneCountInString(x.value) > x.most {
			all = append(all, Problem{x.field, "too_long"})
		}
	}
	return all
}

// withBody is the procedure that follows when the first appeal body is reached
// another way, and whether anything changed at all.
func withBody(p complaint.Procedure, b *complaint.AppealBody) (complaint.Procedure, bool) {
	if b == nil {
		return p, false
	}
	p = p.Copy()
	first := p.Appeal[0]
	first.Name, first.Phone, first.Email, first.Website = strings.TrimSpace(b.Name), b.Phone, b.Email, SiteAddress(b.Website)
	changed := first != p.Appeal[0]
	p.Appeal[0] = first
	p.Version++
	return p, changed
}

// bodyProblems are the mistakes in the appeal body that the page about the
// organisation shows.
func bodyProblems(p complaint.Procedure) Problems {
	var all Problems
	for _, x := range append(appealProblems(p), p.Unreachable()...) {
		if strings.HasPrefix(x.Field, complaint.BodyField(1, "")) {
			all = append(all, Problem{bodyFieldOnPage(x.Field), x.Code})
		}
	}
	return all
}

// bodyFieldOnPage is the name that set-up and the page about the organisation
// give to a field of the first appeal body.
func bodyFieldOnPage(field string) string {
	return "confidant_" + strings.TrimPrefix(field, complaint.BodyField(1, ""))
}

// SiteAddress adds what people leave out when they write a web address.
func SiteAddress(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.Contains(s, ":") {
		return s
	}
	return "https://" + s
}

func (r *Register) editHome(ctx context.Context, change func(*store.Organisation) error, versions ...complaint.Procedure) error {
	id := r.Home().ID
	if err := r.Store.EditOrganisation(ctx, id, change, versions...); err != nil {
		return err
	}
	return r.load(ctx, id)
}
