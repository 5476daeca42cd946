package staff

import (
	"fmt"
	"net/url"

	"wederhoor/internal/figures"
	"wederhoor/internal/web/template"
)

// actionWords name a figure of actions in a row; ofActions name it as a denominator.
var actionWords = map[figures.ActionSet]string{
	figures.ActionsAgreed: "Afgesproken op een jaartoetsing", figures.ActionsRunning: "Te doen", figures.ActionsDone: "Gedaan", figures.ActionsDue: "Moest gedaan zijn", figures.ActionsInTime: "Op tijd gedaan",
	figures.ActionsLate: "Te laat, nog niet gedaan", figures.ActionsWorked: "Het hielp", figures.ActionsDidNot: "Het hielp niet", figures.ActionsUnknown: "Nog niet te zeggen of het hielp",
	figures.ActionsUnjudged: "Nog niet besproken of het hielp", figures.ActionsWithCause: "Gedaan, met een oorzaak", figures.ActionsCauseBack: "Zelfde oorzaak binnen een jaar na een extra actie",
}

var ofActions = map[figures.ActionSet]string{
	figures.ActionsAgreed: "van de %d afgesproken", figures.ActionsDue: "van de %d waarvan de dag voorbij is", figures.ActionsDone: "van de %d gedane", figures.ActionsWithCause: "van de %d gedane acties met een oorzaak",
}

// actionLink leads to the actions behind a number, for who may look at all of them.
func (c census) actionLink(s figures.ActionSet) string {
	if !c.actions.Whole() {
		return ""
	}
	return actionsPath + "?" + url.Values{"period": {c.period}, "state": {string(s)}}.Encode()
}

// shownActions are the sets that say something: of no actions only that there are none.
func (c census) shownActions(sets []figures.ActionSet) (shown []figures.ActionSet) {
	for _, s := range sets {
		if of := s.Of(); of == "" || c.actions.Count(of) > 0 {
			shown = append(shown, s)
		}
	}
	return shown
}

func (c census) actionRow(s figures.ActionSet) template.FigureRow {
	row := template.FigureRow{Label: actionWords[s], Number: fmt.Sprint(c.actions.Count(s))}
	if c.actions.Count(s) > 0 {
		row.URL = c.actionLink(s)
	}
	if of := s.Of(); of != "" {
		row.Of, row.OfURL = fmt.Sprintf(ofActions[of], c.actions.Count(of)), c.actionLink(of)
	}
	return row
}

// actionLines are the same for a file, with those of a year before.
func (c census) actionLines(sets []figures.ActionSet) (rows [][]string) {
	for _, s := range sets {
		row := []string{actionWords[s], fmt.Sprint(c.actions.Count(s)), "", "", fmt.Sprint(c.before.Count(s))}
		if of := s.Of(); of != "" {
			row[2], row[3] = fmt.Sprint(c.actions.Count(of)), fmt.Sprintf(ofActions[of], c.actions.Count(of))
		}
		rows = append(rows, row)
	}
	return rows
}

// readingRows say how many confirmed the procedure. It is of today, whatever the period.
func (c census) readingRows() []template.FigureRow {
	if len(c.readings) == 0 {
		return nil
	}
	read := 0
	for _, x := range c.readings {
		if !x.At.IsZero() {
			read++
		}
	}
	row := template.FigureRow{Label: "Procedure gelezen", Number: fmt.Sprint(read), Of: fmt.Sprintf("van de %d leden, de versie van nu", len(c.readings))}
	if c.who.Directs() {
		row.URL = "/staff/procedure#wie"
	}
	return []template.FigureRow{row}
}
