package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// LodgeAppeal records that the complainant went to the appeal body with this number
// in the procedure, counted from 1, as the organisation heard it (S18).
// The confidant who hears it in a room of their own finds it there.
func (r *Register) LodgeAppeal(ctx context.Context, who Person, o Order, body int, grounds string) (complaint.Complaint, error) {
	hears, err := r.hears(ctx, who, o.Ref)
	if err != nil {
		return complaint.Complaint{}, err
	}
	o.also = func(t *store.Tx, id string, after complaint.Complaint) error {
		return r.roomOfAppeal(t, hears, id, after)
	}
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		a := complaint.Appealed{ID: store.NewID(), Grounds: grounds}
		if body > 0 && body <= len(p.Appeal) {
			a.Body, a.Name = p.Appeal[body-1].Kind, p.Appeal[body-1].Name
		}
		if a.Body == "confidant" {
			a.Confidant = hears.ID
		}
		return c.Appeal(p, m, a)
	})
}

// hears is the one confidant of the team who can hear an appeal about this complaint;
// nobody when there is none, or more than one.
func (r *Register) hears(ctx context.Context, who Person, ref string) (ready, error) {
	id, verdict := r.index.Verdict(who.Actor, access.Handle, ref)
	c, ok := r.index.Standing(id)
	if !ok || !verdict.OK {
		return ready{}, nil // the act itself answers that
	}
	all, err := r.confidants(ctx, &c)
	if err != nil || len(all) != 1 {
		return ready{}, err
	}
	return all[0], nil
}

// roomOfAppeal opens a room for an appeal that the organisation wrote down. The
// complainant has no code yet: the confidant gives one.
func (r *Register) roomOfAppeal(t *store.Tx, hears ready, id string, after complaint.Complaint) error {
	a, ok := after.Appealing()
	if !ok || a.Confidant == "" {
		return nil
	}
	room := store.Room{Organisation: r.Home().ID, ID: a.ID, Confidant: a.Confidant, EndsAt: r.Now().Add(RoomIdle)}
	k := vault.NewKey()
	if err := t.AddRoom(room, k, hears.key); err != nil {
		return err
	}
	opening := Opening{Dossier: id, Ref: after.Received.Ref, UpTo: a.UpTo, Email: after.Received.Email, Lang: after.Received.Lang}
	if err := r.say(t, room, k, "opened", Utterance{Kind: RoomOpened, Complainant: true, Text: a.Grounds, Opening: &opening}); err != nil {
		return err
	}
	return r.say(t, room, k, "appealed", Utterance{Kind: RoomAppealed, Complainant: true})
}

// EndAppeal records what a body outside concludes, as the organisation heard it.
func (r *Register) EndAppeal(ctx context.Context, who Person, o Order, e complaint.AppealEnded) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Decide, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.EndElsewhere(p, m, e)
	})
}

// FollowUp is what the page of the letter after an appeal asks.
type FollowUp struct {
	Sending
	Appeal string        // id; "": the first that waits
	What   string        // what the organisation does
	By     calendar.Date // by when
}

// FollowAppeal tells the complainant what is done with the outcome, and by when (R35).
func (r *Register) FollowAppeal(ctx context.Context, who Person, o Order, f FollowUp) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Decide, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, f.Sending); err != nil {
			return nil, err
		}
		if a, ok := c.Followable(); ok && f.Appeal == "" {
			f.Appeal = a.ID
		}
		text := r.following(c, p, m, code, f)
		entries, err := c.FollowAppeal(p, m, complaint.AppealFollowed{ID: f.Appeal, By: f.By, Text: f.What}, writeLetter(c, f.Sending, text))
		return leaves(p, complaint.LetterFollowUp, text)(entries, err)
	})
}

func (r *Register) following(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, f FollowUp) letter.Text {
	u := letter.FollowUp{What: f.What, By: f.By, Appeal: p.Appeal}
	if a, ok := c.AppealWith(f.Appeal); ok {
		u.Kind, u.Name, u.Against = a.Body, a.Name, a.Against
		if a.Ended != nil {
			u.On, u.Outcome, u.Binding = p.On(a.Ended.Happened), a.Ended.Event.Outcome, a.Ended.Event.Binding
		}
	}
	return letter.Follow(r.frame(c, p, m, code, f.Signer), u)
}

// PreviewFollowUp shows the letter as it would leave.
func (r *Register) PreviewFollowUp(d Dossier, f FollowUp) letter.Text {
	return r.following(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, f)
}

// tellAppeal tells who leads it that an appeal began, or who follows it up that it
// ended, when it was not the team that wrote it down. The notice says no more.
func (r *Register) tellAppeal(id string, by complaint.MemberID, after complaint.Complaint) []store.Job {
	a, _ := after.AppealWith(id)
	if by != complaint.ByComplainant && (a.Confidant == "" || by != a.Confidant) {
		return nil
	}
	if a.Running() {
		return r.notices(store.JobTellAppeal, r.watchers(after))
	}
	return r.notices(store.JobTellAppeal, r.firstOf(after, after.Handler))
}

// endedElsewhere concludes a room whose appeal ended without a word in it: with the
// complaint that was taken back.
func (r *Register) endedElsewhere(v Room) Room {
	if !v.Appealed || v.Concluded() {
		return v
	}
	c, _ := r.index.Standing(v.Dossier)
	if a, ok := c.AppealWith(v.ID); ok && !a.Running() {
		v.Outcome, v.AnswerBy = a.Ended.Event.Outcome, calendar.Date{}
	}
	return v
}

// endRooms shortens what is left of the rooms of appeals that this act ended.
func (r *Register) endRooms(t *store.Tx, before, after complaint.Complaint) error {
	for _, a := range after.Appeals {
		was, _ := before.AppealWith(a.ID)
		if a.Confidant == "" || a.Running() || !was.Running() {
			continue
		}
		if err := t.SetRoomEnd(store.Room{Organisation: r.Home().ID, ID: a.ID}, r.Now().Add(RoomAfter)); err != nil {
			return err
		}
	}
	return nil
}
