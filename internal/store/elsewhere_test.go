package store_test

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// neighbour is a second organisation in one store, and what is known of the first:
// every id, number, code, hash and ticket.
type neighbour struct {
	*fixture
	org, ref, dossier, ticket, factor string
	candidate, review, link           string
	joint                             vault.RoomCode
	questionnaire                     store.Questionnaire
	member                            complaint.MemberID
	code                              vault.Code
	file                              store.PendingFile
	recovery                          vault.Key
	session, token, shown             []byte
	draft                             int64
	mail                              store.MailIn
	room                              store.Room
	roomCode                          vault.RoomCode
	roomKey                           vault.Key
}

// looked counts the lines of the first organisation that are in their chain.
func (n *neighbour) looked() (lines int64, err error) {
	i, err := store.Inspect(ctx, n.cfg.Data, n.cfg.Postgres)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, i.Close()) }()
	all, err := i.Organisations(ctx)
	for _, o := range all {
		if o.ID == n.fixture.org {
			lines = o.Looked
		}
	}
	return lines, err
}

// beside makes the first organisation full and the second one empty.
func beside(t *testing.T, f *fixture) *neighbour {
	t.Helper()
	n := &neighbour{fixture: f, org: store.NewID(), member: f.lead.Member(), recovery: vault.NewRecovery().Key(),
		session: bytes.Repeat([]byte("s"), 32), token: bytes.Repeat([]byte("t"), 32), shown: []byte("sleutel"), factor: store.NewID()}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	p, err := complaint.Preset("seed")
	must(err)
	must(f.Write(ctx, func(tx *store.Tx) error {
		return tx.AddOrganisation(store.Organisation{ID: n.org, Name: "De buren"}, p, store.Member{ID: "buur", Organisation: n.org, State: store.MemberActive,
			Name: "Een buur", Email: "buur@elders.example", Roles: []access.Role{access.Lead}}, n.recovery)
	}))
	n.file, err = f.PutFile(f.org, "brief.txt", strings.NewReader("inhoud"), 1<<20)
	must(err)
	n.ticket, err = f.Ticket(ctx, f.org, n.file)
	must(err)
	made, err := f.create("k1", "merkwoord", n.file)
	must(err)
	n.dossier, n.ref, n.code = made.ID, made.Complaint.Received.Ref, made.Code
	must(f.letterTo(n.dossier, "l1", []byte("brief")))
	must(f.askSides(n.dossier))
	now := f.cfg.Now()
	must(f.AddSession(ctx, store.Session{Organisation: f.org, Hash: n.session, Member: n.member, Level: store.LevelFull, CreatedAt: now, SeenAt: now, ProvedAt: now}, 5))
	must(f.AddToken(ctx, n.token, store.Token{Organisation: f.org, Kind: store.TokenLink, Member: n.member, Expires: now.Add(time.Hour)}, true))
	must(f.Write(ctx, func(tx *store.Tx) error {
		return tx.AddFactors(f.org, store.Factor{ID: n.factor, Member: n.member, Kind: store.FactorPasskey, Shown: n.shown, Counter: 1, Body: []byte("{}")})
	}))
	n.draft, err = f.SaveDraft(ctx, f.org, store.Draft{Procedure: p, By: n.member})
	must(err)
	must(f.ConfirmProcedure(ctx, f.org, n.member, 1))
	f.keepMail(t, f.arrived(t, 1, "een klacht"), f.arrived(t, 2, "nog een"))
	n.mail = f.claimed(t)[0]
	must(f.settle(n.mail, store.Settlement{State: store.MailParked, Summary: []byte("{}")}))
	n.mail, err = f.MailByID(ctx, f.org, n.mail.ID)
	must(err)
	_, err = f.Mailbox(ctx, f.org, "box")
	must(err)
	n.review = f.reviewed(t)
	n.candidate = store.NewID()
	must(f.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.FirstAnswer(f.org, "e1", "form", "key")
		return errors.Join(err, tx.KeepEvaluationForm(f.org, "form", []byte("{}")), tx.AddCandidate(store.Candidate{Organisation: f.org, ID: n.candidate, Body: []byte("{}")}),
			tx.AddCandidate(store.Candidate{Organisation: f.org, ID: "dismissed", Body: []byte("{}")}), tx.SettleCandidate(store.Candidate{Organisation: f.org, ID: "dismissed"}, "no_complaint", "", []byte("{}")),
			tx.AddEvaluation(store.Evaluation{Organisation: f.org, ID: "e0", Name: "juni.csv"}), tx.AddEvaluationWork(store.EvaluationWork{Organisation: f.org, ID: "e1", State: store.WorkReading, Body: []byte("{}")}))
	}))
	n.joint, err = f.RoomCode(ctx, f.org, "joint form")
	must(err)
	n.link = store.LinkOf(n.joint)
	must(f.Write(ctx, func(tx *store.Tx) error {
		return errors.Join(tx.OfferJoint(f.org, n.joint, now.Add(-time.Minute)), tx.PublishJoint(f.org, n.link, []byte("wat wij laten lezen")))
	}))
	n.questionnaire = f.asked(t)
	must(f.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.NoteAlarms(f.org, []store.Alarm{{Code: "letter_failed", Since: now}}, true)
		return errors.Join(err, tx.MailTried(f.org, true))
	}))
	must(f.Write(ctx, func(tx *store.Tx) error {
		i := store.OldImport{Organisation: f.org, ID: "i1", By: f.lead.Member(), Body: []byte("{}")}
		_, err := tx.AddOldRow(i, "rij")
		return errors.Join(err, tx.AddOldImport(i), tx.AddOldDossier(i, n.dossier, 1000))
	}))
	must(f.SetConfidantKey(ctx, f.org, n.member, n.recovery))
	to, err := f.ConfidantKey(ctx, f.org, n.member)
	must(err)
	n.room, n.roomKey = store.Room{Organisation: f.org, ID: store.NewID(), Confidant: n.member, EndsAt: now.Add(time.Hour)}, vault.NewKey()
	n.roomCode, err = f.RoomCode(ctx, f.org, "form")
	must(err)
	must(f.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.AddEntry(n.room, n.roomKey, "act", []byte("{}"), true)
		return errors.Join(tx.AddRoom(n.room, n.roomKey, to), tx.SetRoomCode(n.room, n.roomKey, n.roomCode), err)
	}))
	must(f.Log(ctx, f.lead.Line(access.Know, made.ID, n.ref, access.Verdict{OK: true})))
	return n
}

