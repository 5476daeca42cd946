// Package staff is what the team sees: Vandaag, the register, a dossier, and a
// form for each act. It translates between pages and the register; it decides
// nothing about the procedure.
package staff

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

type pages struct {
	*kit.Kit
	acts    map[string]act
	signins *register.Tries // wrong tries per network
	account *kit.Brake      // per account and network: slows a guesser, not the owner elsewhere
	mails   *register.Tries // links asked, per network
	begun   *register.Tries // ceremonies with a passkey that were begun, per network
}

// Routes adds the pages for the team.
func Routes(mux *http.ServeMux, k *kit.Kit) {
	p := &pages{Kit: k, acts: acts(), signins: k.Register.Tries("sign-in", 10, time.Minute), account: k.Brake("account"),
		mails: k.Register.Tries("link mails", 20, time.Hour), begun: k.Register.Tries("ceremonies", 60, time.Minute)}
	p.register(mux)
}

// doors are all that is reachable without being recognised. The message of the
// organisation's provider comes from a server: without Origin, so that nothing
// takes it for a form.
func (p *pages) doors() []door {
	seldom := p.seldom("directory", 60, time.Minute)
	return []door{
		{"GET", "/staff/sign-in", p.signIn},
		{"POST", "/staff/sign-in", p.postSignIn},
		{"POST", "/staff/sign-in/passkey/begin", p.beginPasskeySignIn},
		{"POST", "/staff/sign-in/passkey/finish", p.finishPasskeySignIn},
		{"POST", "/staff/sign-out", p.signOut},
		{"POST", "/staff/sign-in/mail", p.postMailLink},
		{"GET", "/staff/sign-in/link", p.mailLink},
		{"POST", "/staff/sign-in/link", seldom(p.postLink)},
		{"GET", "/staff/invitation", p.invitation},
		{"POST", "/staff/invitation", p.postInvitation},
		{"GET", "/staff/reset", p.reset},
		{"POST", "/staff/reset", p.postReset},
		{"GET", "/staff/unlock", p.unlock},
		{"POST", "/staff/unlock", p.postUnlock},
		{"GET", "/staff/sign-in/directory", seldom(p.directorySignIn)},
		{"GET", "/staff/sign-in/directory/callback", seldom(p.directoryCallback)},
		{"POST", "/staff/sign-in/directory/logout", seldom(p.directoryLogout)},
		{"POST", "/staff/invitation/directory", seldom(p.directoryInvitation)},
	}
}

// routes are all the rest. A handler gets the person it works for, so that it
// cannot be reached without one, and each says how much of a proof it takes.
func (p *pages) routes() []route {
	return slices.Concat(p.complaintRoutes(), p.settingsRoutes(), p.accountRoutes(), p.roomRoutes(), p.questionnaireRoutes(), p.reviewRoutes(), []route{{"", "/staff/", p.absent, link}})
}

