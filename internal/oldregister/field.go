// Package oldregister reads the rows of a register that was kept elsewhere, in a
// spreadsheet mostly, as complaints of the past, and writes a register in that
// same shape. It knows no storage and nobody of the team: names are text here.
package oldregister

import (
	"fmt"
	"regexp"
	"strings"
)

// Field is what a column of an old register tells.
type Field string

// The fields, in the order in which they are written. Ignore and Extra are for
// columns that have no place here: the second is kept beside, under its own name.
const (
	Ignore Field = "ignore"
	Extra  Field = "extra"

	Ref            Field = "ref"
	ReceivedOn     Field = "received"
	Channel        Field = "channel"
	Kind           Field = "kind"
	Name           Field = "name"
	Email          Field = "email"
	Phone          Field = "phone"
	Lang           Field = "lang"
	About          Field = "about"
	Title          Field = "title"
	Story          Field = "story"
	RemedySought   Field = "remedy_sought"
	Subject        Field = "subject"
	Category       Field = "category"
	Severity       Field = "severity"
	Reporter       Field = "reporter"
	Handler        Field = "handler"
	Action         Field = "action"
	ActionOn       Field = "action_on"
	DiscussedOn    Field = "discussed_on"
	Agreed         Field = "agreed"
	AcknowledgedOn Field = "acknowledged_on"
	ContactedOn    Field = "contacted_on"
	Contact        Field = "contact"
	ExtendedOn     Field = "extended_on"
	ExtendedTo     Field = "extended_to"
	ExtendedWhy    Field = "extended_why"
	DecidedOn      Field = "decided_on"
	Finding        Field = "finding"
	Decision       Field = "decision"
	Decider        Field = "decider"
	Remedies       Field = "remedies"
	RespondedOn    Field = "responded_on"
	Response       Field = "response"
	Responder      Field = "responder"
	Satisfied      Field = "satisfied"
	Status         Field = "status"
	ClosedOn       Field = "closed_on"
	Closing        Field = "closing"
	Note           Field = "note"
)

// form is what stands in the cells of a field.
type form int

const (
	text form = iota // several columns may make up one text
	day
	code
	line // one line: a name, a number
)

// shaped is one column of the shape: its name, and by what else it is known.
type shaped struct {
	field Field
	form  form
	name  string
	also  string // with commas between, folded
}