// askSides puts something there for a member, and for somebody from outside.
func (f *fixture) askSides(dossier string) error {
	return f.Write(ctx, func(tx *store.Tx) error {
		_, _, err := tx.Act(store.Command{Actor: f.lead.Actor, Action: access.Handle, Dossier: dossier,
			Decide: func(complaint.Complaint, vault.Code) ([]complaint.Entry, error) {
				now := f.cfg.Now()
				return []complaint.Entry{{Event: complaint.SubjectNamed{Member: "beklaagde"}, Happened: now}, {Event: complaint.SubjectNamed{Name: "O. Buiten"}, Happened: now},
					{Event: complaint.SideAsked{Letter: "side1", Seat: 1, Substance: "Het ging over u.", Name: "O. Buiten"}, Happened: now},
					{Event: complaint.SideAsked{Letter: "side2", Member: "beklaagde", Account: true, Substance: "Ook over u."}, Happened: now}}, nil
			}, View: view, Jobs: func(_, _ complaint.Complaint) []store.Job { return nil }})
		return err
	})
}

func anyVersion(f *fixture) store.Procedures {
	return func(int) complaint.Procedure {
		all, err := f.Procedures(ctx, f.org)
		if err != nil {
			panic(err)
		}
		return all[0]
	}
}

func (n *neighbour) actor() access.Actor { return access.New(n.org, "buur", access.Lead) }

