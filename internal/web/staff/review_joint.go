package staff

import (
	"errors"
	"fmt"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// joint is the page about holding a review together with another organisation.
func (p *pages) joint(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showJoint(w, r, who, kit.Form{Values: map[string][]string{}}, "", http.StatusOK)
}

func (p *pages) showJoint(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, code string, status int, errs ...template.ErrorLine) {
	v, err := p.Register.Review(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	beside, err := p.Register.Joint(r.Context(), who, v.ID)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	part, err := p.jointOf(r, who, v)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page := template.ReviewJoint{Staff: p.base(who, "reviews"), FormKey: template.FormKey{Key: kit.Key()}, ReviewHead: p.reviewHead(who, v, 0),
		Code: code, Linked: beside.Linked, Came: beside.Came, Leads: who.Leads(), Joint: part, Typed: field(f, "code")}
	page.Flash, page.Errors = p.flash(w, r), errs
	p.Render(w, r, status, page)
}

// jointOf is the other part of a review: as it is now, and of one that was concluded
// as it was frozen.
func (p *pages) jointOf(r *http.Request, who register.Person, v register.ReviewView) (*template.JointPart, error) {
	if v.Held() {
		return jointPart(v.End.Overview.Beside, "Stand toen jullie afrondden"), nil
	}
	beside, err := p.Register.Joint(r.Context(), who, v.ID)
	return jointPart(beside.Part, "Stand"), err
}

// jointPart is what another organisation told of its part; nil when it told nothing. when
// names the moment of where it stood: what was frozen does not follow what happens there.
func jointPart(o *review.Part, when string) *template.JointPart {
	if o == nil {
		return nil
	}
	stand := "Nog niet afgerond"
	if o.SHA256 != "" {
		stand = "Afgerond op " + o.Concluded.DayYear("nl")
	}
	out := &template.JointPart{Organisation: o.Organisation, Facts: []template.Fact{{Name: "Gehouden op", Value: o.Day.DayYear("nl")}, {Name: "Periode", Value: spanWords(o.From, o.Until)},
		{Name: "Aanwezig", Value: listed(o.Attendees)}, {Name: "Klachten", Value: amountOf(o.Complaints)}}}
	if o.Complaints != review.Few {
		out.Facts = append(out.Facts, template.Fact{Name: "Besproken", Value: fmt.Sprintf("%d van %d", o.Decided, o.Complaints)})
	}
	if o.Extra != review.Few {
		out.Facts = append(out.Facts, template.Fact{Name: "Extra actie nodig", Value: amountOf(o.Extra)})
	}
	out.Facts = append(out.Facts, template.Fact{Name: when, Value: stand})
	if o.SHA256 != "" {
		out.Facts = append(out.Facts, template.Fact{Name: "SHA-256 van het overzicht", Value: o.SHA256})
	}
	return out
}

func amountOf(n int) string {
	if n == review.Few {
		return "minder dan 5"
	}
	return thousands(n)
}

// jointWords says in the minutes with whom a review was held; "" for nobody.
func jointWords(o *review.Part) string {
	if o == nil {
		return ""
	}
	s := "Samen gehouden met " + o.Organisation + ". Daar aanwezig: " + listed(o.Attendees) + "."
	if o.SHA256 == "" {
		return s + " Hun toetsing was toen nog niet afgerond."
	}
	return s + " SHA-256 van hun overzicht: " + o.SHA256 + "."
}

// postJoint makes the code, uses one, or unties.
func (p *pages) postJoint(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, id := p.ReadForm(w, r), r.PathValue("id")
	key, do, err := formKey(who, f), f.Line("do"), f.Failed()
	again := func(lines []template.ErrorLine) { p.showJoint(w, r, who, f, "", kit.Status(f), lines...) }
	if err == nil {
		switch do {
		case "invitation":
			code, failed := p.Register.OfferJoint(r.Context(), who, id, key)
			if failed == nil {
				p.showJoint(w, r, who, f, code.Display(), http.StatusOK)
				return
			}
			err = failed
		case "acceptance":
			err = p.Register.AcceptJoint(r.Context(), who, id, key, f.Line("code"))
		case "separation":
			err = p.Register.LeaveJoint(r.Context(), who, id, key)
		default:
			p.absent(w, r, who)
			return
		}
	}
	if errors.Is(err, register.ErrProve) {
		p.prove(w, r, "reviews")
		return
	}
	p.reviewDone(w, r, who, f, err, "review_"+do, reviewsPath+"/"+id+"/joint", again)
}
