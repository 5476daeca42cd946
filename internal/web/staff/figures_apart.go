package staff

import (
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/web/template"
)

// apart are the rows of a group that tell one of its figures apart by a code: promises
// by their kind.
func (c census) apart(sets []figures.Set) (rows []template.FigureRow) {
	if slices.Contains(sets, figures.RemedyPromised) {
		rows = append(rows, c.promised()...)
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
		rows = append(rows, template.FigureRow{Label: "Soort: " + strings.ToLower(k.label[:1]) + k.label[1:], Number: fmt.Sprint(k.Promised), Of: strings.Join(words, ", ")})
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
