package letter_test

import (
	"maps"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
)

// frame is complaint 2026-4071 of a fictional training firm.
func frame(lang string) letter.Frame {
	return letter.Frame{
		Lang: lang, Organisation: "Voorbeeld Trainingen", Phone: "020 000 00 00",
		Address: "Voorbeeldstraat 1, 1234 AB Voorbeeldstad", Site: "https://klachten.voorbeeld.example",
		Ref: "2026-4071", Reader: "Anneke Visser",
		ReceivedOn: calendar.On(2026, 11, 16), Channel: complaint.ChannelPhone,
		About:  "de training ‘Lastige gesprekken’ op 12 november",
		Signer: "Joris Hamel", SignerRole: "trainer",
		Code: "KTMR-7X4Q-92HD-3PWV", Today: calendar.On(2026, 11, 17),
	}
}

func anonymous(f letter.Frame) letter.Frame {
	f.Reader, f.Channel, f.Code = "", complaint.ChannelEvaluation, ""
	return f
}

func late(f letter.Frame) letter.Frame {
	f.Today = calendar.On(2026, 11, 25)
	return f
}

var (
	due = calendar.On(2026, 11, 23)
	yes = true

	bodies = []complaint.AppealBody{
		{Kind: "confidant", Name: "mr. Ilse Terpstra", Phone: "020 000 00 01", Email: "beroep@terpstra.example",
			Website: "terpstra.example", Within: calendar.Length{N: 6, Unit: calendar.Weeks}, Binding: &yes},
		{Kind: "disputes_committee", Name: "Geschillencommissie Voorbeeld", Website: "geschillen.example"},
	}

	action = letter.Acknowledgement{Kind: complaint.AcknowledgeAction, Due: due, Personal: "Goed dat u meteen belde.",
		Action: "Joris heeft u aan de telefoon zijn excuses aangeboden.\nUw groep krijgt op 3 december een extra ochtend, zonder kosten."}
	promise  = letter.Acknowledgement{Kind: complaint.AcknowledgePromise, Due: due, Promise: due, Appeal: bodies, ProcedureNamesAppealHere: true}
	holding  = letter.Holding{Progress: "We hebben de trainer gesproken.\nDe planner spreken we nog.", Steps: "Morgen praten we met de planner.", Due: due, Appeal: bodies}
	closing  = letter.Closing{End: letter.EndWithdrawn, On: calendar.On(2026, 11, 16), Done: "De zaal is warm.\nU kreeg excuses.", KeptTo: calendar.On(2028, 11, 17), Appeal: bodies}
	followed = letter.FollowUp{Kind: "confidant", Name: "mr. Ilse Terpstra", On: calendar.On(2026, 11, 16), Against: complaint.AgainstDecision, Outcome: complaint.AppealRevised, Binding: true,
		What: "We betalen uw lesgeld terug.\nDe trainer belt u.", By: calendar.On(2026, 12, 3), Appeal: bodies}
	invited   = letter.Invitation{Substance: "De training begon een uur later dan was afgesproken.\nDe groep hoorde niets.", By: calendar.On(2026, 11, 27)}
	extension = letter.Extension{Date: calendar.On(2026, 11, 27), WasDue: due, Appeal: bodies,
		Reason: "De intervisor is deze week ziek. We willen eerst van hem horen wat er is misgegaan."}
)

func response(f complaint.Finding) letter.Response {
	return letter.Response{Finding: f, Appeal: bodies, Words: "Dank u wel voor het prettige gesprek van donderdag.",
		Reason: "De trainer stond in de file en belde niemand. Dat had wel gemoeten.",
		Remedies: []letter.Remedy{
			{Text: "Uw groep krijgt een extra ochtend, zonder kosten.", By: calendar.On(2026, 12, 3), Who: "Joris Hamel"},
			{Text: "Elke trainer krijgt een noodnummer", By: calendar.On(2027, 1, 8)},
		}}
}

