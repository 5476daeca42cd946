package staff

import (
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/picture"
	"wederhoor/internal/web/template"
)

// apart are the rows of a group that tell one of its figures apart by a code: what is not
// handled by its ground, promises by their kind.
func (c census) apart(sets []figures.Set) (rows []template.FigureRow) {
	if slices.Contains(sets, figures.Inadmissible) {
		rows = append(rows, c.grounds()...)
	}
	if slices.Contains(sets, figures.RemedyPromised) {
		rows = append(rows, c.promised()...)
	}
	return rows
}

// byGround is every ground for which something was not handled, and last what nobody
// gave one for; nothing when nobody ever did.
func (c census) byGround() []figures.Row {
	all := c.now.Cut(figures.ByGround, nil, figures.Inadmissible)
	if len(all) == 1 && all[0].Value == "" {
		return nil
	}
	return all
}

func (c census) grounds() (rows []template.FigureRow) {
	of := c.now.Count(figures.Inadmissible)
	for _, g := range c.byGround() {
		rows = append(rows, template.FigureRow{Label: "Reden: " + c.valueWords(figures.ByGround, g.Value), Number: fmt.Sprint(g.Counts[0]), URL: c.cutLink(figures.Inadmissible, figures.ByGround, g.Value),
			Of: fmt.Sprintf(ofWords[figures.Inadmissible], of), OfURL: c.link(figures.Inadmissible)})
	}
	return rows
}

// groundsFile is the same in the columns of a file, beside a year before.
func (c census) groundsFile(sets []figures.Set) (rows [][]string) {
	if !slices.Contains(sets, figures.Inadmissible) {
		return nil
	}
	was := map[string]int{}
	for _, g := range c.then.Cut(figures.ByGround, nil, figures.Inadmissible) {
		was[g.Value] = g.Counts[0]
	}
	of := c.now.Count(figures.Inadmissible)
	for _, g := range c.byGround() {
		rows = append(rows, []string{"Niet in behandeling genomen: " + c.valueWords(figures.ByGround, g.Value), fmt.Sprint(g.Counts[0]), fmt.Sprint(of), fmt.Sprintf(ofWords[figures.Inadmissible], of), fmt.Sprint(was[g.Value])})
	}
	return rows
}

// kept is what became of the promises of one kind.
type kept struct {
	label string
	figures.Remedies
}

// byKind is every kind that was promised, and last those of which nobody said it. It is
// empty when nobody ever did.
func (c census) byKind() (all []kept) {
	for _, k := range complaint.RemedyKinds() {
		if x := c.now.RemediesOf(k); x.Promised > 0 {
			all = append(all, kept{template.RemedyKindName(string(k)), x})
		}
	}
	if x := c.now.RemediesOf(""); x.Promised > 0 && len(all) > 0 {
		all = append(all, kept{"Niet ingevuld", x})
	}
	return all
}

func (c census) promised() (rows []template.FigureRow) {
	for _, k := range c.byKind() {
		words := []string{fmt.Sprintf("%d gedaan", k.Done)}
		if k.Due > 0 {
			words = append(words, fmt.Sprintf("op tijd %d van de %d", k.InTime, k.Due))
		}
		if k.Money > 0 {
			words = append(words, k.Money.Words("nl"))
		}
		rows = append(rows, template.FigureRow{Label: "Soort: " + strings.ToLower(k.label), Number: fmt.Sprint(k.Promised), Of: strings.Join(words, ", ")})
	}
	return rows
}

// promisedFile is the same as a table of its own, for a file.
func (c census) promisedFile() (rows [][]string) {
	for _, k := range c.byKind() {
		rows = append(rows, []string{k.label, fmt.Sprint(k.Promised), fmt.Sprint(k.Done), fmt.Sprint(k.Due), fmt.Sprint(k.InTime), k.Money.Words("nl")})
	}
	if rows == nil {
		return nil
	}
	return append([][]string{{""}, {"Soort toezegging", "Toegezegd", "Gedaan", "Datum voorbij", "Daarvan op tijd", "Geld"}}, rows...)
}

// norms are how often each norm was not kept to, of what was upheld; nothing when no
// decision ever named one. A complaint stands at each of its norms, so that they do not
// add up to all that was upheld, and the table says so.
func (c census) norms() []template.CutTable {
	rows := c.now.Cut(figures.ByNorm, nil, figures.Founded)
	if len(rows) == 0 || len(rows) == 1 && rows[0].Value == "" {
		return nil
	}
	was := map[string]int{}
	for _, n := range c.then.Cut(figures.ByNorm, nil, figures.Founded) {
		was[n.Value] = n.Counts[0]
	}
	t := template.CutTable{Title: "Per norm die niet is gevolgd (een klacht kan bij meer normen staan)", Table: picture.Table{Head: []string{"Norm", "(Deels) gegrond", "Een jaar eerder"}}}
	for _, n := range rows {
		t.Table.Rows = append(t.Table.Rows, []picture.Cell{picture.Text(c.valueWords(figures.ByNorm, n.Value)), picture.Number(n.Counts[0], c.cutLink(figures.Founded, figures.ByNorm, n.Value)), picture.Number(was[n.Value], "")})
	}
	return []template.CutTable{t}
}
