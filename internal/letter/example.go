package letter

import (
	"slices"

	"wederhoor/internal/complaint"
)

// Example is a whole letter about an invented complaint, with this text as it is
// typed: what is no placeholder stands in it as it was typed. f brings the
// organisation, the day and the language; appeal is of the procedure in force,
// and names says that it tells the road to appeal in this letter.
func Example(f Frame, n Name, own Own, appeal []complaint.AppealBody, names bool) Text {
	said := examples[f.lang()]
	f.draft, f.Texts = true, map[Name]Own{n: own}
	f.Ref, f.Reader, f.About, f.Channel = "2026-0000", said.reader, said.about, complaint.ChannelPhone
	f.Signer, f.SignerRole, f.Code = said.signer, said.role, "ABCD-EFGH-JKMN-PQRS"
	f.ReceivedOn = f.Today.AddDays(-1)
	due := f.Today.AddDays(6)
	if !slices.ContainsFunc(appeal, complaint.AppealBody.Reachable) {
		appeal = []complaint.AppealBody{{Kind: "confidant", Name: "Sanne Vermeer", Phone: "020 000 00 01"}}
	}
	switch n {
	case AcknowledgeAction:
		return Acknowledge(f, Acknowledgement{Kind: complaint.AcknowledgeAction, Action: said.action, Due: due, Personal: said.words,
			Appeal: appeal, ProcedureNamesAppealHere: names})
	case Extended:
		return Extend(f, Extension{Date: f.Today.AddDays(13), WasDue: due, Reason: said.delay, Appeal: appeal, NameAppeal: names})
	case Held:
		return Hold(f, Holding{Progress: said.progress, Steps: said.steps, Due: due, Appeal: appeal, NameAppeal: names})
	case Responded:
		return Respond(f, Response{Finding: complaint.Upheld, Reason: said.reason, Words: said.words, Appeal: appeal,
			Remedies: []Remedy{{Text: said.remedy, By: due, Who: said.signer}}})
	case NotTaken:
		return Inadmissible(f, said.elsewhere, appeal)
	case Ended:
		return Close(f, Closing{End: EndSatisfied, Done: said.action, KeptTo: f.Today.AddMonths(24), Appeal: appeal, NameAppeal: names})
	case Followed:
		spoke := appeal[len(appeal)-1]
		return Follow(f, FollowUp{Kind: spoke.Kind, Name: spoke.Name, On: f.Today.AddDays(-1), Outcome: complaint.AppealPartlyRevised, What: said.remedy, By: due, Appeal: appeal})
	case Invited:
		return Invite(f, Invitation{Substance: said.substance, By: due})
	case Received:
		return Receipt(f, due)
	}
	return Acknowledge(f, Acknowledgement{Kind: complaint.AcknowledgePromise, Due: due, Promise: due, Personal: said.words,
		Appeal: appeal, ProcedureNamesAppealHere: names})
}

// example is what the invented people of an example say.
type example struct {
	reader, about, signer, role, words, action, delay, reason, remedy, elsewhere, progress, steps, substance string
}

var examples = map[string]example{
	"nl": {"Noor Voorbeeld", "de start van de training", "Robin Voorbeeld", "trainer", "Goed dat u meteen belde.", "We hebben excuses aangeboden.\nDe les wordt ingehaald.",
		"De trainer is deze week ziek. We willen eerst van hem horen wat er misging.", "De trainer kwam te laat en belde niemand. Dat had wel gemoeten.",
		"Uw groep krijgt een extra ochtend.", "Dit gaat over een training van een ander bureau.", "We hebben de trainer gesproken. De planner spreken we nog.",
		"Morgen praten we met de planner. Daarna nemen we een besluit.", "Een training begon later dan afgesproken. Niemand belde de groep."},
	"en": {"Noor Example", "the start of the training", "Robin Example", "trainer", "It is good that you called at once.", "We have apologised.\nThe lesson will be given again.",
		"The trainer is ill this week. We want to hear from him first what went wrong.", "The trainer came late and called nobody. That should have happened.",
		"Your group gets an extra morning.", "This is about a training of another firm.", "We have spoken to the trainer. We have yet to speak to the planner.",
		"Tomorrow we will talk to the planner. Then we will decide.", "A training began later than agreed. Nobody called the group."},
}
