package register

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// KeyShown is how long a confidant's key lies open after they last used it.
const KeyShown = 30 * time.Minute

// ErrLocked says that the confidant has yet to type their key in this session.
var ErrLocked = errors.New("the confidant's key is not open")

// Confides reports whether this person hears people in rooms of their own: a
// confidant who does not lead as well.
func (p Person) Confides() bool { return p.Proven() && p.Has(access.Confidant) }

// RoomState is how far a confidant is with their key.
type RoomState string

// States of a confidant's key.
const (
	RoomsNoKey  RoomState = "no_key"
	RoomsLocked RoomState = "locked"
	RoomsOpen   RoomState = "open"
)

// RoomsOf says how far a confidant is with their key.
func (r *Register) RoomsOf(ctx context.Context, who Person) (RoomState, error) {
	k, err := r.Store.ConfidantKey(ctx, who.Organisation(), who.Member.ID)
	switch {
	case errors.Is(err, ErrNotFound):
		return RoomsNoKey, nil
	case err != nil:
		return "", err
	}
	open, err := r.open(ctx, who)
	switch {
	case errors.Is(err, ErrLocked) || err == nil && open.of.ID != k.ID:
		return RoomsLocked, nil
	case err != nil:
		return "", err
	}
	return RoomsOpen, nil
}

// MakeRoomKey makes a confidant's key and gives the sheet that opens it, once. What
// only an earlier key opened is lost: their own notes for good, conversations until
// the complainant comes by.
func (r *Register) MakeRoomKey(ctx context.Context, who Person) (vault.Recovery, error) {
	if !who.Confides() {
		return "", ErrNotFound
	}
	sheet := vault.NewRecovery()
	if err := r.Store.SetConfidantKey(ctx, who.Organisation(), who.Member.ID, sheet.Key()); err != nil {
		return "", err
	}
	if err := r.LockRooms(ctx, who); err != nil {
		return "", err
	}
	return sheet, r.log(ctx, who, store.LogFactor, "", "confidant_key")
}

// UnlockRooms opens a confidant's key in this session, with the sheet they typed.
func (r *Register) UnlockRooms(ctx context.Context, who Person, typed string) error {
	if !who.Confides() {
		return ErrNotFound
	}
	sheet, err := vault.ParseRecovery(typed)
	var length *vault.CodeLengthError
	switch {
	case errors.As(err, &length):
		return &complaint.Refusal{Field: "sheet", Code: "key_short"}
	case err != nil:
		return &complaint.Refusal{Field: "sheet", Code: "key_wrong"}
	}
	if !r.proofs.Try(ctx, who.session()) {
		return &complaint.Refusal{Field: "sheet", Code: "key_often"}
	}
	private, id, err := r.Store.UnlockConfidant(ctx, who.Organisation(), who.Member.ID, sheet.Key())
	if errors.Is(err, vault.ErrOpen) {
		return errors.Join(&complaint.Refusal{Field: "sheet", Code: "key_wrong"}, r.log(ctx, who, store.LogProofFailed, "", "confidant_key"))
	}
	if err != nil {
		return err
	}
	r.proofs.Right(ctx, who.session())
	return r.keepOpen(ctx, who, openKey{private: private, of: store.ConfidantKey{ID: id}})
}

// Rooms lists a confidant's rooms. One that does not open with their key is there
// without anything in it.
func (r *Register) Rooms(ctx context.Context, who Person) (all []Room, err error) {
	if !who.Confides() {
		return nil, ErrNotFound
	}
	open, err := r.open(ctx, who)
	if err != nil {
		return nil, err
	}
	rooms, err := r.Store.Rooms(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return nil, err
	}
	for _, room := range rooms {
		v := Room{Room: room}
		if k, err := r.Store.RoomKey(ctx, room, open.private, open.of); err == nil && !room.Over(r.Now()) {
			if v, err = r.readRoom(ctx, room, k); err != nil {
				return nil, err
			}
		}
		all = append(all, v)
	}
	return all, nil
}

// RoomsWaiting is in how many rooms a confidant has something to read.
func (r *Register) RoomsWaiting(ctx context.Context, who Person) (n int, err error) {
	if !who.Confides() {
		return 0, nil
	}
	rooms, err := r.Store.Rooms(ctx, who.Organisation(), who.Member.ID)
	for _, room := range rooms {
		if room.Waits && !room.Over(r.Now()) {
			n++
		}
	}
	return n, err
}

// Opens reports whether the confidant can read what was said.
func (r Room) Opens() bool { return len(r.Said) > 0 }

