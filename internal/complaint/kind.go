package complaint

// Kinds in storage. Stable for ever: see docs/event-log.md.
const (
	KindReceived     Kind = "received"
	KindReported     Kind = "reported"
	KindAction       Kind = "action_taken"
	KindSubject      Kind = "subject_named"
	KindCleared      Kind = "subject_cleared"
	KindRecused      Kind = "recused"
	KindHandedOver   Kind = "handed_over"
	KindGlassBroken  Kind = "glass_broken"
	KindDiscussed    Kind = "discussed"
	KindReaders      Kind = "readers_changed"
	KindHandler      Kind = "handler_assigned"
	KindAcknowledged Kind = "acknowledged"
	KindContacted    Kind = "contacted"
	KindHeard        Kind = "heard"
	KindExtended     Kind = "extended"
	KindDecided      Kind = "decided"
	KindResponded    Kind = "responded"
	KindRemedyDone   Kind = "remedy_done"
	KindAccepted     Kind = "accepted"
	KindWithdrawn    Kind = "withdrawn"
	KindInadmissible Kind = "inadmissible"
	KindExcepted     Kind = "excepted"
	KindCorrected    Kind = "corrected"
	KindNoted        Kind = "noted"
	KindMessage      Kind = "message_received"
	KindMessageRead  Kind = "message_read"
	KindClosed       Kind = "closed"
	KindReopened     Kind = "reopened"
	KindLetter       Kind = "letter_written"
	KindDelivered    Kind = "letter_delivered"
	KindFailed       Kind = "letter_failed"
	KindRecalled     Kind = "letter_recalled"
	KindResent       Kind = "letter_resent"
	KindSideAsked    Kind = "side_asked"
	KindSideClosed   Kind = "side_closed"
	KindHearingSet   Kind = "hearing_set"
	KindReport       Kind = "hearing_reported"
	KindReportSaid   Kind = "report_answered"
	KindDutyWaived   Kind = "duty_waived"
	KindAppealed     Kind = "appealed"
	KindAppealEnded  Kind = "appeal_ended"
	KindFollowed     Kind = "appeal_followed"
	KindReviewed     Kind = "reviewed"
	KindHoldPlaced   Kind = "hold_placed"
	KindHoldLifted   Kind = "hold_lifted"
	KindProposed     Kind = "erasure_proposed"
	KindConfirmed    Kind = "erasure_confirmed"
	KindStopped      Kind = "erasure_stopped"
	KindErased       Kind = "erased"

	KindRedactionProposed Kind = "redaction_proposed"
	KindRedactionStopped  Kind = "redaction_stopped"
	KindRedacted          Kind = "redacted"
	KindRectified         Kind = "rectified"
	KindRestricted        Kind = "restricted"
	KindRestrictionLifted Kind = "restriction_lifted"
	KindAccessRequested   Kind = "access_requested"
	KindAccessExtended    Kind = "access_extended"
	KindPackMade          Kind = "pack_made"
	KindAccessAnswered    Kind = "access_answered"
)

// Kind implements Event.
func (Received) Kind() Kind          { return KindReceived }
func (Reported) Kind() Kind          { return KindReported }     //nolint:revive // see Received
func (ActionTaken) Kind() Kind       { return KindAction }       //nolint:revive // see Received
func (SubjectNamed) Kind() Kind      { return KindSubject }      //nolint:revive // see Received
func (SubjectCleared) Kind() Kind    { return KindCleared }      //nolint:revive // see Received
func (Recused) Kind() Kind           { return KindRecused }      //nolint:revive // see Received
func (HandedOver) Kind() Kind        { return KindHandedOver }   //nolint:revive // see Received
func (GlassBroken) Kind() Kind       { return KindGlassBroken }  //nolint:revive // see Received
func (Discussed) Kind() Kind         { return KindDiscussed }    //nolint:revive // see Received
func (ReadersChanged) Kind() Kind    { return KindReaders }      //nolint:revive // see Received
func (HandlerAssigned) Kind() Kind   { return KindHandler }      //nolint:revive // see Received
func (Acknowledged) Kind() Kind      { return KindAcknowledged } //nolint:revive // see Received
func (Contacted) Kind() Kind         { return KindContacted }    //nolint:revive // see Received
func (Heard) Kind() Kind             { return KindHeard }        //nolint:revive // see Received
func (Extended) Kind() Kind          { return KindExtended }     //nolint:revive // see Received
func (Decided) Kind() Kind           { return KindDecided }      //nolint:revive // see Received
func (Responded) Kind() Kind         { return KindResponded }    //nolint:revive // see Received
func (RemedyDone) Kind() Kind        { return KindRemedyDone }   //nolint:revive // see Received
func (Accepted) Kind() Kind          { return KindAccepted }     //nolint:revive // see Received
func (Withdrawn) Kind() Kind         { return KindWithdrawn }    //nolint:revive // see Received
func (RuledInadmissible) Kind() Kind { return KindInadmissible } //nolint:revive // see Received
func (Excepted) Kind() Kind          { return KindExcepted }     //nolint:revive // see Received
func (Corrected) Kind() Kind         { return KindCorrected }    //nolint:revive // see Received
func (Noted) Kind() Kind             { return KindNoted }        //nolint:revive // see Received
func (MessageReceived) Kind() Kind   { return KindMessage }      //nolint:revive // see Received
func (MessageRead) Kind() Kind       { return KindMessageRead }  //nolint:revive // see Received
func (Closed) Kind() Kind            { return KindClosed }       //nolint:revive // see Received
func (Reopened) Kind() Kind          { return KindReopened }     //nolint:revive // see Received
func (LetterWritten) Kind() Kind     { return KindLetter }       //nolint:revive // see Received
func (LetterDelivered) Kind() Kind   { return KindDelivered }    //nolint:revive // see Received
func (LetterFailed) Kind() Kind      { return KindFailed }       //nolint:revive // see Received
func (LetterRecalled) Kind() Kind    { return KindRecalled }     //nolint:revive // see Received
func (LetterResent) Kind() Kind      { return KindResent }       //nolint:revive // see Received
func (Appealed) Kind() Kind          { return KindAppealed }     //nolint:revive // see Received
func (AppealEnded) Kind() Kind       { return KindAppealEnded }  //nolint:revive // see Received
func (AppealFollowed) Kind() Kind    { return KindFollowed }     //nolint:revive // see Received
func (Reviewed) Kind() Kind          { return KindReviewed }     //nolint:revive // see Received

