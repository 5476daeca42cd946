package register

import (
	"context"
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// Seen is a line of the log as somebody may see it. The same by the same person
// on one day is one line with a count.
type Seen struct {
	store.Line           // the latest
	First      time.Time // the first of them
	Times      int       // how often on that day, as far as this page goes
	Tried      bool      // a refusal that does not say whether there is a dossier
}

// LogPage is a page of the log, newest first.
type LogPage struct {
	Lines        []Seen
	Older, Newer store.Place // where the next pages start; zero when there is none
}

// LogSize is how many lines a page of the log shows.
const LogSize = 50

// LogKind is a kind of line somebody can choose.
type LogKind string

// Kinds of lines, in the order the page offers them.
const (
	LogOpened  LogKind = "opened"
	LogNames   LogKind = "names"
	LogAccess  LogKind = "access"
	LogDoor    LogKind = "door"
	LogRefused LogKind = "refused"
	LogLooked  LogKind = "looked"
)

// LogKinds lists the kinds.
func LogKinds() []LogKind {
	return []LogKind{LogOpened, LogNames, LogAccess, LogDoor, LogRefused, LogLooked}
}

var logKinds = map[LogKind][]access.Action{
	LogOpened: {access.ReadContent, access.ReadSummary, access.Deliver, store.LogDownload, store.LogExport, store.LogMail, store.LogEvaluation, store.LogOldRegister, store.LogBrought, store.LogBackup},
	LogNames:  {store.LogSearch, store.LogUnmask},
	LogAccess: {store.LogGrant, store.LogRevoke, access.BreakGlass, store.LogInvited, store.LogRoleChanged, store.LogLeft},
	LogDoor:   {store.LogSignIn, store.LogSignInFailed, store.LogProofFailed, store.LogSignOut, store.LogFactor, store.LogReset, store.LogSignedOut},
	LogLooked: {access.ReadLog, store.LogReport},
}

// ReadsLog reports whether this person may see what accounts did. Of a dossier
// the table of package access decides.
func (p Person) ReadsLog() bool {
	return p.Proven() && p.Has(access.Lead, access.Deputy, access.PrivacyOfficer)
}

// LogQuery is which part of the log somebody wants to see.
type LogQuery struct {
	Member       complaint.MemberID // "": of everybody
	Kind         LogKind            // "": of every kind
	Older, Newer store.Place
}

// WhoLooked tells who looked at a dossier and who tried. Looking is a line too.
func (r *Register) WhoLooked(ctx context.Context, who Person, ref string, q LogQuery) (LogPage, error) {
	id, err := r.find(ctx, who, access.ReadLog, ref)
	if err != nil {
		return LogPage{}, err
	}
	h, err := store.OpenDossier[access.Log](ctx, r.Store, who.visitor(), id)
	if err != nil {
		return LogPage{}, err
	}
	return r.logPage(who, q, func(part store.Stretch) ([]store.Line, error) { return store.LogOfDossier(ctx, h, part) })
}

// WhatSaw tells what an account saw and tried, also of somebody who left;
// without a member, what everybody did. Lines about a dossier whose log this
// person may not read are not there, and no count of them.
func (r *Register) WhatSaw(ctx context.Context, who Person, q LogQuery) (LogPage, error) {
	m, known := r.Member(q.Member)
	if !who.ReadsLog() || q.Member != "" && !known {
		return LogPage{}, r.refuse(ctx, who, access.ReadLog, "")
	}
	r.index.Wait() // without all dossiers there is no saying whose lines may be shown
	if err := r.log(ctx, who, access.ReadLog, "", m.Name); err != nil {
		return LogPage{}, err
	}
	return r.logPage(who, q, func(part store.Stretch) ([]store.Line, error) {
		if q.Member == "" {
			return r.Store.LogOfAll(ctx, who.Organisation(), part)
		}
		return r.Store.LogOfMember(ctx, who.Organisation(), q.Member, part)
	})
}

// logPage reads on until a page is full of what may be shown.
func (r *Register) logPage(who Person, q LogQuery, read func(store.Stretch) ([]store.Line, error)) (LogPage, error) {
	part := store.Stretch{Older: q.Older, Newer: q.Newer, Most: 4 * LogSize, Actions: logKinds[q.Kind], Refused: q.Kind == LogRefused}
	fold := folding{zone: r.Procedure().Zone(), at: map[foldKey]int{}, most: LogSize}
	for more := true; more && !fold.full; {
		lines, err := read(part)
		if err != nil {
			return LogPage{}, err
		}
		more = len(lines) == part.Most
		if part.Newer != (store.Place{}) {
			slices.Reverse(lines)
		}
		for _, l := range lines {
			if seen, ok := r.visible(who, l); ok {
				fold.add(seen)
			}
		}
		if more {
			end := lines[len(lines)-1].Place()
			if part.Newer != (store.Place{}) {
				part.Newer = end
			} else {
				part.Older = end
			}
		}
	}
	if q.Newer != (store.Place{}) {
		if !fold.full { // near the top: the newest page as it is
			return r.logPage(who, LogQuery{Member: q.Member, Kind: q.Kind}, read)
		}
		return fold.back(), nil
	}
	return fold.forth(q.Older), nil
}

// visible gives a line as this person may see it, or not at all. A try at what
// may not be seen looks as a try at a number that is free: neither says whether
// there is a dossier, or the subject of a complaint could learn of it here.
func (r *Register) visible(who Person, l store.Line) (Seen, bool) {
	if l.Dossier != "" {
		if _, v := r.index.VerdictOn(who.Actor, access.ReadLog, l.Dossier); v.OK {
			return Seen{Line: l, First: l.At, Times: 1}, true
		}
		if l.Allowed {
			return Seen{}, false
		}
	} else if l.Allowed || l.AtTheDoor() {
		return Seen{Line: l, First: l.At, Times: 1}, true
	}
	l.Dossier, l.Ref, l.Rule, l.Action, l.Detail = "", "", "", access.Know, ""
	return Seen{Line: l, First: l.At, Times: 1, Tried: true}, true
}
