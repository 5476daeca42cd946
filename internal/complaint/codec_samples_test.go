package complaint_test

import (
	"time"

	"wederhoor/internal/complaint"
)

// meaning is what each sample in testdata/history means, by the name of its file:
// the kind, or the kind and what came later. Between them the samples of a kind
// fill every field, so that none can change its name or place unseen.
var meaning = map[string]complaint.Event{
	string(complaint.KindReceived): complaint.Received{Ref: "K-2024-007", Procedure: "seed", Version: 3, Channel: complaint.ChannelForm, Written: true,
		From: complaint.FromParticipant, Lang: "nl", Anonymous: true, CodeGiven: true, PreferCall: true, Suspect: true,
		Story: "De zaal was koud.", RemedySought: "Lesgeld terug.", About: "zaal in Utrecht",
		Attachments: []complaint.Attachment{{ID: "a1", Name: "foto.jpg", Size: 12345, Type: "image/jpeg"}},
		Name:        "Noor Voorbeeld", Email: "noor@example.org", Phone: "06 00 00 00 00"},
	string(complaint.KindReported):   complaint.Reported{Reporter: "m1"},
	string(complaint.KindAction):     complaint.ActionTaken{Nothing: true, Codes: []string{"apology", "refund"}, Text: "Excuses gemaakt.", Reached: true},
	string(complaint.KindSubject):    complaint.SubjectNamed{Member: "m2", Name: "T. Rainer"},
	"subject_named.suspected":        complaint.SubjectNamed{Member: "m2", Suspected: true},
	string(complaint.KindRecused):    complaint.Recused{Member: "m4", Reason: "Broer van de klager."},
	string(complaint.KindHandedOver): complaint.HandedOver{From: "m3", To: "m4"},
	string(complaint.KindGlassBroken): complaint.GlassBroken{Member: "m6", Until: time.Date(2024, 12, 24, 9, 30, 0, 0, time.UTC),
		Reason: "De hoofdtrainer is ziek en de klager belt."},
	string(complaint.KindCleared): complaint.SubjectCleared{Member: "m2", Reason: "Naamgenoot."},
	string(complaint.KindDiscussed): complaint.Discussed{With: []complaint.MemberID{"m3", "m4"}, Acknowledger: "m3",
		Agreed: "Eerst de verhuurder bellen."},
	string(complaint.KindReaders): complaint.ReadersChanged{Added: []complaint.MemberID{"m5"}, Removed: []complaint.MemberID{"m4"}},
	string(complaint.KindHandler): complaint.HandlerAssigned{Handler: "m3"},
	string(complaint.KindAcknowledged): complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-31"),
		Letter: "l1", Action: "Kachel gemaakt."},
	string(complaint.KindContacted): complaint.Contacted{Attempt: true, How: complaint.ChannelPhone, Summary: "Voicemail ingesproken."},
	string(complaint.KindHeard): complaint.Heard{Member: "m2", Agreed: true, How: complaint.ChannelConversation, Statement: "Ik stond in de file.",
		Name: "T. Rainer"},
	string(complaint.KindExtended): complaint.Extended{Date: on("2025-01-10"), Letter: "l2", Consent: true, SubjectTold: on("2024-12-30"),
		Reason: "De verhuurder antwoordt later."},
	string(complaint.KindDecided): complaint.Decided{Finding: complaint.PartlyUpheld, AtIntake: true, Reason: "De kachel was stuk.",
		Remedies: []complaint.Remedy{{Text: "Lesgeld terug", Owner: "m3", By: on("2025-01-31")}, {Text: "Excuses"}}},
	string(complaint.KindResponded):    complaint.Responded{Letter: "l3", ByAction: true, Text: "U krijgt het lesgeld terug."},
	string(complaint.KindRemedyDone):   complaint.RemedyDone{Index: 1},
	string(complaint.KindAccepted):     complaint.Accepted{Satisfied: true, How: complaint.ChannelEmail, Words: "Dank u."},
	string(complaint.KindWithdrawn):    complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Het is uitgepraat."},
	string(complaint.KindInadmissible): complaint.RuledInadmissible{Letter: "l4", Reason: "Al eerder behandeld."},
	string(complaint.KindExcepted):     complaint.Excepted{Step: complaint.TermRespond, Reason: "Niet mogelijk: anoniem."},
	"corrected.code":                   complaint.Corrected{Field: complaint.FieldCategory, Reason: "Gaat over de zaal.", Code: "location", WasCode: "other"},
	string(complaint.KindCorrected):    complaint.Corrected{Field: complaint.FieldName, Reason: "Verkeerd verstaan.", Now: "Noor Voorbeeld", Was: "Nora Voorbeeld"},
	string(complaint.KindNoted):        complaint.Noted{Text: "Terugbellen na vier uur."},
	"received.automatic":               complaint.Received{Ref: "2026-4711", Procedure: "seed", Version: 4, Channel: complaint.ChannelEmail, Written: true, Automatic: true, Story: "Cijfer: 2", Email: "formulier@example.org"},
	"message_received.automatic":       complaint.MessageReceived{Channel: complaint.ChannelEmail, Automatic: true, Text: "Ik ben er tot maandag niet."},
	string(complaint.KindMessageRead):  complaint.MessageRead{Note: "Alleen een dankwoord."},
	string(complaint.KindMessage): complaint.MessageReceived{Channel: complaint.ChannelForm, Text: "Nog een foto.",
		Attachments: []complaint.Attachment{{ID: "a2", Name: "foto2.jpg", Size: 678, Type: "image/jpeg"}}},
	string(complaint.KindClosed):   complaint.Closed{Reason: "Afgehandeld."},
	string(complaint.KindReopened): complaint.Reopened{Reason: "De terugbetaling bleef uit."},
	string(complaint.KindLetter): complaint.LetterWritten{ID: "l3", Purpose: complaint.LetterResponse, Via: complaint.ViaEmail, Lang: "nl",
		MessageID: "<l3@klachten.example.org>", Signer: "m3", Parts: []complaint.Part{complaint.PartDecision, complaint.PartReason},
		Subject: "Uw klacht K-2024-007", Text: "Geachte mevrouw Voorbeeld, …", Name: "Noor Voorbeeld", To: "noor@example.org"},
	"letter_written.code": complaint.LetterWritten{ID: "l1", Purpose: complaint.LetterAcknowledgement, Via: complaint.ViaPost, Lang: "nl",
		Signer: "m3", HoldsCode: true, Text: "Geachte mevrouw Voorbeeld, …"},
	string(complaint.KindDelivered): complaint.LetterDelivered{ID: "l3", How: complaint.ViaPost},
	"letter_failed.bounced":         complaint.LetterFailed{ID: "l3", Bounced: true, Reason: "5.1.1"},
	string(complaint.KindRecalled):  complaint.LetterRecalled{ID: "l3"},
	string(complaint.KindResent):    complaint.LetterResent{ID: "l3"},
	string(complaint.KindFailed):    complaint.LetterFailed{ID: "l3", Uncertain: true, Reason: "mailbox unknown (550 5.1.1)"},
}
