package evaluation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/sheet"
)

// Propose says what every column seems to be, by the words above it and the
// values of the rows that are given: those of Table.Preview, or more.
func Propose(t *sheet.Table, rows []sheet.Row) Form {
	var f Form
	for i, c := range t.Columns {
		v := look(rows, i)
		col := Column{Index: i, Name: c.Name, Examples: v.examples}
		name := " " + words(c.Question+" "+c.Part) + " "
		col.byName(name, v)
		if col.Kind == "" {
			col.byValues(name, v)
		}
		f.Columns = append(f.Columns, col)
	}
	f.onlyOne(Respondent)
	f.onlyOne(Submitted)
	f.dates(t)
	f.against(rows)
	return f
}

// dates doubts the order of day and month of when a form was filled in: a term
// runs from that day.
func (f *Form) dates(t *sheet.Table) {
	for i := range f.Columns {
		if c := &f.Columns[i]; c.Role == Submitted {
			c.Dates = t.Columns[i].Dates
			if t.Columns[i].DatesDoubtful {
				c.Doubts = append(c.Doubts, DoubtDates)
			}
		}
	}
}

// onlyOne leaves a role to the first column that has it.
func (f *Form) onlyOne(r Role) {
	seen := false
	for i := range f.Columns {
		if c := &f.Columns[i]; c.Role == r {
			if seen {
				c.Role = NoRole
			}
			seen = true
		}
	}
}

// words is a heading with single spaces between its words and nothing else.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(folded(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '#'
	}), " ")
}

// values is what stands in a column.
type values struct {
	filled, numbers, dates, yes, liked, mail, long int
	zeroOne                                        int
	low, high, outOf                               float64
	different                                      map[string]bool
	examples                                       []string
}

func look(rows []sheet.Row, i int) values {
	v := values{different: map[string]bool{}}
	for _, r := range rows {
		if c := r.Cells[i]; strings.TrimSpace(c.Text) != "" {
			v.take(c)
		}
	}
	return v
}

func (v *values) take(c sheet.Cell) {
	v.filled++
	text := strings.TrimSpace(c.Text)
	if key := folded(text); !v.different[key] && len(v.different) < 500 {
		v.different[key] = true
		if len(v.examples) < 3 {
			v.examples = append(v.examples, text)
		}
	}
	if n, of, ok := mark(c); ok {
		if v.numbers == 0 || n < v.low {
			v.low = n
		}
		v.numbers++
		v.high, v.outOf = max(v.high, n), max(v.outOf, of)
		if n == 0 || n == 1 {
			v.zeroOne++
		}
	}
	if c.Kind == sheet.Date {
		v.dates++
	}
	if _, ok := yesNo(c); ok {
		v.yes++
	}
	if _, ok := liked(text); ok {
		v.liked++
	}
	if strings.Contains(text, "@") && !strings.Contains(text, " ") {
		v.mail++
	}
	if len(text) > 25 || strings.Count(text, " ") > 2 {
		v.long++
	}
}

func (v *values) mostly(n int) bool { return v.filled > 0 && n*5 >= v.filled*4 }

// named are the headings that say by themselves what a column is.
var named = []struct {
	kind  Kind
	role  Role
	names string
}{
	{Meta, Respondent, "id|#|nr|nummer|respondent id|id van respondent|id respondent|antwoord id|response id|reactie id|entry id|inzending id|inzendings id|inzendingsnummer|volgnummer"},
	{Meta, Submitted, "tijdstempel|timestamp|tijd van voltooien|completion time|submit date utc|submit date|entry date|einddatum|date modified|datum|date|datum ingevuld|ingevuld op|ingezonden op|ingediend op|submitted at|submitted on|datum inzending|invuldatum|datum evaluatie"},
	{Meta, Started, "begintijd|start time|start date utc|start date|begindatum|date created|starttijd"},
	{Meta, Address, "ip adres|ip address|user ip|ip|user agent|gebruikersagent"},
	{Meta, NoRole, "tijd van laatste wijziging|last modified time|response type|stage date utc|network id|tags|id van verzamelprogramma|collector id|aangepaste gegevens 1|custom data 1|source url|bron url|status|taal|language|totaal aantal punten|total points|feedback op quiz|quiz feedback|entry status|created by user id|post id|transaction id|payment status"},
	{Identity, Email, "e mail|email|e mailadres|emailadres|email address|e mail address|jouw e mail|uw e mailadres|jouw e mailadres|mailadres|gebruikersnaam|username"},
	{Identity, Phone, "telefoon|telefoonnummer|phone|phone number|gsm|gsm nummer|mobiel"},
	{Identity, Name, "naam|name|voornaam|achternaam|first name|last name|uw naam|jouw naam|je naam|naam deelnemer|naam cursist|deelnemer|cursist|jouw naam hoeft niet|naam optioneel|naam niet verplicht|volledige naam|full name|familienaam|klant|opdrachtgever"},
	{Course, NoRole, "cursus|training|opleiding|module|course|workshop|naam training|naam cursus|naam van de training|naam van de cursus|welke training|welke cursus|welke training heb je gevolgd|welke training heeft u gevolgd|welke cursus heb je gevolgd|cursusnaam|trainingsnaam|vorming|naam opleiding|cursuscode"},
	{Trainer, NoRole, "trainer|docent|lesgever|begeleider|coach|instructeur|spreker|naam trainer|naam docent|naam lesgever|naam van de trainer|naam van de docent|wie was je trainer|wie was uw trainer|teacher|trainer naam|co trainer"},
}