// crossings try, as the neighbour, every function that takes an organisation on
// what belongs to the first. Each must give nothing and change nothing.
var crossings = map[string]func(n *neighbour) (got bool, err error){
	"OpenDossier": func(n *neighbour) (bool, error) {
		h, err := store.OpenDossier[access.Content](ctx, n.Store, store.Visitor{Actor: n.actor()}, n.dossier)
		return h != nil, err
	},
	"Act": func(n *neighbour) (bool, error) {
		got := false
		err := n.Write(ctx, func(tx *store.Tx) error {
			_, _, err := tx.Act(store.Command{Actor: n.actor(), Action: access.AddNote, Dossier: n.dossier, Decide: func(complaint.Complaint, vault.Code) ([]complaint.Entry, error) {
				got = true
				return nil, nil
			}})
			return err
		})
		return got, err
	},
	"Sample": func(n *neighbour) (bool, error) {
		opened, of, err := n.Sample(ctx, n.org, 20)
		return opened+of > 0, err
	},
	"SealBackupsTo": func(n *neighbour) (bool, error) {
		err := n.SealBackupsTo(ctx, n.org, vault.NewRecovery().Key())
		return err == nil, err
	},
	"KeysHeld": func(n *neighbour) (bool, error) { // the neighbours have a sheet of their own
		held, err := n.KeysHeld(ctx, store.NewID())
		return held.Sheet > 0 || !held.Master.IsZero(), err
	},
	"SetConfidantKey": func(n *neighbour) (bool, error) {
		before, err := n.fixture.ConfidantKey(ctx, n.fixture.org, n.member)
		err = errors.Join(err, n.SetConfidantKey(ctx, n.org, n.member, vault.NewRecovery().Key()))
		after, afterErr := n.fixture.ConfidantKey(ctx, n.fixture.org, n.member)
		return before.ID != after.ID, errors.Join(err, afterErr)
	},
	"ConfidantKey": func(n *neighbour) (bool, error) {
		mine, err := n.ConfidantKey(ctx, n.org, n.member)
		theirs, theirErr := n.ConfidantKey(ctx, n.fixture.org, n.member)
		return mine.ID == theirs.ID, errors.Join(err, theirErr)
	},
	"UnlockConfidant": func(n *neighbour) (bool, error) {
		_, _, err := n.UnlockConfidant(ctx, n.org, n.member, n.recovery)
		if errors.Is(err, vault.ErrOpen) { // a key of their own, which another sheet opens
			return false, nil
		}
		return err == nil, err
	},
	"RoomByCode": func(n *neighbour) (bool, error) {
		_, _, err := n.RoomByCode(ctx, n.org, n.roomCode)
		return err == nil, err
	},
	"Rooms": func(n *neighbour) (bool, error) {
		all, err := n.Rooms(ctx, n.org, n.member)
		return len(all) > 0, err
	},
	"RoomCode": func(n *neighbour) (bool, error) {
		mine, err := n.RoomCode(ctx, n.org, "form")
		return mine == n.roomCode, err
	},
	"SignalTimes": func(n *neighbour) (bool, error) {
		all, err := n.SignalTimes(ctx, n.org, store.Naming{})
		return len(all) > 0, err
	},
	"IDOf": func(n *neighbour) (bool, error) {
		id, err := n.IDOf(ctx, n.org, n.ref)
		return id == n.dossier, err
	},
	"CheckCode": func(n *neighbour) (bool, error) {
		filed := complaint.Filing{Ref: n.ref}
		mine, err := n.CheckCode(ctx, n.org, filed)
		theirs, theirErr := n.CheckCode(ctx, n.fixture.org, filed)
		return mine == theirs, errors.Join(err, theirErr)
	},
	"CheckReceipt": func(n *neighbour) (bool, error) {
		_, c, err := n.fixture.ByReceipt(ctx, n.fixture.org, n.code)
		theirs, theirErr := n.CheckCode(ctx, n.fixture.org, c.Filed())
		if _, own := n.CheckReceipt(ctx, n.fixture.org, n.ref, theirs); own != nil {
			return true, own
		}
		at, crossed := n.CheckReceipt(ctx, n.org, n.ref, theirs)
		if !errors.Is(crossed, store.ErrNotFound) {
			err = errors.Join(err, crossed)
		}
		return !at.IsZero(), errors.Join(err, theirErr)
	},
	"BounceTag": func(n *neighbour) (bool, error) {
		mine, err := n.BounceTag(ctx, n.org, "l1")
		theirs, theirErr := n.BounceTag(ctx, n.fixture.org, "l1")
		return mine == theirs, errors.Join(err, theirErr)
	},
	"BouncedLetter": func(n *neighbour) (bool, error) {
		theirs, err := n.BounceTag(ctx, n.fixture.org, "l1")
		if err != nil {
			return false, err
		}
		letter, dossier, err := n.BouncedLetter(ctx, n.org, theirs)
		mine, mineErr := n.BounceTag(ctx, n.org, "l1")
		crossed, _, crossErr := n.BouncedLetter(ctx, n.org, mine)
		if !errors.Is(crossErr, store.ErrNotFound) {
			err = errors.Join(err, crossErr)
		}
		return letter+dossier+crossed != "", errors.Join(err, mineErr)
	},
	"ReplyTag": func(n *neighbour) (bool, error) {
		mine, err := n.ReplyTag(ctx, n.org, n.dossier)
		theirs, theirErr := n.ReplyTag(ctx, n.fixture.org, n.dossier)
		return mine == theirs, errors.Join(err, theirErr)
	},
	"RepliedDossier": func(n *neighbour) (bool, error) {
		mine, err := n.ReplyTag(ctx, n.org, n.dossier)
		if err != nil {
			return false, err
		}
		dossier, err := n.RepliedDossier(ctx, n.org, mine)
		return dossier == n.dossier && err == nil, err
	},
	"NoticeTag": func(n *neighbour) (bool, error) {
		mine, err := n.NoticeTag(ctx, n.org, "j1")
		theirs, theirErr := n.NoticeTag(ctx, n.fixture.org, "j1")
		return mine == theirs, errors.Join(err, theirErr)
	},
	"IsNotice": func(n *neighbour) (bool, error) {
		theirs, err := n.NoticeTag(ctx, n.fixture.org, "j1")
		if err != nil {
			return false, err
		}
		return n.IsNotice(ctx, n.org, theirs)
	},
	"DossierOfLetter": func(n *neighbour) (bool, error) {
		dossier, err := n.DossierOfLetter(ctx, n.org, "l1")
		return dossier != "", err
	},
	"MailboxID": func(n *neighbour) (bool, error) {
		mine, err := n.MailboxID(ctx, n.org, "box")
		theirs, theirErr := n.MailboxID(ctx, n.fixture.org, "box")
		return mine == theirs, errors.Join(err, theirErr)
	},
	"SeenMail": func(n *neighbour) (bool, error) {
		seen, err := n.SeenMail(ctx, n.org, "box", 7)
		return len(seen) > 0, err
	},
	"ClaimMail": func(n *neighbour) (bool, error) {
		all, err := n.ClaimMail(ctx, n.org, -time.Hour, 10)
		return len(all) > 0, err
	},
	"MailByID": func(n *neighbour) (bool, error) {
		m, err := n.MailByID(ctx, n.org, n.mail.ID)
		return m.ID != "", err
	},
	"EvaluationForm": func(n *neighbour) (bool, error) {
		columns, err := n.EvaluationForm(ctx, n.org, "form")
		return columns != nil, err
	},
	"OpenCandidates": func(n *neighbour) (bool, error) {
		all, err := n.OpenCandidates(ctx, n.org, store.CandidateFilter{})
		return len(all) > 0, err
	},
	"CountCandidates": func(n *neighbour) (bool, error) {
		all, err := n.CountCandidates(ctx, n.org, store.Naming{})
		return len(all) > 0, err
	},
	"DismissedCandidates": func(n *neighbour) (bool, error) {
		all, err := n.DismissedCandidates(ctx, n.org, time.Now().Add(24*365*time.Hour))
		return len(all) > 0, err
	},
	"Evaluations": func(n *neighbour) (bool, error) {
		all, err := n.Evaluations(ctx, n.org)
		return len(all) > 0, err
	},
	"EvaluationWorks": func(n *neighbour) (bool, error) {
		all, err := n.EvaluationWorks(ctx, n.org)
		return len(all) > 0, err
	},
	"EvaluationWorkByID": func(n *neighbour) (bool, error) {
		w, err := n.EvaluationWorkByID(ctx, n.org, "e1")
		return w.ID != "", err
	},
	"FreshAnswers": func(n *neighbour) (bool, error) {
		var fresh map[string]bool
		err := n.Write(ctx, func(tx *store.Tx) (err error) {
			fresh, err = tx.FreshAnswers(n.org, "e2", "form", []string{"many"})
			return err
		})
		return !fresh["many"], err
	},
	"CandidateByID": func(n *neighbour) (bool, error) {
		c, err := n.CandidateByID(ctx, n.org, n.candidate)
		return c.ID != "", err
	},
	"CloseQuestionnaire": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.CloseQuestionnaire(n.org, n.questionnaire.ID) })
		if errors.Is(err, store.ErrLost) {
			err = nil
		}
		_, theirs := n.OpenQuestionnaire(ctx, n.fixture.org, n.questionnaire.Code)
		return theirs != nil, err
	},
	"Questionnaires": func(n *neighbour) (bool, error) {
		all, err := n.Questionnaires(ctx, n.org)
		return len(all) > 0, err
	},
	"QuestionnaireByID": func(n *neighbour) (bool, error) {
		q, err := n.QuestionnaireByID(ctx, n.org, n.questionnaire.ID)
		return q.ID != "", err
	},
	"OpenQuestionnaire": func(n *neighbour) (bool, error) {
		q, err := n.OpenQuestionnaire(ctx, n.org, n.questionnaire.Code)
		return q.ID != "", err
	},
	"FilledIn": func(n *neighbour) (bool, error) {
		all, err := n.FilledIn(ctx, n.org, n.questionnaire.ID)
		return len(all) > 0, err
	},
	"OldImports": func(n *neighbour) (bool, error) {
		all, err := n.OldImports(ctx, n.org)
		return len(all) > 0, err
	},
	"OldImportByID": func(n *neighbour) (bool, error) {
		i, err := n.OldImportByID(ctx, n.org, "i1")
		return i.ID != "", err
	},
	"OldRows": func(n *neighbour) (bool, error) {
		mine, err := n.OldRows(ctx, n.org, []string{"rij"})
		return err != nil || mine[0], err
	},
	"OldDossiers": func(n *neighbour) (bool, error) {
		all, err := n.OldDossiers(ctx, n.org, "i1")
		return len(all) > 0, err
	},
	"ActedOn": func(n *neighbour) (got bool, err error) {
		err = n.Write(ctx, func(tx *store.Tx) error {
			all, err := tx.ActedOn(n.org, "i1")
			got = len(all) > 0
			return err
		})
		return got, err
	},
	"Forget": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.Forget(n.org, n.dossier) })
		_, _, theirErr := n.ByReceipt(ctx, n.fixture.org, n.code)
		return theirErr != nil, errors.Join(err, theirErr)
	},
	"ForgetOldRows": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.ForgetOldRows(n.org, "i1") })
		theirs, theirErr := n.OldRows(ctx, n.fixture.org, []string{"rij"})
		return theirErr != nil || !theirs[0], errors.Join(err, theirErr)
	},
	"ForgetKeys": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.ForgetKeys(n.org, "i1", []string{n.dossier}) })
		_, _, theirErr := n.ByReceipt(ctx, n.fixture.org, n.code)
		theirs, listErr := n.OldDossiers(ctx, n.fixture.org, "i1")
		return len(theirs) != 1, errors.Join(err, theirErr, listErr)
	},
	"Erasures": func(n *neighbour) (bool, error) {
		if _, err := n.ReapplyErasures(ctx, store.Erasure{Organisation: n.fixture.org, ID: "weg", Dossier: "weg"}); err != nil {
			return true, err
		}
		theirs, theirErr := n.Erasures(ctx, n.fixture.org)
		all, err := n.Erasures(ctx, n.org)
		return len(all) > 0 || len(theirs) != 1, errors.Join(err, theirErr)
	},
	"FirstAnswer": func(n *neighbour) (first bool, err error) {
		err = n.Write(ctx, func(tx *store.Tx) error {
			first, err = tx.FirstAnswer(n.org, "e2", "form", "key")
			return err
		})
		return !first, err // what the neighbour imported says nothing of the first
	},
	"Reviews": func(n *neighbour) (bool, error) {
		all, err := n.Reviews(ctx, n.org)
		return len(all) > 0, err
	},
	"ActReview": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error {
			_, _, err := tx.ActReview(store.ReviewAct{Organisation: n.org, ID: n.review, Decide: func(r review.Review, _ []review.Review) ([]review.Event, error) { return r.Word("Van de buren") }})
			return err
		})
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	},
	"OfferJoint": func(n *neighbour) (bool, error) { // with a code that the first already gave
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.OfferJoint(n.org, n.joint, time.Now().Add(time.Hour)) })
		return err == nil, nil
	},
	"AcceptJoint": func(n *neighbour) (bool, error) { // with a code that is over
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.AcceptJoint(n.org, n.joint) })
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	},
	"PublishJoint": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.PublishJoint(n.org, n.link, []byte("van de buren")) })
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	},
	"OtherPart": func(n *neighbour) (bool, error) {
		part, came, err := n.OtherPart(ctx, n.org, n.link)
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return part != nil || came, err
	},
	"OpenReviewed": func(n *neighbour) (bool, error) {
		_, err := store.OpenReviewed(ctx, n.Store, store.Visitor{Actor: n.actor()}, access.Table{Organisation: n.org, Attendees: []complaint.MemberID{n.actor().Member()}, Running: true}, n.dossier)
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	},
	"OpenUpload": func(n *neighbour) (bool, error) {
		body, err := n.OpenUpload(n.org, n.file)
		if err != nil {
			return false, nil
		}
		defer func() { _ = body.Close() }()
		read, _ := io.ReadAll(body)
		return len(read) > 0, nil
	},
	"ParkedMail": func(n *neighbour) (bool, error) {
		all, err := n.ParkedMail(ctx, n.org)
		return len(all) > 0, err
	},
	"JudgedMail": func(n *neighbour) (bool, error) {
		all, err := n.JudgedMail(ctx, n.org)
		return len(all) > 0, err
	},
	"MailLedger": func(n *neighbour) (bool, error) {
		all, err := n.MailLedger(ctx, n.org, time.Now().Add(time.Hour), 10)
		return len(all) > 0, err
	},
	"MailTotals": func(n *neighbour) (bool, error) {
		all, err := n.MailTotals(ctx, n.org)
		return len(all) > 0, err
	},
	"MailCounts": func(n *neighbour) (bool, error) {
		all, err := n.MailCounts(ctx, n.org)
		return len(all) > 0, err
	},
	"MailboxOf": func(n *neighbour) (bool, error) {
		_, err := n.MailboxOf(ctx, n.org, "box")
		return err == nil, err
	},
	"MailboxTried": func(n *neighbour) (bool, error) {
		err := n.MailboxTried(ctx, n.org, "box", "sign_in")
		m, theirErr := n.MailboxOf(ctx, n.fixture.org, "box")
		return m.Trouble != "", errors.Join(err, theirErr)
	},
	"MailboxCounted": func(n *neighbour) (bool, error) {
		err := n.MailboxCounted(ctx, n.org, "box", 5, 5)
		m, theirErr := n.MailboxOf(ctx, n.fixture.org, "box")
		return m.InBox != 0, errors.Join(err, theirErr)
	},
	"LateMail": func(n *neighbour) (bool, error) {
		at, err := n.LateMail(ctx, n.org)
		return !at.IsZero(), err
	},
	"LateJob": func(n *neighbour) (bool, error) {
		at, err := n.LateJob(ctx, n.org)
		return !at.IsZero(), err
	},
	"Overtaken": func(n *neighbour) (bool, error) {
		all, err := n.Overtaken(ctx, n.org, "9999-01-01")
		return len(all) != 0, err
	},
	"Logged": func(n *neighbour) (bool, error) {
		mine, err := n.Logged(ctx, n.org)
		theirs, theirErr := n.Logged(ctx, n.fixture.org)
		return mine == theirs, errors.Join(err, theirErr)
	},
	"Alarms": func(n *neighbour) (bool, error) {
		all, err := n.Alarms(ctx, n.org)
		return len(all) > 0, err
	},
	"NoteAlarms": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.NoteAlarms(n.org, nil, false)
			return err
		})
		theirs, theirErr := n.Alarms(ctx, n.fixture.org)
		return len(theirs) != 1 || !theirs[0].Over.IsZero(), errors.Join(err, theirErr)
	},
	"ClaimAlarm": func(n *neighbour) (bool, error) {
		_, ok, err := n.ClaimAlarm(ctx, n.org, time.Hour)
		return ok, err
	},
	"MailTried": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.MailTried(n.org, false) })
		tried, sent, theirErr := n.LastSent(ctx, n.fixture.org)
		return !tried.Equal(sent), errors.Join(err, theirErr)
	},
	"LastSent": func(n *neighbour) (bool, error) {
		_, sent, err := n.LastSent(ctx, n.org)
		return !sent.IsZero(), err
	},
	"WaitingJobs": func(n *neighbour) (bool, error) {
		all, err := n.WaitingJobs(ctx, n.org)
		return all > 0, err
	},
	"Claim": func(n *neighbour) (bool, error) {
		if err := n.Write(ctx, func(tx *store.Tx) error {
			return tx.AddJob(store.Job{Organisation: n.fixture.org, Kind: store.JobTellLead})
		}); err != nil {
			return true, err
		}
		_, got, err := n.Claim(ctx, n.org, time.Hour)
		return got, err
	},
	"TakeBack": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.TakeBack(n.org, "l1") })
		if errors.Is(err, store.ErrLost) {
			return false, nil
		}
		return true, err
	},
	"HeldJobs": func(n *neighbour) (bool, error) {
		for range 2 {
			if err := n.Write(ctx, func(tx *store.Tx) error {
				return tx.AddJob(store.Job{Organisation: n.fixture.org, Kind: store.JobTellLead})
			}); err != nil {
				return false, err
			}
			j, ok, err := n.Claim(ctx, n.fixture.org, time.Hour)
			if err != nil || !ok {
				return true, err
			}
			if err := n.Write(ctx, func(tx *store.Tx) error {
				_, err := tx.Spend(j, "t@elders.example", store.Allowance{PerDay: 1})
				return err
			}); err != nil {
				return false, err
			}
		}
		theirs, err := n.HeldJobs(ctx, n.fixture.org)
		mine, mineErr := n.HeldJobs(ctx, n.org)
		return theirs != 1 || mine != 0, errors.Join(err, mineErr)
	},
	"SideByCode": func(n *neighbour) (bool, error) {
		theirs, err := n.SideCode(ctx, n.fixture.org, "side1")
		if err != nil {
			return true, err
		}
		if own, err := n.SideByCode(ctx, n.fixture.org, theirs, anyVersion(n.fixture)); err != nil || store.ReadSide(own).Substance != "Het ging over u." {
			return true, errors.Join(errors.New("its own organisation does not open it"), err)
		}
		h, err := n.SideByCode(ctx, n.org, theirs, anyVersion(n.fixture))
		return h != nil, err
	},
	"OpenSide": func(n *neighbour) (bool, error) {
		h, err := n.OpenSide(ctx, store.Visitor{Actor: access.New(n.org, "beklaagde", access.Lead)}, "side2", anyVersion(n.fixture))
		return h != nil, err
	},
	"SidesOf": func(n *neighbour) (bool, error) {
		theirs, err := n.SidesOf(ctx, n.fixture.org, "beklaagde")
		if err != nil || len(theirs) != 1 {
			return true, err
		}
		all, err := n.SidesOf(ctx, n.org, "beklaagde")
		return len(all) > 0, err
	},
	"AskedMembers": func(n *neighbour) (bool, error) {
		theirs, err := n.AskedMembers(ctx, n.fixture.org)
		if err != nil || len(theirs) != 1 {
			return true, err
		}
		all, err := n.AskedMembers(ctx, n.org)
		return len(all) > 0, err
	},
	"SideCode": func(n *neighbour) (bool, error) {
		mine, err := n.SideCode(ctx, n.org, "side1")
		theirs, theirErr := n.SideCode(ctx, n.fixture.org, "side1")
		return mine == theirs, errors.Join(err, theirErr)
	},
	"ByReceipt": func(n *neighbour) (bool, error) {
		_, c, err := n.ByReceipt(ctx, n.org, n.code)
		return c.Version != 0, err
	},
	"All": func(n *neighbour) (got bool, err error) {
		err = n.All(ctx, n.org, nil, func(string, complaint.Complaint) { got = true })
		return got, err
	},
	"Redeem": func(n *neighbour) (bool, error) {
		f, err := n.Redeem(ctx, n.org, n.ticket)
		return f.ID != "", err
	},
	"MemberByEmail": func(n *neighbour) (bool, error) {
		m, err := n.MemberByEmail(ctx, n.org, "KANARIE@voorbeeld.example")
		return m.Name != "", err
	},
	"Members": func(n *neighbour) (bool, error) {
		all, err := n.Members(ctx, n.org)
		return slices.ContainsFunc(all, func(m store.Member) bool { return m.ID != "buur" }), err
	},
	"Leave": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.Leave(n.org, n.member) })
		m, readErr := n.stands()
		return m.State != store.MemberActive, errors.Join(err, readErr)
	},
	"SetPassword": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.SetPassword(n.org, n.member, "phc") })
		m, readErr := n.stands()
		return m.Password != "" || m.Epoch != 0, errors.Join(err, readErr)
	},
	"Session": func(n *neighbour) (bool, error) {
		s, err := n.Session(ctx, n.org, n.session)
		return s.Member != "", err
	},
	"Sessions": func(n *neighbour) (bool, error) {
		all, err := n.Sessions(ctx, n.org, n.member)
		return len(all) > 0, err
	},
	"TouchSession": func(n *neighbour) (bool, error) {
		return n.changed(func() error { return n.TouchSession(ctx, n.org, n.session, time.Unix(1, 0)) })
	},
	"LockSession": func(n *neighbour) (bool, error) {
		return n.changed(func() error { return n.LockSession(ctx, n.org, n.session, true) })
	},
	"ProveSession": func(n *neighbour) (bool, error) {
		return n.changed(func() error { return n.ProveSession(ctx, n.org, n.session, time.Unix(1, 0)) })
	},
	"EndSession": func(n *neighbour) (bool, error) {
		return n.changed(func() error { return n.EndSession(ctx, n.org, n.session) })
	},
	"EndSessions": func(n *neighbour) (bool, error) {
		return n.changed(func() error { return n.EndSessions(ctx, n.org, n.member, nil) })
	},
	"Token": func(n *neighbour) (bool, error) {
		v, err := n.Token(ctx, n.org, store.TokenLink, n.token)
		return v.Member != "", err
	},
	"DropToken": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.DropToken(n.org, n.token) })
		_, gone := n.Token(ctx, n.fixture.org, store.TokenLink, n.token)
		return gone != nil, err
	},
	"Marks": func(n *neighbour) (bool, error) {
		mine, err := n.Marks(ctx, n.org)
		theirs, theirErr := n.Marks(ctx, n.fixture.org)
		return mine == theirs, errors.Join(err, theirErr)
	},
	"KeepSnapshot": func(n *neighbour) (bool, error) {
		theirs := func(in io.Writer) error { _, err := io.WriteString(in, "van hen"); return err }
		if err := n.KeepSnapshot(ctx, n.fixture.org, "this", theirs); err != nil {
			return false, err
		}
		if _, err := n.create("snapshot", "De zaal was koud."); err != nil {
			return false, err
		}
		err := n.KeepSnapshot(ctx, n.org, "this", func(io.Writer) error { return nil })
		lost := n.Snapshot(ctx, n.fixture.org, "this", func(io.Reader) error { return nil })
		return lost != nil, err
	},
	"Snapshot": func(n *neighbour) (got bool, err error) {
		theirs := func(in io.Writer) error { _, err := io.WriteString(in, "van hen"); return err }
		if err := n.KeepSnapshot(ctx, n.fixture.org, "this", theirs); err != nil {
			return false, err
		}
		err = n.Snapshot(ctx, n.org, "this", func(io.Reader) error { got = true; return nil })
		if errors.Is(err, store.ErrNotFound) {
			err = nil
		}
		return got, err
	},
	"Since": func(n *neighbour) (bool, error) {
		all, err := n.Since(ctx, n.org, 0, 1000)
		return len(all) > 0, err
	},
	"Dossiers": func(n *neighbour) (bool, error) {
		all, err := n.Dossiers(ctx, n.org)
		return len(all) > 0, err
	},
	"Some": func(n *neighbour) (got bool, err error) {
		err = n.Some(ctx, n.org, []string{n.dossier}, func(_ string, c complaint.Complaint) { got = len(c.History) > 0 })
		return got, err
	},
	"UseToken": func(n *neighbour) (got bool, err error) {
		err = n.Write(ctx, func(tx *store.Tx) error {
			v, err := tx.UseToken(n.org, store.TokenLink, n.token)
			got = v.Member != ""
			return err
		})
		return got, err
	},
	"EndTokens": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error { return tx.EndTokens(n.org, n.member) })
		_, readErr := n.Token(ctx, n.fixture.org, store.TokenLink, n.token)
		return readErr != nil, err
	},
	"Factors": func(n *neighbour) (bool, error) {
		all, err := n.Factors(ctx, n.org, n.member)
		return len(all) > 0, err
	},
	"FactorShown": func(n *neighbour) (bool, error) {
		f, err := n.FactorShown(ctx, n.org, store.FactorPasskey, n.shown)
		return f.Member != "", err
	},
	"RaiseFactor": func(n *neighbour) (bool, error) {
		return n.moved(func() error { return n.RaiseFactor(ctx, n.org, n.factor, 9) })
	},
	"DropFactor": func(n *neighbour) (bool, error) {
		return n.moved(func() error { return n.DropFactor(ctx, n.org, n.member, n.factor) })
	},
	"DropFactors": func(n *neighbour) (bool, error) {
		return n.moved(func() error {
			return n.Write(ctx, func(tx *store.Tx) error { return tx.DropFactors(n.org, n.member) })
		})
	},
	"LogOfMember": func(n *neighbour) (bool, error) {
		lines, err := n.LogOfMember(ctx, n.org, n.member, store.Stretch{Most: 99})
		return len(lines) > 0, err
	},
	"LogOfAll": func(n *neighbour) (bool, error) {
		lines, err := n.LogOfAll(ctx, n.org, store.Stretch{Most: 99})
		return slices.ContainsFunc(lines, func(l store.Line) bool { return l.Dossier == n.dossier || l.Member == n.member }), err
	},
	"RaiseSession": func(n *neighbour) (bool, error) {
		return n.changed(func() error {
			return n.Write(ctx, func(tx *store.Tx) error {
				return tx.RaiseSession(n.org, n.session, []byte("een andere"), store.LevelLink, n.cfg.Now(), 5)
			})
		})
	},
	"RenewSession": func(n *neighbour) (bool, error) {
		return n.changed(func() error {
			return n.Write(ctx, func(tx *store.Tx) error { return tx.RenewSession(n.org, n.session, []byte("nog een"), n.cfg.Now()) })
		})
	},
	"Draft": func(n *neighbour) (bool, error) {
		d, err := n.Draft(ctx, n.org)
		return d.Edition != 0, err
	},
	"DropDraft": func(n *neighbour) (bool, error) {
		_ = n.DropDraft(ctx, n.org, n.draft)
		d, err := n.Draft(ctx, n.fixture.org)
		return d.Edition != n.draft, err
	},
	"ProcedureReads": func(n *neighbour) (bool, error) {
		all, err := n.ProcedureReads(ctx, n.org, 1)
		return len(all) > 0, err
	},
	"Organisation": func(n *neighbour) (bool, error) {
		o, err := n.Organisation(ctx, n.org)
		return o.Name != "De buren", err
	},
	"BreachReports": func(n *neighbour) (bool, error) {
		if err := n.Write(ctx, func(tx *store.Tx) error {
			return tx.KeepBreachReport(n.fixture.org, store.BreachReport{ID: "lek", Text: "KANARIE"})
		}); err != nil {
			return true, err
		}
		all, err := n.BreachReports(ctx, n.org)
		return slices.ContainsFunc(all, func(b store.BreachReport) bool { return b.Text == "KANARIE" }), err
	},
	"KeepBreachReport": func(n *neighbour) (bool, error) {
		err := n.Write(ctx, func(tx *store.Tx) error {
			return tx.KeepBreachReport(n.org, store.BreachReport{ID: "lek", Text: "van de buren"})
		})
		all, readErr := n.BreachReports(ctx, n.fixture.org)
		return slices.ContainsFunc(all, func(b store.BreachReport) bool { return b.Text == "van de buren" }), errors.Join(err, readErr)
	},
	"ChainLog": func(n *neighbour) (bool, error) {
		before, err := n.looked()
		if err != nil {
			return true, err
		}
		err = errors.Join(n.Log(ctx, store.Line{Organisation: n.fixture.org, Action: store.LogSearch}), n.ChainLog(ctx, n.org))
		after, failed := n.looked()
		return after != before, errors.Join(err, failed)
	},
	"Export": func(n *neighbour) (got bool, err error) {
		err = n.Export(ctx, store.Visitor{Actor: n.actor()}, func(store.Exported, func(string) (io.ReadSeekCloser, error)) error { got = true; return nil })
		if errors.Is(err, store.ErrNotFound) {
			err = nil
		}
		return got, err
	},
	"Household": func(n *neighbour) (bool, error) {
		h, err := n.Household(ctx, n.org)
		return len(h.Reviews) > 0 || slices.ContainsFunc(h.Members, func(m store.HouseMember) bool { return m.ID != "buur" }), err
	},
	"CheckAttachments": func(n *neighbour) (bool, error) {
		c, err := n.CheckAttachments(ctx, n.org)
		return c.Files > 0, err
	},
	"LastPromise": func(n *neighbour) (bool, error) {
		if err := n.Promise(ctx, n.fixture.org); err != nil {
			return true, err
		}
		p, err := n.LastPromise(ctx, n.org)
		return p.Size != 0, err
	},
	"Promise": func(n *neighbour) (bool, error) { // the neighbour has no events to promise
		if err := n.Promise(ctx, n.org); err != nil {
			return true, err
		}
		p, err := n.LastPromise(ctx, n.org)
		return p.Size != 0, err
	},
	"Renew": func(n *neighbour) (got bool, err error) {
		slots, err := store.OpenSlots(n.cfg.Data, n.cfg.Postgres, n.cfg.Now)
		if err != nil {
			return true, err
		}
		defer func() { err = errors.Join(err, slots.Close()) }()
		sheet := vault.NewRecovery().Key()
		if err := slots.Renew(ctx, n.org, store.Master(n.cfg.Master), sheet); err != nil {
			return true, err
		}
		return n.OpensWith(ctx, n.fixture.org, sheet)
	},
	"OpensWith": func(n *neighbour) (bool, error) { return n.OpensWith(ctx, n.fixture.org, n.recovery) },
}