func (p *pages) complaintRoutes() []route {
	return []route{
		{"GET", "/staff", p.today, link},
		{"GET", "/staff/complaints", p.list, link},
		{"GET", "/staff/search", p.search, full},
		{"POST", "/staff/search", p.search, full},
		{"GET", "/staff/complaints/new", p.intake, link},
		{"POST", "/staff/complaints", p.postIntake, link},
		{"GET", "/staff/complaints/{ref}", p.dossier, link},
		{"GET", "/staff/complaints/{ref}/log", p.whoLooked, full},
		{"GET", "/staff/log", p.only(readsLog, p.whatSaw), full},
		{"GET", "/staff/log/report", p.only(seesBreaches, p.breach), full},
		{"POST", "/staff/log/report", p.only(seesBreaches, p.postBreach), full},
		{"GET", "/staff/log/report/{id}", p.only(readsLog, p.breachReport), full},
		{"POST", "/staff/names", p.names, full},
		{"GET", "/staff/complaints/{ref}/{noun}", p.actForm, full},
		{"POST", "/staff/complaints/{ref}/{noun}", p.postAct, full},
		{"POST", "/staff/complaints/{ref}/{noun}/preview", p.preview, full},
		{"GET", "/staff/complaints/{ref}/letters/{id}", p.letter, full},
		{"GET", "/staff/complaints/{ref}/letters/{id}/pdf", p.letterPDF, full},
		{"GET", "/staff/letters", p.toPost, full},
		{"GET", "/staff/complaints/{ref}/letters/{id}/mail", p.letterMail, full},
		{"POST", "/staff/complaints/{ref}/letters/{id}/recall", p.recall, full},
		{"POST", "/staff/complaints/{ref}/letters/{id}/resend", p.resend, full},
		{"GET", "/staff/complaints/{ref}/attachments/{id}", p.attachment, full},
		{"GET", "/staff/complaints/{ref}/outside-file", p.outside, full},
		{"POST", "/staff/complaints/{ref}/outside-file", p.postOutside, full},
		{"GET", "/staff/complaints/{ref}/outside-file/{id}", p.outsideFile, full},
		{"GET", "/staff/complaints/{ref}/access-pack/{id}", p.accessPack, full},
		{"POST", "/staff/complaints/{ref}/access-pack/{id}/choice", p.postAccessPack, full},
		{"GET", "/staff/complaints/{ref}/access-pack/{id}/{file}", p.accessPackFile, full},
		{"GET", "/staff/side", p.ownSides, full},
		{"GET", "/staff/side/{id}", p.ownSide, full},
		{"POST", "/staff/side/{id}/statement", p.postOwnStatement, full},
		{"POST", "/staff/side/{id}/report", p.postOwnReport, full},
		{"POST", "/staff/side/{id}/waiver", p.postOwnWaiver, full},
		{"GET", "/staff/side/{id}/files/{file}", p.ownSideFile, full},
		{"GET", "/staff/evaluations", p.only(p.Register.MayJudge, p.evaluations), full},
		{"POST", "/staff/evaluations", p.only(register.Person.Leads, p.postEvaluation), full},
		{"GET", "/staff/evaluation-files/{id}", p.only(p.Register.MayJudge, p.forms), full},
		{"POST", "/staff/evaluation-files/{id}", p.only(register.Person.Leads, p.postForms), full},
		{"POST", "/staff/evaluation-files/{id}/removal", p.only(register.Person.Leads, p.dropForms), full},
		{"POST", "/staff/evaluation-files/{id}/verdicts", p.only(p.Register.MayJudge, p.postAnswers), full},
		{"POST", "/staff/evaluation-files/{id}/refusal", p.only(p.Register.MayJudge, p.postAttentions), full},
		{"GET", "/staff/evaluations/{id}", p.only(p.Register.MayJudge, p.candidate), full},
		{"POST", "/staff/evaluations/{id}/complaint", p.only(p.Register.MayJudge, p.answerIsComplaint), full},
		{"POST", "/staff/evaluations/{id}/reply", p.only(p.Register.MayJudge, p.answerBelongs), full},
		{"POST", "/staff/evaluations/{id}/refusal", p.only(p.Register.MayJudge, p.answerIsNothing), full},
		{"GET", "/staff/register", p.only(register.Person.Leads, p.takeAlong), full},
		{"POST", "/staff/register/export", p.only(register.Person.Leads, p.exportRegister), full},
		{"POST", "/staff/register/imports", p.only(register.Person.Leads, p.postOldRegister), full},
		{"POST", "/staff/register/imports/columns", p.only(register.Person.Leads, p.postOldColumns), full},
		{"POST", "/staff/register/imports/preview", p.only(register.Person.Leads, p.postOldPreview), full},
		{"POST", "/staff/register/imports/start", p.only(register.Person.Leads, p.postOldStart), full},
		{"GET", "/staff/register/imports/{id}", p.only(register.Person.Leads, p.oldImport), full},
		{"POST", "/staff/register/imports/{id}/undo", p.only(register.Person.Leads, p.undoOldImport), full},
		{"POST", "/staff/evaluations/{id}/split", p.only(p.Register.MayJudge, p.answerIsTwo), full},
		{"GET", "/staff/retention", p.only(seesKeeping, p.retention), full},
		{"POST", "/staff/retention/proposals", p.only(seesKeeping, p.postProposals), full},
		{"POST", "/staff/retention/clock", p.only(administers, p.postClock), full},
		{"POST", "/staff/retention/{ref}/confirmation", p.only(seesKeeping, p.postConfirmation), full},
		{"POST", "/staff/retention/{ref}/stop", p.only(seesKeeping, p.postErasureStop), full},
		{"POST", "/staff/retention/{ref}/redaction", p.only(seesKeeping, p.postRedaction), full},
		{"POST", "/staff/retention/{ref}/redaction-stop", p.only(seesKeeping, p.postRedactionStop), full},
		{"GET", "/staff/figures", p.only(register.Person.SeesFigures, p.figures), full},
		{"GET", "/staff/figures/participants", p.only(register.Person.Leads, p.attendance), full},
		{"POST", "/staff/figures/participants", p.only(register.Person.Leads, p.postAttendance), full},
		{"GET", "/staff/what-if", p.only(register.Person.Leads, p.whatIf), full},
		{"GET", "/staff/figures/{name}", p.only(register.Person.SeesFigures, p.figuresFile), full},
		{"GET", "/staff/evidence", p.only(seesEvidence, p.evidences), full},
		{"GET", "/staff/evidence/{norm}", p.only(seesEvidence, p.evidence), full},
		{"GET", "/staff/evidence/{norm}/{name}", p.only(seesEvidence, p.evidenceFile), full},
		{"GET", "/staff/mail", p.only(p.Register.MayJudge, p.mailDesk), full},
		{"GET", "/staff/mail/{id}", p.only(p.Register.MayJudge, p.openMail), full},
		{"GET", "/staff/mail/{id}/raw", p.only(p.Register.MayJudge, p.rawMail), full},
		{"POST", "/staff/mail/{id}/complaint", p.only(p.Register.MayJudge, p.mailIsComplaint), full},
		{"POST", "/staff/mail/{id}/reply", p.only(p.Register.MayJudge, p.mailIsReply), full},
		{"POST", "/staff/mail/{id}/refusal", p.only(p.Register.MayJudge, p.mailIsNothing), full},
	}
}

