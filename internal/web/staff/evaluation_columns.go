package staff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// confirm puts what somebody chose in a column; the field that was not answered
// comes back.
func confirm(c *evaluation.Column, f kit.Form) (missing string) {
	doubts := c.Doubts
	kind, direction, scale := columnFields(c.Index)
	chosen := evaluation.Kind(f.Line(kind))
	if !slices.Contains(evaluation.Kinds, chosen) {
		return kind
	}
	if chosen != c.Kind {
		c.Kind, c.Role = chosen, evaluation.NoRole
	}
	switch order := f.Line(datesField(c.Index)); {
	case order == "day" || order == "month":
		c.Dates = map[string]sheet.Order{"day": sheet.DayFirst, "month": sheet.MonthFirst}[order]
	case c.Role == evaluation.Submitted && slices.Contains(doubts, evaluation.DoubtDates):
		return datesField(c.Index)
	}
	if chosen != evaluation.Score && chosen != evaluation.Words && chosen != evaluation.YesNo {
		c.Doubts = nil
		return ""
	}
	switch f.Line(direction) {
	case "high", "low":
		c.Reversed = f.Line(direction) == "low"
	default:
		if slices.Contains(doubts, evaluation.DoubtDirection) {
			return direction
		}
	}
	if chosen == evaluation.Score {
		if n, err := fmt.Sscanf(f.Line(scale), "%g-%g", &c.Scale.Min, &c.Scale.Max); (err != nil || n != 2) && (c.Scale.Max <= c.Scale.Min || slices.Contains(doubts, evaluation.DoubtScale)) {
			return scale
		}
	}
	c.Doubts = nil
	return ""
}

func datesField(i int) string { return fmt.Sprintf("dates-%d", i) }

func columnFields(i int) (kind, direction, scale string) {
	return fmt.Sprintf("kind-%d", i), fmt.Sprintf("direction-%d", i), fmt.Sprintf("scale-%d", i)
}

var columnWords = map[evaluation.Kind]string{evaluation.Score: "Een cijfer", evaluation.Words: "Een oordeel in vaste woorden", evaluation.YesNo: "Ja of nee", evaluation.Positive: "Tekst: wat goed was",
	evaluation.Improve: "Tekst: wat beter kan", evaluation.Free: "Tekst: andere opmerkingen", evaluation.Identity: "Wie het invulde", evaluation.Course: "Training", evaluation.Trainer: "Trainer", evaluation.Meta: "Niet nodig"}

// columnRoleWords say more of a column that is known by its role.
var columnRoleWords = map[evaluation.Role]string{evaluation.Submitted: "Wanneer het is ingevuld", evaluation.Respondent: "Nummer van het formulier", evaluation.Name: "Naam", evaluation.Email: "E-mailadres",
	evaluation.Phone: "Telefoonnummer", evaluation.Consent: "Of we contact mogen opnemen"}

// columnsPage asks what the columns are. What somebody chose already stays chosen.
func (p *pages) columnsPage(who register.Person, work register.EvaluationWork, f kit.Form) template.EvaluationColumns {
	page := template.EvaluationColumns{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Evaluaties", URL: evaluationsPath},
		Name: work.File.Name, Line: thousands(work.Rows) + " formulieren", URL: formsPath + "/" + work.ID, Steps: fileSteps(1), Odd: oddities(work)}
	for _, c := range work.Form.Columns {
		ask := columnAsk(c)
		ask.chosen(f)
		page.Asks = append(page.Asks, ask.ColumnAsk)
	}
	return page
}

// asked is a column while it is asked about.
type asked struct{ template.ColumnAsk }

// chosen puts what somebody chose in the place of what was proposed.
func (a *asked) chosen(f kit.Form) {
	for name, options := range map[string][]template.Option{a.KindName: a.Kinds, a.DirectionName: a.Directions, a.ScaleName: a.Scales, a.DatesName: a.DateOrders} {
		value := f.Line(name)
		if _, typed := f.Values[name]; !typed || !slices.ContainsFunc(options, func(o template.Option) bool { return o.Value == value }) {
			continue
		}
		for i := range options {
			options[i].Checked = options[i].Value == value
		}
	}
}

func columnAsk(c evaluation.Column) asked {
	a := asked{template.ColumnAsk{Name: cmp.Or(c.Name, "Kolom zonder naam"), Examples: strings.Join(c.Examples, " · ")}}
	a.KindName, a.DirectionName, a.ScaleName = columnFields(c.Index)
	if slices.Contains(c.Doubts, evaluation.DoubtKind) {
		a.Kinds = append(a.Kinds, template.Option{Label: "Kies"})
	}
	for _, k := range evaluation.Kinds {
		label := columnWords[k]
		if k == c.Kind && columnRoleWords[c.Role] != "" {
			label = columnRoleWords[c.Role]
		}
		a.Kinds = append(a.Kinds, template.Option{Value: string(k), Label: label, Checked: k == c.Kind && !slices.Contains(c.Doubts, evaluation.DoubtKind)})
	}
	if c.Kind == evaluation.Score || c.Kind == evaluation.Words || c.Kind == evaluation.YesNo {
		sure := !slices.Contains(c.Doubts, evaluation.DoubtDirection)
		if !sure {
			a.Directions = []template.Option{{Label: "Kies"}}
		}
		a.Directions = append(a.Directions, template.Option{Value: "high", Label: "Hoog of ja is goed", Checked: sure && !c.Reversed}, template.Option{Value: "low", Label: "Laag of nee is goed", Checked: sure && c.Reversed})
	}
	if c.Kind == evaluation.Score {
		a.Scales = scales(c)
	}
	if slices.Contains(c.Doubts, evaluation.DoubtDates) {
		a.DatesName = datesField(c.Index)
		a.DateOrders = []template.Option{{Label: "Kies"}, {Value: "day", Label: "Dag, maand, jaar"}, {Value: "month", Label: "Maand, dag, jaar"}}
	}
	return a
}

