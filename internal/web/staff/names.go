package staff

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// names shows or hides the names of complainants in lists, for this session
// (R29), and goes back to the list.
func (p *pages) names(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	if err := p.showOrHide(r.Context(), who, f); err != nil {
		p.failed(w, r, who, err)
		return
	}
	http.Redirect(w, r, listAt(f.Line("back")), http.StatusSeeOther) //nolint:gosec // listAt gives an address of ours
}

func (p *pages) showOrHide(ctx context.Context, who register.Person, f kit.Form) error {
	switch f.Line("names") {
	case "show":
		return p.Register.ShowNames(ctx, who)
	case "hide":
		return p.Register.HideNames(ctx, who)
	}
	return nil
}

// listAt leads to a list of ours and nowhere else, with nothing in the address
// that the list itself does not put there.
func listAt(address string) string {
	u, err := url.Parse(address)
	switch {
	case err == nil && slices.Contains([]string{"/staff/letters", mailPath}, u.Path):
		return u.Path
	case err != nil || u.Path != "/staff/complaints":
		return "/staff"
	}
	q := url.Values{}
	for name, values := range u.Query() {
		if slices.Contains([]string{"view", "status", "category", "from", "after", "before", "density"}, name) {
			q[name] = values
		}
	}
	return (&url.URL{Path: u.Path, RawQuery: q.Encode()}).String()
}

// named fills in the names when they were asked for, and makes the button.
func (p *pages) named(r *http.Request, who register.Person, lists ...*[]register.Item) (template.Names, error) {
	until, err := p.Register.Name(r.Context(), who, lists...)
	if err != nil {
		return template.Names{}, err
	}
	n := template.Names{FormKey: template.FormKey{Key: kit.Key()}, Action: "/staff/names", Back: listAt(r.URL.String())}
	if n.Shown = !until.IsZero(); n.Shown {
		n.Until = calendar.Clock(until, p.Register.Procedure().Zone(), "nl")
	}
	for _, list := range lists {
		n.Any = n.Any || slices.ContainsFunc(*list, func(it register.Item) bool { return it.Reads && !it.Anonymous })
	}
	return n, nil
}

// listName is the complainant as a list shows them.
func listName(it register.Item) string {
	if it.Complainant == "" && !it.Anonymous {
		return "naam verborgen"
	}
	return complainantWords(it.Complainant)
}