func (p *pages) questionnaireRoutes() []route {
	return []route{
		{"GET", "/staff/questionnaires", p.only(teaches, p.questionnaires), full},
		{"POST", "/staff/questionnaires", p.only(teaches, p.postQuestionnaire), full},
		{"GET", "/staff/questionnaires/{id}", p.only(teaches, p.questionnaire), full},
		{"GET", "/staff/questionnaires/{id}/poster", p.only(teaches, p.poster), full},
		{"POST", "/staff/questionnaires/{id}/closing", p.only(teaches, p.closeQuestionnaire), full},
	}
}

func (p *pages) settingsRoutes() []route {
	return []route{
		{"GET", "/staff/people", p.only(managesPeople, p.people), full},
		{"POST", "/staff/people", p.only(managesPeople, p.postPeople), full},
		{"GET", "/staff/people/{id}", p.only(managesPeople, p.member), full},
		{"POST", "/staff/people/{id}", p.only(managesPeople, p.postMember), full},
		{"POST", "/staff/people/{id}/leaving", p.only(managesPeople, p.postLeaving), full},
		{"POST", "/staff/people/{id}/invitation", p.only(managesPeople, p.postInvitationAgain), full},
		{"POST", "/staff/people/{id}/sign-out", p.only(managesPeople, p.postSignOutElsewhere), full},
		{"POST", "/staff/people/{id}/reset", p.only(managesPeople, p.postResetAccess), full},
		{"GET", "/staff/emergency-access", p.only(mayBreakGlass, p.emergency), full},
		{"POST", "/staff/emergency-access", p.only(mayBreakGlass, p.postEmergency), full},
		{"GET", "/staff/settings", p.only(administers, p.settings), full},
		{"POST", "/staff/settings", p.only(administers, p.postSettings), full},
		{"GET", "/staff/settings/processing", p.only(seesProcessing, p.processing), full},
		{"POST", "/staff/settings/processing", p.only(administers, p.postProcessing), full},
		{"GET", "/staff/settings/proof", p.only(seesProof, p.checkpoint), full},
		{"POST", "/staff/settings/proof", p.only(administers, p.postCheckpoint), full},
		{"GET", "/staff/settings/backup", p.only(administers, p.backup), full},
		{"POST", "/staff/settings/backup", p.only(administers, p.postBackup), full},
		{"GET", "/staff/settings/keys", p.only(administers, p.keys), full},
		{"POST", "/staff/settings/keys", p.only(administers, p.postKeys), full},
		{"GET", "/staff/settings/lists", p.only(directs, p.lists), full},
		{"POST", "/staff/settings/lists", p.only(directs, p.postLists), full},
		{"GET", "/staff/settings/letters", p.only(directs, p.texts), full},
		{"GET", "/staff/settings/letters/{letter}/{lang}", p.only(directs, p.text), full},
		{"POST", "/staff/settings/letters/{letter}/{lang}", p.only(directs, p.postText), full},
		{"POST", "/staff/settings/letters/{letter}/{lang}/preview", p.only(directs, p.previewText), full},
		{"POST", "/staff/settings/letters/{letter}/{lang}/standard", p.only(directs, p.postStandard), full},
		{"POST", "/staff/settings/second-factor", p.only(administers, p.postSecondFactorPolicy), full},
		{"GET", "/staff/procedure", p.procedure, link},
		{"POST", "/staff/procedure/read", p.readProcedure, full},
		{"GET", "/staff/procedure/versions/{id}", p.only(directs, p.olderProcedure), full},
		{"GET", "/staff/procedure/draft", p.only(directs, p.draft), full},
		{"POST", "/staff/procedure/draft", p.only(directs, p.postDraft), full},
		{"POST", "/staff/procedure/draft/preview", p.only(directs, p.previewDraft), full},
		{"POST", "/staff/procedure/draft/start", p.only(directs, p.startDraft), full},
		{"POST", "/staff/procedure/draft/drop", p.only(directs, p.dropDraft), full},
		{"GET", "/staff/procedure/draft/publish", p.only(directs, p.change), full},
		{"POST", "/staff/procedure/draft/publish", p.only(directs, p.publish), full},
	}
}