// Channel is how something came in or was said (R8).
type Channel string

// Channels, in the order forms offer them.
const (
	ChannelConversation Channel = "conversation"
	ChannelPhone        Channel = "phone"
	ChannelEmail        Channel = "email"
	ChannelLetter       Channel = "letter"
	ChannelForm         Channel = "form"
	ChannelEvaluation   Channel = "evaluation"
	ChannelSocial       Channel = "social"
	ChannelMessage      Channel = "message"
	ChannelThirdParty   Channel = "third_party"
	ChannelOther        Channel = "other"
)

// channels lists every channel; an unknown one is refused at the edge.
var channels = []Channel{ChannelConversation, ChannelPhone, ChannelEmail, ChannelLetter, ChannelForm,
	ChannelEvaluation, ChannelSocial, ChannelMessage, ChannelThirdParty, ChannelOther}

// Written reports whether what comes in this way is in writing (Wkkgz start).
func (c Channel) Written() bool {
	return c != ChannelConversation && c != ChannelPhone && c != ChannelThirdParty && c != ChannelOther
}

// ComplainantKind says what the complainant is to the organisation (R3).
type ComplainantKind string

// Kinds of complainant.
const (
	FromClient      ComplainantKind = "client"      // opdrachtgever: commissions and pays
	FromParticipant ComplainantKind = "participant" // cliënt: takes part
	FromOther       ComplainantKind = "other"
	FromUnknown     ComplainantKind = "unknown"
)

// AcknowledgementKind is one of the two things an acknowledgement may hold (S10).
type AcknowledgementKind string

// The two kinds; exactly one is chosen.
const (
	AcknowledgeAction  AcknowledgementKind = "action"
	AcknowledgePromise AcknowledgementKind = "promise"
)

// Finding is what the decision says about the complaint.
type Finding string

// Findings; resolved is for a complaint that was solved at intake.
const (
	Upheld       Finding = "upheld"
	PartlyUpheld Finding = "partly_upheld"
	NotUpheld    Finding = "not_upheld"
	NoFinding    Finding = "no_finding"
	Resolved     Finding = "resolved"
)

// Founded reports whether the complainant is right, wholly or in part.
func (f Finding) Founded() bool { return f == Upheld || f == PartlyUpheld }

// LetterPurpose says which obligation a letter serves.
type LetterPurpose string

// Purposes of letters.
const (
	LetterAcknowledgement LetterPurpose = "acknowledgement"
	LetterExtension       LetterPurpose = "extension"
	LetterResponse        LetterPurpose = "response"
	LetterInadmissible    LetterPurpose = "inadmissible"
	LetterHolding         LetterPurpose = "holding"
	LetterClosing         LetterPurpose = "closing"
	LetterInvitation      LetterPurpose = "invitation"
	LetterHearing         LetterPurpose = "hearing"
	LetterReport          LetterPurpose = "report"
	LetterSubjectTold     LetterPurpose = "extension_subject" // that the answer takes longer, to whom it is about
	LetterFollowUp        LetterPurpose = "follow_up"
)

// Via is how a letter reaches somebody.
type Via string

// Ways of delivery. Page is the complainant's own page, read with the code.
const (
	ViaEmail Via = "email"
	ViaPost  Via = "post"
	ViaHand  Via = "hand"
	ViaPage  Via = "page"
)

// Field names a value that can be corrected.
type Field string

// Correctable fields. The day of receipt is not one: it fixes the terms.
const (
	FieldTitle    Field = "title"
	FieldCategory Field = "category"
	FieldKind     Field = "complainant_kind"
	FieldName     Field = "name"
	FieldEmail    Field = "email"
	FieldPhone    Field = "phone"
	FieldAbout    Field = "about"
	FieldSeverity Field = "severity"
	FieldCause    Field = "cause"
	FieldOutcome  Field = "appeal_outcome" // of the last appeal that a body outside concluded
)

// categories is the set to start with for training (domain 4.1); "other" never
// refuses anything (R1).
var categories = []string{"content", "level", "trainer", "treatment", "planning", "communication", "location",
	"material", "invoice", "agreements", "assessment", "privacy", "other"}
