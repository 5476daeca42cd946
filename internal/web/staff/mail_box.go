package staff

import (
	"fmt"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// mailBox says when a mailbox was read, what it holds, and what is wrong with it.
func mailBox(b register.Box, now time.Time, zone *time.Location) template.MailBox {
	box := template.MailBox{Address: b.Address, Read: "Nog niet gelezen."}
	if !b.Read.IsZero() {
		box.Read = "Voor het laatst gelezen: " + recent(b.Read, now, zone) + "."
	}
	if !b.Counted.IsZero() {
		box.Counted = counted(b)
	}
	if b.Trouble != "" {
		words, ok := troubleWords[b.Trouble]
		if !ok {
			words = troubleWords["other"]
		}
		box.Notes = append(box.Notes, template.Note{Text: words, Tone: "late", Icon: "alert"})
	}
	if b.Missing > 0 {
		box.Notes = append(box.Notes, template.Note{Text: missingWords(b.Missing), Tone: "late", Icon: "alert"})
	}
	if words := expiryWords("deze mailbox", b.Expires, now, zone); words != "" {
		box.Notes = append(box.Notes, template.Note{Text: words, Tone: "soon", Icon: "clock"})
	}
	return box
}

// sendingBox says when a mail last left, and what keeps one from leaving.
func sendingBox(s register.Sent, now time.Time, zone *time.Location) template.MailBox {
	box := template.MailBox{Address: "Versturen", Read: "Er is nog niets verstuurd."}
	if !s.Last.IsZero() {
		box.Read = "Voor het laatst verstuurd: " + recent(s.Last, now, zone) + "."
	}
	if !s.Due.IsZero() {
		box.Notes = append(box.Notes, template.Note{Text: "Er ligt e-mail klaar die al weg moest, sinds " + recent(s.Due, now, zone) + ". Vraag wie de mail beheert om te kijken. Bel een klager als het niet kan wachten.", Tone: "late", Icon: "alert"})
	}
	if words := expiryWords("de mailserver", s.Ends, now, zone); words != "" {
		box.Notes = append(box.Notes, template.Note{Text: words, Tone: "soon", Icon: "clock"})
	}
	return box
}

func counted(b register.Box) string {
	switch {
	case b.InBox == 0:
		return "De mailbox is leeg."
	case b.Missing > 0:
		return fmt.Sprintf("%s in de mailbox, %d daarvan in het register.", messages(b.InBox), b.InBox-b.Missing)
	case b.InBox == 1:
		return "1 bericht in de mailbox, en dat staat in het register."
	}
	return fmt.Sprintf("%s in de mailbox, alle %d staan in het register.", messages(b.InBox), b.InBox)
}

func messages(n int) string {
	if n == 1 {
		return "1 bericht"
	}
	return fmt.Sprintf("%d berichten", n)
}

func missingWords(n int) string {
	s := "Eén bericht uit de mailbox staat"
	if n > 1 {
		s = number(n) + " berichten uit de mailbox staan"
	}
	return s + " niet in het register. We proberen het vanzelf opnieuw. Blijft dit zo, kijk dan zelf in de mailbox."
}

// warnBefore is how many days before a password ends somebody is told.
const warnBefore = 30

func expiryWords(of string, expires, now time.Time, zone *time.Location) string {
	if expires.IsZero() {
		return ""
	}
	last := calendar.DateOf(expires, zone)
	switch n := last.Sub(calendar.DateOf(now, zone)); {
	case n < 0:
		return "Het wachtwoord van " + of + " verliep op " + last.DayYear("nl") + ". Vraag wie de mail beheert om een nieuw."
	case n <= warnBefore:
		return "Het wachtwoord van " + of + " verloopt op " + last.DayYear("nl") + ". Vraag wie de mail beheert op tijd om een nieuw."
	}
	return ""
}