func (p *pages) accountRoutes() []route {
	return []route{
		{"GET", "/staff/sign-in/code", p.code(false), halfway},
		{"POST", "/staff/sign-in/code", p.postCode, halfway},
		{"GET", "/staff/sign-in/recovery", p.code(true), halfway},
		{"POST", "/staff/sign-in/recovery", p.postRecovery, halfway},
		{"GET", "/staff/account/second-factor", p.secondFactor, enrols},
		{"POST", "/staff/account/app/start", p.postAppStart, enrols},
		{"GET", "/staff/account/app", p.app, enrols},
		{"GET", "/staff/account/app.png", p.appPicture, enrols},
		{"POST", "/staff/account/app", p.postApp, enrols},
		{"GET", "/staff/account/passkeys", p.passkeys, enrols},
		{"POST", "/staff/account/passkeys/begin", p.beginPasskey, enrols},
		{"POST", "/staff/account/passkeys/finish", p.finishPasskey, enrols},
		{"POST", "/staff/account/passkeys/{id}/name", p.renamePasskey, full},
		{"POST", "/staff/account/passkeys/{id}/removal", p.removePasskey, full},
		{"GET", "/staff/account", p.ownAccount, link},
		{"POST", "/staff/account/password", p.postPassword, full},
		{"POST", "/staff/account/app/removal", p.postAppRemoval, full},
		{"POST", "/staff/account/recovery", p.postRecoveryCodes, full},
		{"POST", "/staff/account/sessions", p.postSessions, link},
		{"GET", "/staff/account/proof", p.proof, full},
		{"POST", "/staff/account/proof", p.postProof, full},
		{"POST", "/staff/lock", p.postLock, link},
		{"GET", "/staff/account/directory", p.directoryAccount, full},
		{"POST", "/staff/account/directory", p.postDirectoryAccount, full},
		{"POST", "/staff/account/directory/removal", p.removeDirectoryAccount, full},
	}
}

