package inmail_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/inmail"
	"wederhoor/internal/testkit"
)

const own = "Beste Karin,\n\nIk ben er dinsdag bij.\n\nGroet,\nSanne"

// quotations are what programs set below an answer.
var quotations = map[string]string{
	"Gmail":                    "\n\nOp do 12 nov. 2026 om 10:00 schreef Klachtenloket <klachten@loket.example>:\n\n> Geachte mevrouw,\n>\n> Kunt u dinsdag?\n",
	"Gmail, wrapped":           "\n\nOp do 12 nov. 2026 om 10:00 schreef Klachtenloket van de Fietsenstalling <\nklachten@loket.example>:\n\n> Kunt u dinsdag?\n>> En u?\n",
	"Gmail, English":           "\n\nOn Thu, Nov 12, 2026 at 10:00 AM Klachtenloket <klachten@loket.example>\nwrote:\n\n> Kunt u dinsdag?\n",
	"Gmail, HTML":              "\n\nOp do 12 nov. 2026 om 10:00 schreef Klachtenloket <klachten@loket.example>:\n\n> Kunt u dinsdag?\n\n",
	"Gmail, Android":           "\n\nOp do 12 nov 2026 10:00 schreef Klachtenloket <klachten@loket.example>:\n\n> Kunt u dinsdag?",
	"Apple Mail":               "\n\n> Op 12 nov. 2026 om 10:00 heeft Klachtenloket <klachten@loket.example> het volgende geschreven:\n> \n> Kunt u dinsdag?\n",
	"Apple Mail, iPhone":       "\n\nVerstuurd vanaf mijn iPhone\n\n> Op 12 nov. 2026 om 10:00 heeft Klachtenloket <klachten@loket.example> het volgende geschreven:\n> \n> \ufeffKunt u dinsdag?\n",
	"Apple Mail, English":      "\n\nSent from my iPad\n\n> On 12 Nov 2026, at 10:00, Klachtenloket <klachten@loket.example> wrote:\n> \n> Kunt u dinsdag?\n",
	"Apple Mail, German":       "\n\nVon meinem iPhone gesendet\n\n> Am 12.11.2026 um 10:00 schrieb Klachtenloket <klachten@loket.example>:\n> \n> Kunt u dinsdag?\n",
	"Thunderbird":              "\n\nOp 12-11-2026 om 10:00 schreef Klachtenloket:\n> Kunt u dinsdag?\n> \n> Karin\n",
	"Thunderbird, English":     "\n\nOn 12/11/2026 10:00, Klachtenloket wrote:\n> Kunt u dinsdag?\n",
	"Thunderbird, German":      "\n\nAm 12.11.26 um 10:00 schrieb Klachtenloket:\n> Kunt u dinsdag?\n",
	"Thunderbird, name first":  "\n\nKlachtenloket schreef op 12-11-2026 om 10:00:\n> Kunt u dinsdag?\n",
	"Outlook":                  "\n\nVan: Klachtenloket <klachten@loket.example>\nVerzonden: donderdag 12 november 2026 10:00\nAan: Sanne de Vrij <sanne@elders.example>\nOnderwerp: RE: Uw klacht\n\nGeachte mevrouw,\n\nKunt u dinsdag?\n",
	"Outlook, with Cc":         "\n\nVan: Klachtenloket\nVerzonden: donderdag 12 november 2026 10:00\nAan: Sanne de Vrij\nCC: Bas\nOnderwerp: RE: Uw klacht\n\nKunt u dinsdag?\n",
	"Outlook, English, ruled":  "\n\n________________________________\nFrom: Klachtenloket <klachten@loket.example>\nSent: Thursday, November 12, 2026 10:00 AM\nTo: Sanne\nSubject: RE: Uw klacht\n\nKunt u dinsdag?\n",
	"Outlook for Android":      "\n\nOutlook voor Android<https://aka.ms/x> downloaden\n________________________________\n*Van:* Klachtenloket <klachten@loket.example>\n*Verzonden:* donderdag 12 november 2026 10:00\n*Aan:* Sanne\n*Onderwerp:* Uw klacht\n\nKunt u dinsdag?",
	"Outlook for iOS":          "\n\nGet Outlook for iOS<https://aka.ms/x>\n________________________________\n\nFrom: Klachtenloket <klachten@loket.example>\n\nSent: Thursday, November 12, 2026 10:00\n\nTo: Sanne\n\nSubject: Uw klacht\n\nKunt u dinsdag?",
	"Outlook for Mac":          "\n\nVan: Klachtenloket <klachten@loket.example>\nDatum: donderdag 12 november 2026 om 10:00\nAan: Sanne <sanne@elders.example>\nOnderwerp: Uw klacht\n\nKunt u dinsdag?",
	"Outlook, old":             "\n\n-----Oorspronkelijk bericht-----\nVan: Klachtenloket [mailto:klachten@loket.example]\nVerzonden: donderdag 12 november 2026 10:00\nAan: Sanne\nOnderwerp: Uw klacht\n\nKunt u dinsdag?\n",
	"Outlook, old, English":    "\n\n-----Original Message-----\nFrom: Klachtenloket\nSent: Thursday\n\nKunt u dinsdag?\n",
	"Outlook, old, with signs": "\n\n-----Oorspronkelijk bericht-----\n> Van: Klachtenloket\n> Kunt u dinsdag?\n",
	"Yahoo":                    "\n\n    Op donderdag 12 november 2026 om 10:00:00 CET schreef Klachtenloket <klachten@loket.example>:  \n \n Geachte mevrouw,\n\n Kunt u dinsdag?\n",
	"Yahoo, Android":           "\n\nVerzonden vanaf Yahoo Mail voor Android \n \n  Op do, 12 nov. 2026 om 10:00 schreef Klachtenloket<klachten@loket.example>:   Kunt u dinsdag?\n  ",
	"Yahoo, English":           "\n\n    On Thursday, 12 November 2026 at 10:00:00 CET, Klachtenloket <klachten@loket.example> wrote:  \n \n Kunt u dinsdag?",
	"KPN":                      "\n\n----Origineel bericht----\nVan : klachten@loket.example\nDatum : 12/11/2026 - 10:00 (CET)\nAan : sanne@elders.example\nOnderwerp : Uw klacht\n\nKunt u dinsdag?\n",
	"KPN, newer":               "\n\nOp 12-11-2026 10:00 schreef klachten@loket.example:\n\n> Kunt u dinsdag?\n",
	"our line":                 "\n\n" + inmail.ReplyMarker + "\n\nGeachte mevrouw,\n\nKunt u dinsdag?\n",
	"our line, said by whom":   "\n\nOp do 12 nov. 2026 schreef Klachtenloket:\n\n" + inmail.ReplyMarker + "\nKunt u dinsdag?\n",
	"our line, changed":        "\n\n— Antwoord boven deze regel —\nKunt u dinsdag?\n",
	"only signs":               "\n\n> Kunt u dinsdag?\n> Karin\n",
	"a telephone alone":        "\n\nVerstuurd vanaf mijn iPhone\n",
	"a telephone at the end":   "\n\nOp 12 nov. 2026 schreef Klachtenloket:\n> Kunt u dinsdag?\n\nVerstuurd vanaf mijn Samsung\n",
	"a forward within a reply": "\n\n-----Original Message-----\nZie hieronder.\n\n---------- Forwarded message ---------\nVan: Bas\n\nbrief\n",
}