var shape = []shaped{
	{Ref, line, "Nummer", "nr,no,klachtnummer,klachtnr,klacht nr,volgnummer,id,dossiernummer,dossier,kenmerk,referentie,number"},
	{ReceivedOn, day, "Ontvangen op", "ontvangen,datum ontvangst,ontvangstdatum,datum ontvangen,datum,datum klacht,datum binnenkomst,binnengekomen op,binnen op,ingekomen,ingekomen op,datum melding,meldingsdatum,received,received on,date received,date"},
	{Channel, code, "Binnengekomen via", "kanaal,via,hoe binnengekomen,wijze,medium,hoe,channel"},
	{Kind, code, "Soort klager", "type klager,hoedanigheid,complainant type"},
	{Name, line, "Naam klager", "klager,naam,indiener,naam indiener,wie,complainant,name"},
	{Email, line, "E-mail klager", "e-mail,email,e-mailadres,emailadres,mail,mailadres"},
	{Phone, line, "Telefoon klager", "telefoon,tel,telefoonnummer,tel nr,phone"},
	{Lang, line, "Taal", "language"},
	{About, line, "Waar het over gaat", "training,cursus,opleiding,product,dienst,betreft,naam training,course"},
	{Title, line, "Titel", "korte omschrijving,title,kop"},
	{Story, text, "Klacht", "omschrijving,omschrijving klacht,klachtomschrijving,inhoud,inhoud klacht,beschrijving,wat,toelichting,aard van de klacht,complaint,description"},
	{RemedySought, text, "Gewenste oplossing", "wens,wens klager,wat wil de klager"},
	{Subject, line, "Over wie", "beklaagde,over,trainer,medewerker,betrokken trainer,betrokken medewerker"},
	{Category, code, "Onderwerp", "categorie,rubriek,thema,soort klacht,type klacht,category"},
	{Severity, code, "Ernst", "zwaarte,prioriteit,severity"},
	{Reporter, line, "Doorgegeven door", "melder,gemeld door,ontvangen door,aangenomen door"},
	{Handler, line, "Behandeld door", "behandelaar,verantwoordelijke,afgehandeld door,door wie,handler"},
	{Action, text, "Directe actie", "onmiddellijke actie,eerste actie"},
	{ActionOn, day, "Directe actie op", "datum directe actie"},
	{DiscussedOn, day, "Overlegd op", "besproken op,datum overleg,datum bespreking"},
	{Agreed, text, "Wat is afgesproken", "afspraken,afspraak"},
	{AcknowledgedOn, day, "Bevestigd op", "bevestigd,ontvangstbevestiging,datum ontvangstbevestiging,datum bevestiging,ontvangstbevestiging op"},
	{ContactedOn, day, "Klager gesproken op", "gesproken op,contact op,datum contact"},
	{Contact, text, "Gesprek met de klager", "contact,gesprek"},
	{ExtendedOn, day, "Uitstel gemeld op", "verlengd op,uitgesteld op"},
	{ExtendedTo, day, "Uitstel tot", "verlengd tot,uitgesteld tot,nieuwe datum"},
	{ExtendedWhy, text, "Reden van uitstel", "reden verlenging,reden uitstel"},
	{DecidedOn, day, "Besloten op", "datum besluit,besluitdatum,datum beslissing"},
	{Finding, code, "Uitkomst", "oordeel,gegrond,gegrond?,conclusie,outcome"},
	{Decision, text, "Besluit", "beslissing,motivering,reden besluit,decision"},
	{Decider, line, "Besloten door", "besluit door,beslisser"},
	{Remedies, text, "Maatregelen", "maatregel,genomen maatregelen,oplossing,verbetermaatregel,actie,acties"},
	{RespondedOn, day, "Beantwoord op", "antwoord op,datum antwoord,datum reactie,reactiedatum,gereageerd op"},
	{Response, text, "Antwoord", "reactie,afhandeling,wat is er gedaan,response"},
	{Responder, line, "Beantwoord door", "antwoord door,reactie door"},
	{Satisfied, code, "Klager tevreden", "tevreden,tevreden?,klager tevreden?,akkoord,akkoord klager,satisfied"},
	{Status, code, "Status", "stand,stand van zaken,fase,open/gesloten,state"},
	{ClosedOn, day, "Afgesloten op", "afgesloten,gesloten op,gesloten,datum afgehandeld,afgehandeld op,afgehandeld,datum afhandeling,datum afsluiting,einddatum,opgelost op,datum opgelost,closed,closed on"},
	{Closing, text, "Reden van afsluiten", "reden afsluiting"},
	{Note, text, "Opmerkingen", "opmerking,notitie,notities,bijzonderheden,notes,remarks"},
}

// Choice is a field or a code with its words, for a form.
type Choice struct{ Code, Label string }

// Fields lists what a column can tell, in the order of the shape.
func Fields() []Choice {
	all := make([]Choice, 0, len(shape)+2)
	for _, s := range shape {
		all = append(all, Choice{string(s.field), s.name})
	}
	return append(all, Choice{string(Extra), "Bewaar het erbij"}, Choice{string(Ignore), "Niet overnemen"})
}

// Words is the name of a field in the shape; empty for Ignore and Extra.
func (f Field) Words() string { return shapeOf(f).name }

// IsDay reports whether the field holds a date.
func (f Field) IsDay() bool { return f != Ignore && f != Extra && shapeOf(f).form == day }

func shapeOf(f Field) shaped {
	for _, s := range shape {
		if s.field == f {
			return s
		}
	}
	return shaped{field: f}
}

func known(f Field) bool { return f == Ignore || f == Extra || shapeOf(f).name != "" }

// fold makes words comparable: small letters, one space between, nothing around.
func fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(strings.Trim(s, " \t\n*:._"))), " ")
	return strings.NewReplacer("ë", "e", "é", "e", "ï", "i", "_", " ").Replace(s)
}

// What is too long for one cell goes on in columns beside it: "Klacht (vervolg 2)".
var onward = regexp.MustCompile(`^(.+) \(vervolg(?: \d+)?\)$`)

func continued(name string, n int) string {
	if n == 1 {
		return name + " (vervolg)"
	}
	return fmt.Sprintf("%s (vervolg %d)", name, n)
}

// ownColumn marks a kept column whose own name would be taken for one of ours.
const ownColumn = " (eigen kolom)"

// fieldOf finds what a heading means; Extra when nothing is known of it.
func fieldOf(heading string) (f Field, goesOn bool) {
	if m := onward.FindStringSubmatch(heading); m != nil {
		heading, goesOn = m[1], true
	}
	h := fold(heading)
	if h == "" {
		return Extra, goesOn
	}
	for _, s := range shape {
		if h == fold(s.name) {
			return s.field, goesOn
		}
	}
	for _, s := range shape {
		for w := range strings.SplitSeq(s.also, ",") {
			if h == w {
				return s.field, goesOn
			}
		}
	}
	return Extra, goesOn
}
