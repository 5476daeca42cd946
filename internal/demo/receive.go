package demo

import (
	"context"
	"fmt"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// receive opens the dossier, from the complainant or through a member.
func (l *line) receive() {
	if l.channel == email && l.by == "" {
		l.mailed()
		return
	}
	l.take(complaint.Intake{})
}

// receiveSolved is for what the reporter settled on the spot (S7).
func (l *line) receiveSolved() {
	in := complaint.Intake{Solved: true}
	if l.mood != notAsked {
		happy := l.mood == satisfied
		in.Satisfied = &happy
	}
	l.take(in)
}

func (l *line) take(in complaint.Intake) {
	at := l.moment(l.received, l.hour)
	in.ReceivedAt = at
	in.Received = complaint.Received{Channel: l.channel, Written: l.channel.Written(), From: l.from, Lang: "nl", Story: l.story,
		RemedySought: l.wish, About: l.about, Name: l.name, Email: l.address(), CodeGiven: l.channel == form}
	if l.channel == phone || l.channel == message {
		in.Received.Phone = fmt.Sprintf("06 00 00 00 %02d", l.nr)
	}
	who := complaint.ByComplainant
	if l.by != "" {
		who = l.member(l.by)
		in.Reporter = who
		in.Done = &complaint.ActionTaken{Nothing: l.did == "", Text: l.did, Reached: l.did != ""}
	}
	l.acts = append(l.acts, act{at, func(ctx context.Context) error {
		receipt, err := l.r.Receive(ctx, who, register.Submission{Key: fmt.Sprintf("demo-%d", l.nr), Intake: in})
		if err != nil {
			return fmt.Errorf("receipt of %q: %w", l.title, err)
		}
		l.ref, l.refs[l.name] = receipt.Ref, receipt.Ref
		return nil
	}})
}

func (l *line) member(key string) complaint.MemberID { return l.members[key] }

// acknowledger is who reported it, when that is one of the team's trainers.
func (l *line) acknowledger() string {
	if l.by == joris || l.by == saskia {
		return l.by
	}
	return mirjam
}