func TestSplitReply(t *testing.T) {
	for name, quotation := range quotations {
		got, quoted := inmail.SplitReply(own + quotation)
		if strings.TrimRight(got, "\n ") != own {
			t.Errorf("%s: own is %q", name, got)
		}
		if got+quoted != own+quotation {
			t.Errorf("%s: bytes were lost", name)
		}
	}
}

// TestSplitReplyCutsNothing: where it is not sure, and where it may not.
func TestSplitReplyCutsNothing(t *testing.T) {
	for name, text := range map[string]string{
		"blank": " \n\n", "empty": "", "one line": "Ja.", "a letter": own,
		"answers between":                     "Zie hieronder.\n\nOp 12 nov. 2026 om 10:00 schreef Karin <k@loket.example>:\n> Kunt u dinsdag?\nJa.\n> En Bas?\nNee.\n",
		"answers between, without a name":     "> Kunt u dinsdag?\n\nJa.\n\n> En Bas?\n\nNee.\n\n> Groet\n",
		"an answer below":                     "Op 12 nov. 2026 om 10:00 schreef Karin <k@loket.example>:\n> Kunt u dinsdag?\n\nJa, dat kan.\n",
		"an answer below, name above":         "Hallo.\n\nOn 12 Nov 2026 Karin wrote:\n> Kunt u dinsdag?\n\nJa, dat kan.\n",
		"only a quotation":                    "> Kunt u dinsdag?\n",
		"only a quotation, said by whom":      "\nOp 12 nov. 2026 om 10:00 schreef Karin <k@loket.example>:\n\n> Kunt u dinsdag?\n",
		"only Outlook":                        quotations["Outlook"],
		"only a telephone":                    "\nVerstuurd vanaf mijn iPhone\n",
		"forwarded by Gmail":                  "Zie hieronder.\n\n---------- Forwarded message ---------\nVan: Bas <b@elders.example>\nDate: do 12 nov. 2026 om 10:00\nSubject: x\nTo: Sanne\n\nOp 11 nov. 2026 schreef Karin <k@loket.example>:\n> brief\n",
		"forwarded by Apple":                  "Zie hieronder.\n\nVerstuurd vanaf mijn iPhone\n\nBegin doorgestuurd bericht:\n\n> Van: Bas <b@elders.example>\n> Onderwerp: x\n> Datum: 12 november 2026\n> \n> brief\n",
		"forwarded by Thunderbird":            "Zie hieronder.\n\n-------- Doorgestuurd bericht --------\nOnderwerp: x\nDatum: Thu, 12 Nov 2026\nVan: Bas <b@elders.example>\nAan: Sanne\n\nbrief\n\nVerstuurd vanaf mijn iPhone\n",
		"a letter with a head":                "Hierbij mijn brief.\n\nVan: Sanne de Vrij\nAan: de commissie\nDatum: 12 november 2026\nOnderwerp: klacht\n\nGeachte commissie,\n",
		"a sentence about who wrote":          "Op 12 november 2026 om 10:00 schreef de heer Bos mij het volgende:\n\nU hoeft niet meer te komen.\n\nDat vond ik erg.\n",
		"a sentence with an address, English": "I was told on 12 November.\nOn 13 November your colleague wrote to me:\nDo not come.\n",
		"a list with signs":                   "Mijn punten:\n> te laat\n> niet beleefd\n",
		"a quotation in the middle":           "U schreef:\n> Kunt u dinsdag?\nen dat kan.\n",
		"dashes":                              "Mijn klacht\n-----------\nHet was koud.\n",
		"a word about an iPhone":              "Ik heb het bewijs.\nVerstuurd vanaf mijn telefoon kwam het niet aan.\n",
	} {
		if got, quoted := inmail.SplitReply(text); got != text || quoted != "" {
			t.Errorf("%s: own is %q", name, got)
		}
	}
}