// changed reports whether the session of the first organisation is another one now.
func (n *neighbour) changed(do func() error) (bool, error) {
	before, err := n.Session(ctx, n.fixture.org, n.session)
	done := do()
	after, readErr := n.Session(ctx, n.fixture.org, n.session)
	return readErr != nil || !before.SeenAt.Equal(after.SeenAt) || before.Locked != after.Locked || !before.ProvedAt.Equal(after.ProvedAt), errors.Join(err, done)
}

func (n *neighbour) moved(do func() error) (bool, error) {
	done := do()
	f, err := n.FactorShown(ctx, n.fixture.org, store.FactorPasskey, n.shown)
	return err != nil || f.Counter != 1, done
}

// TestNothingOfOneOrganisationIsReachedFromAnother, with both in one store and
// everything about the first known.
func TestNothingOfOneOrganisationIsReachedFromAnother(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		n := beside(t, f)
		for function, try := range crossings {
			got, err := try(n)
			if got {
				t.Errorf("%s reaches across", function)
			}
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s: %v", function, err)
			}
		}
		if err := f.note(n.dossier, "n", 6, "nog steeds van ons"); err != nil {
			t.Errorf("and then its own: %v", err)
		}
	})
}

// stands is the member as their own organisation has them now.
func (n *neighbour) stands() (m store.Member, err error) {
	all, err := n.Members(ctx, n.fixture.org)
	for _, x := range all {
		if x.ID == n.member {
			m = x
		}
	}
	return m, err
}

