package template

import (
	"fmt"
	"sync"
)

// Text is every sentence of the public pages in one language. Both languages
// stand side by side in the files text_*.go: a sentence without a translation
// does not compile, and a test finds a field that was forgotten.
type Text struct {
	lang string

	Skip, ErrorPrefix, ErrorKept, Optional, Complaints, LanguageChoice                    string
	ProcedureLink, PrivacyLink, AccessibilityLink, StatusLink, KeptTitle                  string
	KeptHint, CopyCode, RatherTalk, CallUs, Print, DownloadPDF, TheConfidant, ConfidantIs string
	ConfidantTalk, Back, Done, DoneHint, DoneTitle, DoneLead                              string

	Form          FormText
	Questionnaire QuestionnaireText
	Receipt       ReceiptText
	Entry         EntryText
	Status        StatusText
	Side, SideJe  SideText // of whom it is about: outside the team, and in it
	Contact       ContactText
	Request       RequestText
	Confidant     ConfidantText
	Check         CheckText
	Message       MessageText
	MessageJe     MessageText
	Procedure     ProcedureText
	Privacy       PrivacyText
	Accessibility AccessibilityText
	Report        ReportText
}

// in picks the language: both are required, so neither can be forgotten.
type in func(nl, en string) string

var (
	dutch   = sync.OnceValue(func() *Text { return newText("nl", func(nl, _ string) string { return nl }) })
	english = sync.OnceValue(func() *Text { return newText("en", func(_, en string) string { return en }) })
)

func newText(lang string, t in) *Text {
	return &Text{
		lang:              lang,
		Skip:              t("Ga naar de inhoud", "Skip to content"),
		ErrorPrefix:       t("Fout:", "Error:"),
		ErrorKept:         t("Wat er al was ingevuld, staat er nog.", "What you filled in is still here."),
		Optional:          t("niet verplicht", "optional"),
		Complaints:        t("Klachten", "Complaints"),
		LanguageChoice:    t("Taal", "Language"),
		ProcedureLink:     t("Onze klachtenprocedure", "Our complaints procedure"),
		PrivacyLink:       t("Privacy", "Privacy"),
		AccessibilityLink: t("Toegankelijkheid", "Accessibility"),
		StatusLink:        t("Volg uw klacht", "Follow your complaint"),
		KeptTitle:         t("Al toegevoegd", "Already added"),
		KeptHint:          t("Haal het vinkje weg als een bestand niet mee moet.", "Untick a file to leave it out."),
		CopyCode:          t("Kopieer de code", "Copy the code"),
		RatherTalk:        t("Liever praten?", "Would you rather talk?"),
		CallUs:            t("Bel ons:", "Call us:"),
		Print:             t("Print", "Print"),
		DownloadPDF:       t("Download als pdf", "Download as PDF"),
		TheConfidant:      t("De vertrouwenspersoon", "The confidant"),
		ConfidantIs:       t("werkt niet bij ons", "does not work for us"),
		ConfidantTalk:     t("U mag ook eerst bellen om te overleggen. Wij horen daar niets over.", "You may also call first to talk it over. We will not hear about it."),
		Back:              t("Terug", "Back"),
		Done:              t("Klaar? Sluit deze pagina", "Finished? Leave this page"),
		DoneHint:          t("Zit u op een computer van iemand anders? Sluit daarna ook het venster.", "Are you on somebody else's computer? Then close the window too."),
		DoneTitle:         t("U bent klaar", "You are done"),
		DoneLead:          t("Sluit nu dit venster. Dan kan niemand na u met de knop ‘terug’ zien wat hier stond. Uw code werkt nog.", "Now close this window. Then nobody after you can use the back button to see what was here. Your code still works."),
		Form:              formText(t),
		Questionnaire:     questionnaireText(t),
		Receipt:           receiptText(t),
		Entry:             entryText(t),
		Status:            statusText(t),
		Side:              sideText(func(u, _, en string) string { return t(u, en) }),
		SideJe:            sideText(func(_, je, en string) string { return t(je, en) }),
		Contact:           contactText(t),
		Request:           requestText(t),
		Confidant:         confidantText(t),
		Check:             checkText(t),
		Message:           messageText(func(u, _, en string) string { return t(u, en) }),
		MessageJe:         messageText(func(_, je, en string) string { return t(je, en) }),
		Procedure:         procedureText(t),
		Privacy:           privacyText(t),
		Accessibility:     accessibilityText(t),
		Report:            reportText(t),
	}
}

// ErrorHead is the heading above the mistakes of a form.
func (t *Text) ErrorHead(n int) string {
	switch {
	case t.lang == "en" && n == 1:
		return "Please look at one thing again"
	case t.lang == "en":
		return fmt.Sprintf("Please look at %d things again", n)
	case n == 1:
		return "Kijk nog even naar één ding"
	}
	return "Kijk nog even naar " + number(n) + " dingen"
}

// Confidential is the promise in the footer.
func (t *Text) Confidential(org string) string {
	if org == "" {
		org = map[bool]string{true: "We", false: "Onze organisatie"}[t.lang == "en"]
	}
	if t.lang == "en" {
		return org + " will treat your complaint confidentially."
	}
	return org + " behandelt uw klacht vertrouwelijk."
}