// roomRoutes are a confidant's own.
func (p *pages) roomRoutes() []route {
	return []route{
		{"GET", "/staff/rooms", p.only(confides, p.rooms), full},
		{"POST", "/staff/rooms/key", p.only(confides, p.postRoomKey), full},
		{"POST", "/staff/rooms/open", p.only(confides, p.postRoomOpen), full},
		{"POST", "/staff/rooms/lock", p.only(confides, p.postRoomLock), full},
		{"GET", "/staff/rooms/{id}", p.only(confides, p.room), full},
		{"GET", "/staff/rooms/{id}/attachments/{file}", p.only(confides, p.roomFile), full},
		{"POST", "/staff/rooms/{id}/{act}", p.only(confides, p.postRoom), full},
	}
}

// reviewRoutes are of the annual review and of what it agreed on.
func (p *pages) reviewRoutes() []route {
	return []route{
		{"GET", "/staff/reviews", p.only(seesReviews, p.reviews), full},
		{"POST", "/staff/reviews", p.only(register.Person.Leads, p.postReview), full},
		{"GET", "/staff/reviews/{id}", p.only(seesReviews, p.review), full},
		{"GET", "/staff/reviews/{id}/complaints/{number}", p.only(seesReviews, p.reviewCase), full},
		{"POST", "/staff/reviews/{id}/complaints/{number}", p.only(seesReviews, p.postReviewCase), full},
		{"GET", "/staff/reviews/{id}/minutes", p.only(seesReviews, p.minutes), full},
		{"GET", "/staff/reviews/{id}/minutes/pdf", p.only(seesReviews, p.minutesPDF), full},
		{"GET", "/staff/reviews/{id}/joint", p.only(seesReviews, p.joint), full},
		{"POST", "/staff/reviews/{id}/joint", p.only(register.Person.Leads, p.postJoint), full},
		{"POST", "/staff/reviews/{id}/pack", p.only(seesReviews, p.reviewPack), full},
		{"GET", "/staff/reviews/{id}/report", p.only(seesReviews, p.reportDesk), full},
		{"POST", "/staff/reviews/{id}/report", p.only(seesReviews, p.postReport), full},
		{"POST", "/staff/reviews/{id}/report/{act}", p.only(seesReviews, p.postReport), full},
		{"POST", "/staff/reviews/{id}/{act}", p.only(seesReviews, p.postReviewAct), full},
		{"GET", "/staff/actions", p.only(seesReviews, p.improvements), full},
		{"GET", "/staff/actions/{id}", p.improvement, full},
		{"POST", "/staff/actions/{id}/{act}", p.postImprovement, full},
	}
}

type door struct {
	method, path string
	serve        http.HandlerFunc
}

type route struct {
	method, path string // no method: all of them
	serve        handler
	takes        takes
}

type handler func(http.ResponseWriter, *http.Request, register.Person)

// takes is how much somebody must have shown of who they are.
type takes int

const (
	full    takes = iota
	link          // a mailed link is enough: to pass on, and to follow one's own
	enrols        // also half-way, for who has no second factor yet
	halfway       // only half-way, to show the second factor
)

// What somebody must be for the pages that are about no dossier. It stands in the
// table, so that no handler looks at a form before it is known.
var (
	managesPeople = register.Person.ManagesPeople
	administers   = register.Person.Administers
	directs       = register.Person.Directs
	readsLog      = register.Person.ReadsLog
	seesProof     = register.Person.SeesProof
	confides      = register.Person.Confides
	seesEvidence  = register.Person.SeesEvidence
	seesReviews   = register.Person.SeesReviews
	teaches       = register.Person.Teaches
)

// lockAfter is how many seconds a page stays open without input.
const lockAfter = 600

// register is the only place where the team's pages become reachable; a test
// reads both tables and holds the code to it.
func (p *pages) register(mux *http.ServeMux) {
	for _, d := range p.doors() {
		mux.HandleFunc(d.method+" "+d.path, d.serve)
	}
	for _, r := range p.routes() {
		mux.HandleFunc(strings.TrimSpace(r.method+" "+r.path), p.known(r))
	}
}