var aside = regexp.MustCompile(`\([^)]*\)`)

func (c *Column) byName(name string, v values) {
	if v.mostly(v.filled) && v.different[folded(strings.TrimSpace(c.Name))] && len(v.different) == 1 {
		c.Kind = Meta
		return
	}
	bare := words(aside.ReplaceAllString(c.Name, " ")) // "Naam (hoeft niet)"
	for _, n := range named {
		if all := strings.Split(n.names, "|"); !slices.Contains(all, strings.TrimSpace(name)) && !slices.Contains(all, bare) {
			continue
		}
		if (n.kind == Course || n.kind == Trainer) && v.filled > 0 && (v.mostly(v.numbers) || v.mostly(v.liked) || v.long*2 > v.filled) {
			return // a judgement of the trainer, not a name
		}
		if n.role == Submitted && v.filled > 0 && !v.mostly(v.dates) {
			return
		}
		c.Kind, c.Role = n.kind, n.role
		return
	}
	switch {
	case v.mostly(v.mail) && v.filled > 0:
		c.Kind, c.Role = Identity, Email
	case has(name, "contact opnemen", "contact met u", "contact met je", "contact you", "mogen we u bellen", "privacyverklaring", "akkoord met", "toestemming"):
		c.Kind, c.Role = Meta, Consent
	}
}

func has(name string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, " "+p) })
}

func (c *Column) byValues(name string, v values) {
	switch open := openKind(name); {
	case v.filled == 0 && open == "":
		c.Kind = Meta
	case v.mostly(v.dates):
		c.Kind = Meta
	case v.mostly(v.numbers) && len(v.different) <= 2 && v.zeroOne == v.numbers && !has(name, "cijfer", "score", "rapport") && v.outOf == 0:
		c.Kind = YesNo
		c.direct(name)
	case v.mostly(v.numbers):
		c.score(name, v)
	case open != "" && plainlyOpen(name):
		c.Kind = open
	case v.mostly(v.yes):
		c.Kind = YesNo
		c.direct(name)
	case v.mostly(v.liked):
		c.Kind, c.Scale = Words, Scale{Min: 1, Max: 5}
		c.direct(name)
	case open == Free && v.filled > 5 && v.long == 0 && len(v.different)*2 <= v.filled: // a choice: "collega", "website"
		c.Kind, c.Doubts = Meta, append(c.Doubts, DoubtKind)
	case open != "":
		c.Kind = open
	case v.long*3 > v.filled || len(v.different)*2 > v.filled && v.filled > 5:
		c.Kind = Free
		c.Doubts = append(c.Doubts, DoubtKind)
	default:
		c.Kind = Meta
		c.Doubts = append(c.Doubts, DoubtKind)
	}
}

// plainlyOpen: the heading asks for words, so that a short "goed" below it is one
// too and no choice.
func plainlyOpen(name string) bool {
	return has(name, "opmerking", "toelichting", "licht toe", "motiveer", "waarom", "comment", "remark", "tekst", "suggestie") ||
		(strings.HasPrefix(name, " wat ") || strings.HasPrefix(name, " what ")) && !strings.Contains(name, " van ") && !strings.Contains(name, " of ")
}