// everyLetter is each letter, early and late, to somebody known and unknown.
// keptFor is how long things are kept, in words.
var keptFor = map[string]string{"nl": "2 jaar", "en": "2 years"}

func everyLetter(lang string) map[string]letter.Text {
	all := map[string]letter.Text{
		"staff-new":         letter.StaffNotice(lang, "Voorbeeld Trainingen", "2026-4071", "https://klachten.voorbeeld.example/staff", "new"),
		"staff-acknowledge": letter.StaffNotice(lang, "Voorbeeld Trainingen", "", "https://klachten.voorbeeld.example/staff", "acknowledge"),
		"staff-glass":       letter.StaffNotice(lang, "Voorbeeld Trainingen", "", "https://klachten.voorbeeld.example/staff", "glass"),
		"address-asked":     letter.AddressAsked(frame(lang)),
		"address-link":      letter.AddressLink(frame(lang), "https://klachten.voorbeeld.example/status/address?token=abc"),
		"room-answered":     letter.RoomAnswered(frame(lang), "https://klachten.voorbeeld.example/confidant"),
		"staff-message":     letter.StaffNotice(lang, "Voorbeeld Trainingen", "", "https://klachten.voorbeeld.example/staff", "message"),
		"staff-appeal":      letter.StaffNotice(lang, "Voorbeeld Trainingen", "", "https://klachten.voorbeeld.example/staff", "appeal"),
		"staff-failed":      letter.StaffNotice(lang, "Voorbeeld Trainingen", "2026-4071", "https://klachten.voorbeeld.example/staff", "failed"),
		"staff-other":       letter.StaffNotice(lang, "Voorbeeld Trainingen", "", "", "?"),
		"proof": letter.Proof(lang, "Voorbeeld Trainingen", "maandag 16 november, 16.40 uur", "KTMR-7X4Q-92HD-3VNE", "https://klachten.voorbeeld.example/receipt-check",
			complaint.Filing{Ref: "2026-4071", Story: strings.Repeat("ab", 32), Files: []complaint.Attachment{{Name: "foto.jpg", Size: 345, SHA256: strings.Repeat("0f", 32)}, {Name: "oud.pdf", Size: 12}}}),
	}
	for _, kind := range []string{"mailbox_silent", "mail_unsettled", "ledger_differs", "secret_ends", "letter_failed", "?"} {
		all["alarm-"+strings.ReplaceAll(strings.ReplaceAll(kind, "_", "-"), "?", "other")] = letter.AlarmNotice(lang, "Voorbeeld Trainingen", "https://klachten.voorbeeld.example/staff", kind, due, "14:05")
	}
	if lang == "nl" {
		all["staff-link"] = letter.SignInLink("Voorbeeld Trainingen", "https://klachten.voorbeeld.example/staff/sign-in/link?token=abc")
		all["proof-mail"] = letter.ProofMail(letter.Checkpoint{Organisation: "Voorbeeld Trainingen", Email: "privacy@voorbeeld.example", Phone: "024 000 0000", On: due, Events: 1204,
			Note: "wederhoor/k2\n1204\nrP8+0x5=\naccess-log 88 qP8+0x5=\n\n— wederhoor/k2 qT3=\n", Verifier: "wederhoor/k2+0a1b2c3d+AbCd"})
		all["staff-restored"] = letter.AccessRestored("Voorbeeld Trainingen", "https://klachten.voorbeeld.example/staff/account")
	}
	for who, known := range map[string]letter.Frame{"known": frame(lang), "anonymous": anonymous(frame(lang))} {
		lateExtension, named := extension, extension
		lateExtension.Late, named.NameAppeal = true, true
		short := holding
		short.Steps, short.Due, short.NameAppeal = "", calendar.Date{}, true
		maps.Copy(all, map[string]letter.Text{
			"acknowledge-action-early-" + who:  letter.Acknowledge(known, action),
			"acknowledge-action-late-" + who:   letter.Acknowledge(late(known), action),
			"acknowledge-promise-early-" + who: letter.Acknowledge(known, promise),
			"acknowledge-promise-late-" + who:  letter.Acknowledge(late(known), promise),
			"extend-early-" + who:              letter.Extend(known, extension),
			"extend-late-" + who:               letter.Extend(late(known), lateExtension),
			"extend-named-" + who:              letter.Extend(known, named),
			"hold-early-" + who:                letter.Hold(known, holding),
			"hold-late-" + who:                 letter.Hold(late(known), holding),
			"hold-no-day-" + who:               letter.Hold(known, short),
			"close-withdrawn-" + who:           letter.Close(known, closing),
			"close-satisfied-" + who:           letter.Close(known, letter.Closing{End: letter.EndSatisfied, KeptTo: closing.KeptTo, Appeal: bodies, NameAppeal: true}),
			"close-answered-" + who:            letter.Close(known, letter.Closing{End: letter.EndAnswered, Appeal: bodies, NameAppeal: true}),
			"close-other-" + who:               letter.Close(known, letter.Closing{Done: "We spraken elkaar."}),
			"pack-complainant-" + who:          letter.GivePack(known, letter.Pack{As: complaint.AskerComplainant, Asked: due, Kept: keptFor[lang], From: "closing", Mail: true, Left: true}),
			"pack-subject-" + who:              letter.GivePack(known, letter.Pack{As: complaint.AskerSubject, Asked: due, Kept: keptFor[lang], From: "receipt", Given: []string{"De Voorbeeldcommissie"}}),
			"pack-witness-" + who:              letter.GivePack(known, letter.Pack{As: complaint.AskerWitness, Asked: due}),
			"pack-later-" + who:                letter.RequestLater(known, complaint.RightAccess, due, due, "Het dossier is groot."),
			"pack-refused-" + who:              letter.RefuseRequest(known, complaint.RightAccess, due, "Alles gaat over iemand anders."),
			"invite-" + who:                    letter.Invite(known, invited),
			"inadmissible-" + who:              letter.Inadmissible(known, "Dit gaat over een training van een ander bureau.", bodies),
			"receipt-early-" + who:             letter.Receipt(known, due),
			"receipt-late-" + who:              letter.Receipt(late(known), due),
		})
		for _, right := range complaint.Rights()[1:] {
			all["request-later-"+right.Code()+"-"+who] = letter.RequestLater(known, right, due, due, "We zoeken het uit.")
			all["request-refused-"+right.Code()+"-"+who] = letter.RefuseRequest(known, right, due, "Zo is het ons verteld.")
			all["request-granted-"+right.Code()+"-"+who] = letter.GrantRequest(known, right, due, "Er staat nu dinsdag.")
		}
		for _, outcome := range []complaint.AppealOutcome{complaint.AppealRevised, complaint.AppealPartlyRevised, complaint.AppealMediated} {
			u := followed
			u.Outcome = outcome
			all["follow-"+strings.ReplaceAll(string(outcome), "_", "-")+"-"+who] = letter.Follow(known, u)
		}
		u := followed
		u.Kind, u.Name, u.Against, u.Binding = "disputes_committee", "Geschillencommissie Voorbeeld", complaint.AgainstSilence, false
		all["follow-silence-"+who] = letter.Follow(known, u)
		u.Outcome, u.Name, u.On = complaint.AppealPartlyRevised, "", calendar.Date{}
		all["follow-silence-partly-"+who] = letter.Follow(known, u)
		for _, finding := range findings {
			all["respond-"+string(finding)+"-"+who] = letter.Respond(known, response(finding))
		}
	}
	return all
}

var findings = []complaint.Finding{complaint.Upheld, complaint.PartlyUpheld, complaint.NotUpheld, complaint.NoFinding, complaint.Resolved}

var languages = []string{"nl", "en"}

func names(all map[string]letter.Text) []string { return slices.Sorted(maps.Keys(all)) }
