package staff

import (
	"errors"

	"wederhoor/internal/complaint"
	"wederhoor/internal/web/template"
)

// lack says where a part that a letter misses is filled in.
type lack struct {
	text  string
	field string // on the form of the letter itself
	noun  string // the act that it comes from
	page  string
}

var (
	lacksAppeal = lack{text: "Er mist waar iemand in beroep kan. Vul bij de procedure een naam en een telefoonnummer, e-mailadres of website in.", page: "/staff/procedure"}
	lacksReason = lack{text: "De reden mist. Schrijf op waarom.", field: "reason"}
	lacksDate   = lack{text: "De dag mist. Kies wanneer het antwoord komt.", field: "date"}
)

// lacks are what a letter can miss, by the form that writes it.
var lacks = map[string]map[complaint.Part]lack{
	"acknowledgement": {complaint.PartDate: lacksDate, complaint.PartAppeal: lacksAppeal},
	"invitation":      {complaint.PartDate: lack{text: "De dag mist. Kies tot wanneer iemand kan reageren.", field: "date"}},
	"holding":         {complaint.PartAppeal: lacksAppeal},
	"withdrawal":      {complaint.PartAppeal: lacksAppeal},
	"closing":         {complaint.PartAppeal: lacksAppeal},
	"extension":       {complaint.PartReason: lacksReason, complaint.PartDate: lacksDate, complaint.PartAppeal: lacksAppeal},
	"inadmissibility": {complaint.PartReason: lacksReason, complaint.PartAppeal: lacksAppeal},
	"follow-up":       {complaint.PartDate: lack{text: "De dag mist. Kies wanneer het klaar is.", field: "date"}},
	"response": {
		complaint.PartDecision: {text: "Het besluit mist. Leg het eerst vast.", noun: "decision"},
		complaint.PartFinding:  {text: "De uitkomst mist. Kies die bij het besluit.", noun: "decision"},
		complaint.PartReason:   {text: "De reden mist. Schrijf die op bij het besluit.", noun: "decision"},
		complaint.PartRemedyBy: {text: "Er mist een dag bij wat we beloven. Vul die in bij het besluit.", noun: "decision"},
		complaint.PartAppeal:   lacksAppeal,
	},
}

// lackLines says of a letter that cannot leave what it misses, each with the way
// to where it is filled in; nothing for another error.
func lackLines(noun, dossier string, err error) []template.ErrorLine {
	var refusal *complaint.Refusal
	if !errors.As(err, &refusal) || refusal.Code != "letter_lacks" {
		return nil
	}
	var lines []template.ErrorLine
	for _, part := range refusal.Args {
		l, ok := lacks[noun][complaint.Part(part)]
		switch {
		case !ok: // a procedure may demand of a letter what it never holds: the sentence names it
			return nil
		case l.noun != "":
			l.page = dossier + "/" + l.noun
		case l.field != "":
			l.page = l.field
		}
		lines = append(lines, template.ErrorLine{Field: l.page, Text: l.text})
	}
	return lines
}