// openKind is the kind of an open question, by its words.
func openKind(name string) Kind {
	switch {
	case has(name, "minder goed", "minder sterk", "niet goed", "minder leuk", "minder tevreden", "ontevreden", "kan beter", "kan er beter", "beter", "verbeter", "verbeterpunt", "suggestie", "tips", "tip ", "anders", "improve", "better", "suggestion", "gemist", "mist u", "mis je", "missen", "tegen", "werkpunt", "aandachtspunt"):
		return Improve
	case has(name, "goed", "sterk", "positief", "positieve", "waardevol", "sprak", "leuk", "best ", "beste", "liked", "like ", "good", "top ", "pluspunt", "fijn", "meest nuttig", "nuttigst", "geleerd", "bijblijven", "meenemen", "neem je mee", "neemt u mee", "troef"):
		return Positive
	case has(name, "opmerking", "toelichting", "licht toe", "motiveer", "waarom", "feedback", "comment", "remark", "tekst", "ervaring", "reactie", "overig", "nog iets", "kwijt", "kwijt wil", "vragen of", "vertel", "beschrijf", "omschrijf", "review", "wat vond", "wat vind", "hoe heb je", "hoe heeft u", "hoe vond", "indruk", "klacht", "anything else", "other"):
		return Free
	}
	return ""
}

var (
	span    = regexp.MustCompile(`\b([01]) *(?:-|–|tot(?: en met)?|t/m|t m|to|/|\.\.) *(3|4|5|6|7|10|100)\b`)
	outOf   = regexp.MustCompile(`(?:/|op|van|out of) *(5|10|7|4|100)\b`)
	lowGood = regexp.MustCompile(`\b1 *(?:=|is|:) *(?:zeer |heel |helemaal |erg )?(?:goed|tevreden|eens|uitstekend|best|top|good|excellent|agree)`)
	lowBad  = regexp.MustCompile(`\b[01] *(?:=|is|:) *(?:zeer |heel |helemaal |erg )?(?:slecht|ontevreden|oneens|niet|onvoldoende|bad|poor|not|disagree)`)
)

// score finds the scale of a column of marks.
func (c *Column) score(name string, v values) {
	if v.high > 100 || v.low < 0 || v.high > 10 && !has(name, "cijfer", "score", "percentage") {
		c.Kind, c.Doubts = Meta, append(c.Doubts, DoubtKind)
		return
	}
	c.Kind = Score
	written := folded(c.Name)
	c.Scale.Min = 1
	if m := span.FindStringSubmatch(written); m != nil {
		c.Scale.Min, _ = strconv.ParseFloat(m[1], 64)
		c.Scale.Max, _ = strconv.ParseFloat(m[2], 64)
	} else if v.outOf > 0 {
		c.Scale.Max = v.outOf
	} else if m := outOf.FindStringSubmatch(written); m != nil {
		c.Scale.Max, _ = strconv.ParseFloat(m[1], 64)
	}
	c.Scale.Recommend = has(name, "aanbevel", "aanbeveelt", "aanbeveel", "aanraden", "aanraadt", "recommend", "waarschijnlijk")
	if v.high > c.Scale.Max {
		c.guess(name, v)
	}
	if c.Scale.Recommend && c.Scale.Max == 10 {
		c.Scale.Min = 0
	}
	switch {
	case lowGood.MatchString(written):
		c.Reversed = true
	case lowBad.MatchString(written):
	default:
		c.direct(name)
	}
}

func (c *Column) guess(name string, v values) {
	switch {
	case c.Scale.Recommend, has(name, "rapportcijfer", "cijfer"), v.high > 7 && v.high <= 10:
		c.Scale.Max = 10
	case v.high > 10:
		c.Scale = Scale{Min: 0, Max: 100}
	case v.high > 5:
		c.Scale.Max = 10
		c.Doubts = append(c.Doubts, DoubtScale)
	default:
		c.Scale.Max = 5
		if v.high < 5 || v.low == 0 {
			c.Doubts = append(c.Doubts, DoubtScale)
		}
	}
	if v.low == 0 && c.Scale.Max == 10 {
		c.Scale.Min = 0
	}
}

// direct doubts the direction when the heading says something bad.
func (c *Column) direct(name string) {
	if c.Role == NoRole && has(name, "te lang", "te duur", "te moeilijk", "te makkelijk", "te snel", "te langzaam", "te veel", "te weinig", "te hoog", "te laag", "te kort", "gemist", "miste", "mis ik", "klacht", "klachten", "probleem", "problemen", "last van", "saai", "stress", "zwaar", "werkdruk", "moeite met", "ontevreden", "slecht", "onduidelijk", "onveilig", "hinder", "difficult", "too ", "problem") {
		c.Doubts = append(c.Doubts, DoubtDirection)
	}
}

// against doubts the direction of marks that go down when the others go up.
func (f *Form) against(rows []sheet.Row) {
	for i := range f.Columns {
		c := &f.Columns[i]
		if c.Kind != Score && c.Kind != Words || slices.Contains(c.Doubts, DoubtDirection) || c.Reversed {
			continue
		}
		if n, r := f.together(rows, i); n >= 8 && r < -.3 {
			c.Doubts = append(c.Doubts, DoubtDirection)
		}
	}
}
