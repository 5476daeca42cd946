package template

// Decision records the outcome, the reason and what will be done.
type Decision struct {
	ActPage
	Lacks    []string // what both sides must still get first
	Note     string   // what may be known of a report before deciding
	Finding  string   // upheld, partly_upheld, not_upheld, no_finding
	Reason   Field
	Causes   []Option    // what it can come from; the first with an empty value
	Norms    []Option    // what can be not kept to; empty: it is not asked
	Remedies []RemedyRow // posted as remedy, remedy_kind, remedy_by, remedy_owner and remedy_amount, row by row
	Kinds    []Option    // of a remedy; the first with an empty value
	Owners   []Option    // members; the first with an empty value
}

func (Decision) markup() (string, string) { return layoutStaff, "decision" }

// RemedyRow is one thing to do, with a name and a day. Error is about the row.
type RemedyRow struct {
	What, By, Owner string // By an ISO date, Owner a value of Owners
	Amount          string // in euros, as it was typed
	Kind            string // a value of Kinds
	Error           string
}

// Findings is the outcome as the complainant would ask it.
func (d Decision) Findings() []Option {
	return pick(d.Finding, "upheld", "Ja", "partly_upheld", "Voor een deel", "not_upheld", "Nee", "no_finding", "Niet te zeggen")
}

// remedyControl is one row of the form.
type remedyControl struct{ What, Kind, By, Owner, Amount control }

// RemedyControls has the rows that are filled in and empty ones after them, so
// that there are at least three: no script is needed to add one.
func (d Decision) RemedyControls() []remedyControl {
	rows := d.Remedies
	for len(rows) < 3 || rows[len(rows)-1] != (RemedyRow{}) {
		rows = append(rows[:len(rows):len(rows)], RemedyRow{})
	}
	var all []remedyControl
	for i, r := range rows {
		c := remedyControl{
			What:   ask("text", "remedy", "Afspraak "+number(i+1), Field{Value: r.What, Error: r.Error}),
			Kind:   choose("select", "remedy_kind", "Soort", chosen(d.Kinds, r.Kind)),
			By:     ask("date", "remedy_by", "Uiterlijk", Field{Value: r.By}),
			Owner:  choose("select", "remedy_owner", "Wie doet het?", chosen(d.Owners, r.Owner)),
			Amount: ask("text", "remedy_amount", "Bedrag in euro", Field{Value: r.Amount}),
		}
		for _, f := range []*control{&c.What, &c.Kind, &c.By, &c.Owner, &c.Amount} {
			f.Index = i + 1
			if f.Error == "" {
				f.Error = d.Error(f.ID())
			}
		}
		c.What.Autocomplete, c.Amount.Autocomplete = "off", "off"
		all = append(all, c)
	}
	return all
}

// chosen is the options with one of them checked.
func chosen(options []Option, value string) []Option {
	all := append([]Option(nil), options...)
	for i := range all {
		all[i].Checked = all[i].Value == value
	}
	return all
}