// enter opens one room for its confidant.
func (r *Register) enter(ctx context.Context, who Person, id string) (Room, openKey, error) {
	room, err := r.Store.EnterRoom(ctx, who.visitor(), id)
	if err != nil {
		return Room{}, openKey{}, err
	}
	open, err := r.open(ctx, who)
	if err != nil {
		return Room{}, open, err
	}
	k, err := r.Store.RoomKey(ctx, room, open.private, open.of)
	if errors.Is(err, vault.ErrOpen) {
		return Room{Room: room}, open, nil
	}
	if err != nil {
		return Room{}, open, err
	}
	v, err := r.readRoom(ctx, room, k)
	return v, open, err
}

// OwnNote is what a confidant wrote for themselves.
type OwnNote struct {
	ID   string `json:"-"`
	At   time.Time
	Text string
}

// InRoom is a room as its confidant sees it.
type InRoom struct {
	Room
	Complaint *complaint.Complaint // as it was; nil: there is none, or they had a part in it
	Procedure complaint.Procedure
	Notes     []OwnNote // oldest first
}

// OpenRoom gives a confidant one of their rooms: what was said, the dossier as it
// was, and their own notes.
func (r *Register) OpenRoom(ctx context.Context, who Person, id string) (InRoom, error) {
	room, open, err := r.enter(ctx, who, id)
	if err != nil {
		return InRoom{}, err
	}
	in := InRoom{Room: room, Procedure: r.Procedure()}
	if room.Dossier != "" {
		h, err := r.frozen(ctx, who, room)
		switch {
		case err == nil:
			c := store.ReadFrozen(h)
			in.Complaint, in.Procedure = &c, r.procedureOf(c)
		case !errors.Is(err, ErrNotFound):
			return in, err
		}
	}
	notes, err := r.Store.Notes(ctx, room.Room, open.private)
	if err != nil {
		return in, err
	}
	for _, n := range notes {
		own := OwnNote{ID: n.ID}
		if err := json.Unmarshal(n.Body, &own); err != nil {
			return in, err
		}
		in.Notes = append(in.Notes, own)
	}
	if !room.Waits {
		return in, nil
	}
	return in, r.Store.Write(ctx, func(t *store.Tx) error { return t.SawRoom(room.Room) })
}

// frozen opens the dossier of a room as it was when they appealed, or when they
// came to the confidant.
func (r *Register) frozen(ctx context.Context, who Person, room Room) (*store.Handle[access.Frozen], error) {
	return store.OpenFrozen(ctx, r.Store, who.visitor(), room.Room, room.Dossier, room.UpTo, !room.Appealed)
}

// RoomFile opens an attachment of the dossier as it was.
func (r *Register) RoomFile(ctx context.Context, who Person, id, file string) (complaint.Attachment, io.ReadSeekCloser, error) {
	room, _, err := r.enter(ctx, who, id)
	if err != nil {
		return complaint.Attachment{}, nil, err
	}
	h, err := r.frozen(ctx, who, room)
	if err != nil {
		return complaint.Attachment{}, nil, err
	}
	for _, a := range store.ReadFrozen(h).Attachments() {
		if a.ID == file {
			body, err := store.File(ctx, h, file)
			return a, body, err
		}
	}
	return complaint.Attachment{}, nil, ErrNotFound
}

// inRoom carries out one act of a confidant in their room.
func (r *Register) inRoom(ctx context.Context, who Person, id string, do func(*store.Tx, Room, openKey) error) error {
	room, open, err := r.enter(ctx, who, id)
	if err != nil {
		return err
	}
	if !room.Opens() {
		return &complaint.Refusal{Code: "room_closed"}
	}
	return r.Store.Write(ctx, func(t *store.Tx) error { return do(t, room, open) })
}

// AnswerInRoom says something to the complainant, and tells them that it is there.
func (r *Register) AnswerInRoom(ctx context.Context, who Person, id, key, text string) error {
	if err := typed("message", text, "message_empty", complaint.TextLimit); err != nil {
		return err
	}
	return r.inRoom(ctx, who, id, func(t *store.Tx, room Room, _ openKey) error {
		return errors.Join(r.say(t, room.Room, room.key, "answer "+key, Utterance{Kind: RoomSaid, Text: text}), r.tellRoom(t, room, key))
	})
}

// PromiseInRoom sets the day by which the complainant hears from the confidant.
func (r *Register) PromiseInRoom(ctx context.Context, who Person, id, key string, day calendar.Date) error {
	p := r.Procedure()
	if day.IsZero() || day.Before(p.On(r.Now())) {
		return &complaint.Refusal{Field: "day", Code: "promise_past"}
	}
	return r.inRoom(ctx, who, id, func(t *store.Tx, room Room, _ openKey) error {
		return errors.Join(r.say(t, room.Room, room.key, "promise "+key, Utterance{Kind: RoomPromised, Day: day}), r.tellRoom(t, room, key))
	})
}

// typed refuses nothing, and what is longer than this many characters.
func typed(field, text, empty string, most int) error {
	if strings.TrimSpace(text) == "" {
		return &complaint.Refusal{Field: field, Code: empty}
	}
	return complaint.Fits(field, text, most)
}