// TestOwnWords: Outlook forwards as it replies; only the subject tells.
func TestOwnWords(t *testing.T) {
	text := own + quotations["Outlook"]
	for subject, cut := range map[string]bool{"RE: Uw klacht": true, "": true, "FW: Uw klacht": false, "Doorst: Uw klacht": false, "Fwd: RE: Uw klacht": false} {
		m := inmail.Message{Subject: subject, Text: text}
		if got, _ := m.OwnWords(); (got != text) != cut {
			t.Errorf("%q: own is %q", subject, got)
		}
	}
}

// splits is what holds of any text.
func splits(t interface{ Errorf(string, ...any) }, text string) {
	own, quoted := inmail.SplitReply(text)
	if own+quoted != text {
		t.Errorf("bytes were lost of %q", text)
	}
	if strings.TrimSpace(own) == "" && strings.TrimSpace(text) != "" {
		t.Errorf("nothing is left of %q", text)
	}
	if again, more := inmail.SplitReply(own); again != own {
		t.Errorf("%q was cut again of %q", more, own)
	}
}

// TestSplitReplyKeepsAll: of lines in any order no byte is lost, and not
// everything is called quoted.
func TestSplitReplyKeepsAll(t *testing.T) {
	pool := []string{"", " ", "Ja.", "> Nee.", ">", own, inmail.ReplyMarker}
	for _, q := range quotations {
		pool = append(pool, q)
		pool = append(pool, strings.Split(q, "\n")...)
	}
	rapid.Check(t, func(t *rapid.T) {
		splits(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pool), 0, 30).Draw(t, "lines"), rapid.SampledFrom([]string{"\n", "\r\n", "\r", ""}).Draw(t, "end")))
	})
}

// TestSplitReplyIsSoon: 1 MB in the shapes that could make it slow.
func TestSplitReplyIsSoon(t *testing.T) {
	for _, l := range []string{"\n", "> x\n", "Op 1 schreef a@b:\n", "Op 1 schreef a:\n\n", "Op 1 schreef a:\n> x\n", "Van: a@b\n", "Van: a@b\nVerzonden: 1\nAan: b\n", "Verstuurd vanaf mijn x\n", "-----Original Message-----\n> x\nja\n",
		"Op 1 schreef " + strings.Repeat("x", 300) + "\n", inmail.ReplyMarker + "\n\n\n> x\nja\n", "_____\n", "Op"} {
		busy := func(size int) time.Duration {
			text := "Ja.\n" + strings.Repeat(l, size/len(l))
			return testkit.Busy(t, func() { splits(t, text) })
		}
		// four times the text takes four times as long on any machine; by its square it would be sixteen
		if quarter, whole := busy(1<<18), busy(1<<20); whole > 8*quarter+budget {
			t.Errorf("%q took %v, and a quarter of it %v", l, whole, quarter)
		}
	}
}
