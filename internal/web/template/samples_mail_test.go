package template

func mailSamples() map[string]Page {
	desk := MailDesk{Staff: staff("mail"), Summary: "Twee e-mails wachten op jouw oordeel.", Leads: true,
		Names: Names{FormKey: FormKey{Key: "k-9"}, Any: true, Action: "/staff/names", Back: "/staff/mail"},
		Waiting: []MailTask{
			{Since: "Gisteren 9.31", Datetime: "2026-11-16T09:31", Subject: "Rekening, klacht 2026-038", URL: "/staff/mail/m1", From: "naam verborgen", Begin: "Het gaat om de post ‘extra uren’ op blad twee.", Why: "In het onderwerp staat het nummer van een klacht.", ToDo: "Hoort de e-mail daarbij? Leg hem dan in dat dossier."},
			{Since: "Vandaag 8.05", Datetime: "2026-11-17T08:05", Subject: "E-mail zonder onderwerp", URL: "/staff/mail/m2", From: "Jolien Akkerman, j.akkerman@elders.example", Why: "Er staat niets in en er zit niets bij.", ToDo: "Vraag de afzender wat die wilde zeggen."},
		},
		Sending: []MailBox{{Address: "Versturen", Read: "Voor het laatst verstuurd: vandaag 9.40.", Notes: []Note{{Text: "Er ligt e-mail klaar die al weg moest, sinds vandaag 8.10.", Tone: "late", Icon: "alert"}}}},
		Boxes: []MailBox{
			{Address: "klachten@voorbeeld.example", Read: "Voor het laatst gelezen: vandaag 9.30.", Counted: "123 berichten in de mailbox, alle 123 staan in het register."},
			{Address: "info@voorbeeld.example", Read: "Nog niet gelezen.", Notes: []Note{{Text: "De mailserver neemt het wachtwoord niet aan. Vraag wie de mail beheert om een nieuw.", Tone: "late", Icon: "alert"}, {Text: "Het wachtwoord van deze mailbox verloopt op 3 december 2026.", Tone: "soon", Icon: "clock"}}},
		},
		Balance: "Er kwamen 14 e-mails binnen. Elke e-mail telt hier één keer mee.", Counts: []Fact{{"Klachten", "11"}, {"Wachten op een oordeel", "2"}, {"Niet aangenomen", "1"}, {"Samen", "14"}},
		Ledger: []MailLine{
			{When: "vandaag 8.05", Datetime: "2026-11-17T08:05", What: "Wacht op een oordeel", Why: "Er staat niets in en er zit niets bij.", Link: Link{Label: "Bekijk", URL: "/staff/mail/m2"}},
			{When: "gisteren 14.10", Datetime: "2026-11-16T14:10", What: "Klacht", Link: Link{Label: "Klacht 2026-042", URL: "/staff/complaints/2026-042"}},
			{When: "13 nov 9.02", Datetime: "2026-11-13T09:02", What: "Kwam al eerder binnen"},
		}}
	empty := MailDesk{Staff: staff("mail"), Balance: "Er kwam nog geen e-mail binnen.", Leads: true}
	confidant := MailDesk{Staff: staff("mail"), Summary: "Eén e-mail wacht op jouw oordeel.", Waiting: desk.Waiting[1:]}
	judged := empty
	judged.Errors = []ErrorLine{{"", "Iemand was je voor: deze e-mail is al beoordeeld."}}
	opened := MailOpened{Staff: staff("mail"), FormKey: FormKey{Key: "k-8", Version: "parked"}, Crumb: Link{Label: "Binnengekomen e-mail", URL: "/staff/mail"}, URL: "/staff/mail/m1", Subject: "Rekening, klacht 2026-038",
		Line: "Maandag 16 november, 9.31 uur", Tags: []Tag{{Text: "afzender niet bewezen"}}, Why: Note{Text: "In het onderwerp staat het nummer van een klacht. Hoort de e-mail daarbij? Leg hem dan in dat dossier.", Tone: "soon"},
		Mail: Voice{Who: Who{Initials: "MS", Name: "Marit Smit"}, Role: "marit.smit@elders.example", When: "Maandag 16 november, 9.31 uur", Datetime: "2026-11-16T09:31", Text: "Dag,\n\nHet gaat om de post ‘extra uren’ op blad twee."}, Quoted: "Op 12 november schreef u:\n\nWe zoeken het uit.",
		Attachments: []FileRow{{Name: "rekening.pdf", When: "120 kB"}}, Problems: []string{"Sommige letters kunnen verkeerd staan."}, BelongsHere: true, Number: Field{Value: "2026-038"}, Numbers: []string{"2026-038", "2026-042"}}
	bad := opened
	bad.Errors = []ErrorLine{{"ref", "Dit nummer kunnen we niet gebruiken."}, {"reason", "Schrijf op waarom."}}
	refused := MailOpened{Staff: staff("mail"), FormKey: FormKey{Key: "k-7", Version: "refused"}, Crumb: opened.Crumb, URL: "/staff/mail/m3", Subject: "E-mail zonder onderwerp", Line: opened.Line,
		Mail: Voice{Who: Who{Name: "zonder afzender"}, Datetime: "2026-11-16T09:31"}, Refused: Note{Text: "Deze e-mail is gisteren 9.31 niet aangenomen. Iemand keek ernaar: geen klacht. De reden: reclame."}}
	return map[string]Page{"mail-desk": desk, "mail-desk-empty": empty, "mail-desk-confidant": confidant, "mail-desk-judged": judged, "mail-opened": opened, "mail-opened-bad": bad, "mail-opened-refused": refused}
}