// NoteInRoom keeps a note that only this confidant opens.
func (r *Register) NoteInRoom(ctx context.Context, who Person, id, text string) error {
	if err := typed("note", text, "note_empty", complaint.TextLimit); err != nil {
		return err
	}
	to, err := r.Store.ConfidantKey(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(OwnNote{At: r.Now(), Text: text})
	if err != nil {
		return err
	}
	return r.inRoom(ctx, who, id, func(t *store.Tx, room Room, _ openKey) error {
		return t.AddNote(room.Room, to, store.Note{ID: store.NewID(), Body: raw})
	})
}

// DestroyNote destroys a note for good.
func (r *Register) DestroyNote(ctx context.Context, who Person, id, note string) error {
	return r.inRoom(ctx, who, id, func(t *store.Tx, room Room, _ openKey) error { return t.DestroyNote(room.Room, note) })
}

// Conclude records what the confidant concludes. It goes to both sides.
func (r *Register) Conclude(ctx context.Context, who Person, id, key string, e complaint.AppealEnded) error {
	room, _, err := r.enter(ctx, who, id)
	switch {
	case err != nil:
		return err
	case !room.Appealed:
		return &complaint.Refusal{Code: "appeal_unknown"}
	case room.Outcome == complaint.AppealWithdrawn:
		return &complaint.Refusal{Code: "appeal_ended"}
	case e.Outcome == complaint.AppealWithdrawn: // theirs to say, in the room
		return &complaint.Refusal{Field: "outcome", Code: "outcome_missing"}
	}
	e.ID = room.ID
	return r.conclude(ctx, who.visitor(), room, Order{Key: "room:" + room.ID + ":" + key}, access.Hear, e)
}

// NewRoomCode gives the complainant another code, for who lost theirs or never had
// one; the confidant passes it on. The earlier one ends.
func (r *Register) NewRoomCode(ctx context.Context, who Person, id string) (code vault.RoomCode, err error) {
	code = vault.NewRoomCode(vault.NewKey(), []byte(store.NewID()))
	return code, r.inRoom(ctx, who, id, func(t *store.Tx, room Room, _ openKey) error { return t.SetRoomCode(room.Room, room.key, code) })
}

// EndRoom ends a room now and destroys all that was said in it. A running appeal
// needs an outcome first.
func (r *Register) EndRoom(ctx context.Context, who Person, id string) error {
	room, _, err := r.enter(ctx, who, id)
	switch {
	case err != nil:
		return err
	case room.Appealed && !room.Concluded():
		return &complaint.Refusal{Code: "outcome_first"}
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.EmptyRoom(room.Room), t.SetRoomEnd(room.Room, r.Now()))
	})
}

// roomNotice is to whom a mail goes that says no more than that there is an answer.
type roomNotice struct{ Email, Lang string }

// tellRoom queues a mail to the complainant, who left an address for it.
func (r *Register) tellRoom(t *store.Tx, room Room, key string) error {
	if room.Email == "" || r.Mail == nil {
		return nil
	}
	body, err := json.Marshal(roomNotice{Email: room.Email, Lang: room.Lang})
	if err != nil {
		return err
	}
	item := requestID(room.ID, key)
	return errors.Join(t.AddToken(identity.Token(item).Hash(), store.Token{Organisation: room.Organisation, Kind: store.TokenRoom,
		Member: complaint.MemberID(item), Expires: r.Now().Add(identity.AskedAge), Body: body}, true),
		t.AddJob(store.Job{Organisation: room.Organisation, Kind: store.JobTellRoom, Item: item}))
}

// tellConfidant says no more than that something waits, and not what.
func (r *Register) tellConfidant(ctx context.Context, j store.Job) error {
	m, ok := r.Member(complaint.MemberID(j.Item))
	if r.Mail == nil || !ok || !r.works(m) || j.State == store.JobSending {
		return r.finish(ctx, j)
	}
	return r.notify(ctx, j, m, "")
}

// mailRoom tells a complainant that the confidant answered.
func (r *Register) mailRoom(ctx context.Context, j store.Job) error {
	v, err := r.Store.Token(ctx, j.Organisation, store.TokenRoom, identity.Token(j.Item).Hash())
	if errors.Is(err, ErrNotFound) || err == nil && (r.Mail == nil || j.State == store.JobSending) {
		return r.finish(ctx, j)
	}
	var n roomNotice
	if err == nil {
		err = json.Unmarshal(v.Body, &n)
	}
	if err != nil {
		return err
	}
	home := r.Home()
	frame := letter.Frame{Lang: n.Lang, Organisation: home.Name, Phone: home.Phone, Site: r.Site()}
	return r.automatic(ctx, j, n.Email, "", frame, letter.RoomAnswered(frame, r.Site()+"/confidant"), r.Now())
}
