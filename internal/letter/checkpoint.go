package letter

import (
	"fmt"
	"strings"

	"wederhoor/internal/calendar"
)

// Checkpoint is what somebody outside keeps of a register.
type Checkpoint struct {
	Organisation, Email, Phone string // of whom it is, and how to reach them
	On                         calendar.Date
	Events                     int64
	Note, Verifier             string // signed lines, and what checks them
}

// ProofMail hands a checkpoint to somebody outside the team, who knows nothing of
// registers and only has to keep it. The lines of the note stay as they are.
func ProofMail(c Checkpoint) Text {
	home := line(c.Organisation)
	var note []string
	for l := range strings.Lines(c.Note) {
		note = append(note, line(strings.TrimSpace(l)))
	}
	reach := join(" of ", line(c.Email), line(c.Phone))
	if reach != "" {
		reach = " (" + reach + ")"
	}
	return Text{Subject: "Bewaar deze e-mail: bewijs van het klachtenregister", Body: join("\n\n",
		"U hoeft maar één ding te doen: deze e-mail bewaren.",
		fmt.Sprintf("Dit is een bewijs van %s, over %d gebeurtenissen in het klachtenregister van %s. Er staat geen naam in en geen woord uit een klacht.", c.On.Words("nl"), c.Events, home),
		strings.TrimSpace(strings.Join(note, "\n")),
		"Met deze sleutel kan iemand het later controleren. Hij blijft altijd dezelfde:",
		line(c.Verifier),
		"Verandert iemand later iets in het register, of haalt iemand iets weg? Dan klopt het niet meer met dit bewijs. Daarom ligt het bij u.",
		"U krijgt elke maand een nieuw bewijs, en een na de jaarlijkse toetsing. Komt er geen? Vraag dan waarom.",
		fmt.Sprintf("Wilt u dit niet meer krijgen? Laat het weten aan %s%s.", home, reach),
		home)}
}