// Not tried: what only adds, or knows the organisation from what it was given.
var additions = []string{"PutFile", "Ticket", "AddFactors", "AddProcedure", "Procedures", "SaveDraft", "Publish", "ConfirmProcedure", "KeepMail", "Mailbox", "KeepEvaluationForm"}

// TestEveryFunctionWithAnOrganisationIsTried, so that a new one cannot be left out.
func TestEveryFunctionWithAnOrganisationIsTried(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && f.Name.IsExported() && takesOrganisation(f) && crossings[f.Name.Name] == nil && !slices.Contains(additions, f.Name.Name) {
				t.Errorf("%s takes an organisation and is not tried with another", f.Name.Name)
			}
		}
	}
}

func takesOrganisation(f *ast.FuncDecl) bool {
	for _, p := range f.Type.Params.List {
		for _, name := range p.Names {
			if name.Name == "organisation" {
				return true
			}
		}
	}
	return false
}

// TestAKeyOfOneDossierDoesNothingOnAnother: the act is refused, not taken for done.
func TestAKeyOfOneDossierDoesNothingOnAnother(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		one, err := f.create("k1", "de ene")
		if err != nil {
			t.Fatal(err)
		}
		other, err := f.create("k2", "de andere")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.note(one.ID, "sleutel", 1, "eerst"); err != nil {
			t.Fatal(err)
		}
		if err := f.note(other.ID, "sleutel", 1, "gekruist"); !errors.Is(err, store.ErrStale) {
			t.Errorf("crossed: %v", err)
		}
	})
}