func scales(c evaluation.Column) (all []template.Option) {
	values := []string{"1-4", "1-5", "1-7", "0-10", "1-10"}
	own := fmt.Sprintf("%g-%g", c.Scale.Min, c.Scale.Max)
	sure := !slices.Contains(c.Doubts, evaluation.DoubtScale) && c.Scale.Max > c.Scale.Min
	if sure && !slices.Contains(values, own) {
		values = append(values, own)
	}
	if !sure {
		all = append(all, template.Option{Label: "Kies"})
	}
	for _, v := range values {
		all = append(all, template.Option{Value: v, Label: strings.Replace(v, "-", " tot en met ", 1), Checked: sure && v == own})
	}
	return all
}

var sheetWords = map[sheet.Code]string{
	sheet.NoContent: "Er staat niets in dit bestand.", sheet.NoRows: "Er staat een kop in dit bestand, maar er staan geen reacties onder.", sheet.TooManyColumns: "Dit bestand heeft te veel kolommen.",
	sheet.CellTooLong: "Hier staat te veel tekst in één vak. Vaak ontbreekt er een aanhalingsteken.", sheet.OpenQuote: "Hier begint een aanhalingsteken dat nergens eindigt.",
	sheet.HeaderChanged: "Hier begint een ander formulier. Maak er twee bestanden van.", sheet.Protected: "Dit bestand heeft een wachtwoord. Haal dat er eerst af.",
	sheet.OldExcel: "Dit is een oud Excel-bestand. Bewaar het als .xlsx.", sheet.OtherSheet: "Dit soort werkblad lezen we niet. Bewaar het als .xlsx of .csv.", sheet.Macros: "In dit bestand zitten macro's. Bewaar het als .xlsx.",
	sheet.Picture: "Dit is een plaatje, geen tabel.", sheet.NotASheet: "Dit is geen tabel. Kies een CSV- of Excel-bestand.", sheet.Damaged: "Dit bestand is beschadigd. Exporteer het opnieuw.",
	sheet.FileTooLarge: "Dit bestand is te groot. Verdeel het over meer bestanden.", sheet.TooManyRows: "Dit bestand heeft te veel rijen. Verdeel het over meer bestanden.", sheet.Unpacks: "Dit Excel-bestand is veel groter dan een formulier kan zijn. Bewaar het als .csv.",
	sheet.TooMuchText: "In dit bestand staat te veel tekst. Verdeel het over meer bestanden.", register.FileGone: "Het bestand is er niet meer. Kies het opnieuw.",
	register.ManyForms: fmt.Sprintf("Dit bestand heeft meer dan %s rijen. Verdeel het over meer bestanden.", thousands(register.EvaluationRows)),
}

// oddWords are about a file that is read all the same.
var oddWords = map[sheet.Code]string{
	sheet.NoHeader: "Hier staan antwoorden, terwijl we koppen verwachtten. De kolommen hebben geen naam.", sheet.SameHeader: "Deze kop staat er twee keer. We houden de kolommen uit elkaar met een nummer.",
	sheet.NoName: "Boven deze kolom staat niets.", sheet.HiddenSheets: "Er zijn verborgen werkbladen. Die lezen we niet.", sheet.OtherSheets: "Er is meer dan één werkblad met antwoorden. We lezen er één.",
	sheet.MixedEncoding: "Letters met accenten staan er op twee manieren. We lazen ze allebei.", sheet.BadEncoding: "Er is een letter verloren gegaan voordat het bestand hier kwam.",
	sheet.DatesConflict: "Sommige datums beginnen met de dag en andere met de maand.", sheet.DateOtherOrder: "Deze datum past niet bij de andere. We laten hem weg.", sheet.HeaderRepeated: "Hier staat de kop nog een keer. Deze rij slaan we over.",
	sheet.ExtraCells: "Rechts van de laatste kolom staat nog iets. Dat laten we weg.", sheet.StrayQuote: "Hier staat een los aanhalingsteken. Dat lezen we als tekst.", sheet.Swallowed: "Dit vak lijkt op meer rijen. Ontbreekt er een aanhalingsteken?",
	sheet.NoResult: "Hier staat een formule zonder uitkomst.", sheet.FaultValue: "Excel toont hier een fout.",
}

// oddities are what somebody should know of a file before it is taken in.
func oddities(work register.EvaluationWork) (all []string) {
	for _, p := range work.Odd {
		all = append(all, problemSentence(p))
	}
	if work.MoreOdd > 0 {
		all = append(all, fmt.Sprintf("En nog %s zulke dingen.", thousands(work.MoreOdd)))
	}
	return all
}

func problemSentence(p sheet.Problem) string {
	text := cmp.Or(sheetWords[p.Code], oddWords[p.Code], "Dit bestand is te groot om te lezen.")
	switch {
	case p.Row > 0 && p.Column > 0:
		return fmt.Sprintf("Rij %d, kolom %s: %s", p.Row, p.Letter(), text)
	case p.Row > 0:
		return fmt.Sprintf("Rij %d: %s", p.Row, text)
	}
	return text
}
