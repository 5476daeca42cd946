package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// How long a room stays open (domain 3, rule 4: access ends with the part in it).
const (
	RoomIdle  = 365 * 24 * time.Hour // after the last word, while nothing is concluded
	RoomAfter = 30 * 24 * time.Hour  // after the outcome
)

// RoomKind is what happened in a room.
type RoomKind string

// What happens in a room.
const (
	RoomOpened    RoomKind = "opened"
	RoomSaid      RoomKind = "said"
	RoomPromised  RoomKind = "promised" // the confidant says by which day they answer
	RoomAppealed  RoomKind = "appealed" // from then on the organisation knows
	RoomConcluded RoomKind = "concluded"
)

// Utterance is one thing that was said or done in a room.
type Utterance struct {
	Kind        RoomKind
	At          time.Time
	Complainant bool                    `json:",omitzero"` // else the confidant
	Text        string                  `json:",omitzero"`
	Day         calendar.Date           `json:",omitzero"`
	Outcome     complaint.AppealOutcome `json:",omitzero"`
	Opening     *Opening                `json:",omitzero"`
}

// Opening is what a room began with.
type Opening struct {
	Dossier string `json:",omitzero"`
	Ref     string `json:",omitzero"`
	UpTo    int    `json:",omitzero"` // number of the last event that the confidant reads
	Name    string `json:",omitzero"`
	Email   string `json:",omitzero"` // to tell that there is an answer
	Lang    string
}

// Room is a conversation with a confidant, opened with a code or a key.
type Room struct {
	store.Room
	Opening
	Said     []Utterance // oldest first
	AnswerBy calendar.Date
	Appealed bool // the organisation knows
	Shut     bool // the confidant made another key, and reads nothing until the complainant lets them
	Outcome  complaint.AppealOutcome
	key      vault.Key
}

// Concluded reports whether the appeal is over.
func (r Room) Concluded() bool { return r.Outcome != "" }

// readRoom opens what was said with the key of the room.
func (r *Register) readRoom(ctx context.Context, room store.Room, k vault.Key) (Room, error) {
	v := Room{Room: room, key: k}
	entries, err := r.Store.Entries(ctx, room, k)
	if err != nil {
		return v, err
	}
	for _, raw := range entries {
		var s Utterance
		if err := json.Unmarshal(raw, &s); err != nil {
			return v, fmt.Errorf("read what was said in a room: %w", err)
		}
		v = v.after(s)
	}
	return r.endedElsewhere(v), nil
}

func (r Room) after(s Utterance) Room {
	r.Said = append(r.Said, s)
	switch {
	case s.Opening != nil:
		r.Opening = *s.Opening
	case s.Kind == RoomPromised:
		r.AnswerBy = s.Day
	case s.Kind == RoomConcluded:
		r.Outcome, r.AnswerBy = s.Outcome, calendar.Date{}
	}
	r.Appealed = r.Appealed || s.Kind == RoomAppealed
	return r
}

// say keeps one thing in a room, and lets the other side know that it is there.
func (r *Register) say(t *store.Tx, room store.Room, k vault.Key, act string, s Utterance) error {
	s.At = r.Now()
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("write down what was said in a room: %w", err)
	}
	sum := sha256.Sum256([]byte(room.ID + " " + act))
	fresh, err := t.AddEntry(room, k, hex.EncodeToString(sum[:16]), raw, s.Complainant)
	if err != nil || !fresh {
		return err
	}
	t.After(r.Wake)
	if s.Complainant {
		return t.AddJob(store.Job{Organisation: room.Organisation, Kind: store.JobTellConfidant, Item: string(room.Confidant)})
	}
	return nil
}

// confidantOf finds who hears this: the one that was asked for, or the only one.
func (r *Register) confidantOf(ctx context.Context, c *complaint.Complaint, wanted complaint.MemberID) (store.Member, store.ConfidantKey, error) {
	all, err := r.confidants(ctx, c)
	if err != nil {
		return store.Member{}, store.ConfidantKey{}, err
	}
	for _, f := range all {
		if f.ID == wanted || wanted == "" && len(all) == 1 {
			return f.Member, f.key, nil
		}
	}
	if wanted == "" && len(all) > 0 {
		return store.Member{}, store.ConfidantKey{}, &complaint.Refusal{Code: "confidant_missing", Field: "confidant"}
	}
	return store.Member{}, store.ConfidantKey{}, &complaint.Refusal{Code: "confidant_none"}
}

type ready struct {
	store.Member
	key store.ConfidantKey
}

// confidants are who can hear somebody in a room: they have a key, and had no part
// in this complaint.
func (r *Register) confidants(ctx context.Context, c *complaint.Complaint) (all []ready, err error) {
	for _, m := range r.Active() {
		facts := access.Facts{Organisation: m.Organisation}
		if c != nil {
			facts = access.FactsOf(m.Organisation, "", *c)
		}
		who := r.personOf(m, store.Session{Level: store.LevelFull})
		if !m.Has(access.Confidant) || !r.works(m) || !access.Independent(who.Actor, facts) {
			continue
		}
		k, err := r.Store.ConfidantKey(ctx, m.Organisation, m.ID)
		switch {
		case errors.Is(err, ErrNotFound):
		case err != nil:
			return nil, err
		default:
			all = append(all, ready{m, k})
		}
	}
	return all, nil
}

// Confidants are who can hear somebody, about this complaint or about none yet.
func (r *Register) Confidants(ctx context.Context, c *complaint.Complaint) ([]store.Member, error) {
	all, err := r.confidants(ctx, c)
	var members []store.Member
	for _, f := range all {
		members = append(members, f.Member)
	}
	return members, err
}

// HasConfidant reports whether a confidant is on the team. Whether they are ready to
// hear this person is for the page that begins a conversation.
func (r *Register) HasConfidant() bool {
	return slices.ContainsFunc(r.Active(), func(m store.Member) bool { return m.Has(access.Confidant) && r.works(m) })
}

// Hears reports whether this confidant still comes in.
func (r *Register) Hears(id complaint.MemberID) bool {
	m, ok := r.Member(id)
	return ok && m.Has(access.Confidant) && r.works(m)
}

// Confiding is what somebody begins a conversation with. Without a receipt there is
// no complaint yet.
type Confiding struct {
	Receipt     vault.Code
	Key         string // of the form, a secret: the same form is one room
	Confidant   complaint.MemberID
	Name, Email string
	Lang        string
	Words       string
	Appeal      bool // at once: the organisation may know
}

// Confide opens a room, and gives the code that opens it for the complainant. It
// is shown once, and nobody can make it again.
func (r *Register) Confide(ctx context.Context, x Confiding) (vault.RoomCode, error) {
	if err := checkConfiding(x); err != nil {
		return "", err
	}
	home := r.Home().ID
	code, err := r.Store.RoomCode(ctx, home, x.Key)
	if err != nil {
		return "", err
	}
	if _, err := r.RoomByCode(ctx, code); !errors.Is(err, ErrNotFound) {
		return code, err // sent twice
	}
	room := store.Room{Organisation: home, ID: store.NewID(), EndsAt: r.Now().Add(RoomIdle)}
	opening := Opening{Name: x.Name, Email: x.Email, Lang: x.Lang}
	c, err := r.confidedAbout(ctx, x, &opening)
	if err != nil {
		return "", err
	}
	m, to, err := r.confidantOf(ctx, c, x.Confidant)
	if err != nil {
		return "", err
	}
	room.Confidant = m.ID
	return code, r.Store.Write(ctx, func(t *store.Tx) error { return r.openRoom(t, room, to, code, x, opening) })
}

func (r *Register) openRoom(t *store.Tx, room store.Room, to store.ConfidantKey, code vault.RoomCode, x Confiding, opening Opening) error {
	k := vault.NewKey()
	if err := errors.Join(t.AddRoom(room, k, to), t.SetRoomCode(room, k, code)); err != nil {
		return err
	}
	if err := r.say(t, room, k, "opened "+x.Key, Utterance{Kind: RoomOpened, Complainant: true, Text: x.Words, Opening: &opening}); err != nil {
		return err
	}
	if !x.Appeal {
		return nil
	}
	return r.lodge(t, Room{Room: room, Opening: opening, key: k}, x.Key, x.Words)
}

// confidedAbout opens the complaint that somebody confides about, if there is one.
func (r *Register) confidedAbout(ctx context.Context, x Confiding, opening *Opening) (*complaint.Complaint, error) {
	if x.Receipt == "" {
		if x.Appeal {
			return nil, &complaint.Refusal{Code: "appeal_early"}
		}
		return nil, nil //nolint:nilnil // no complaint yet is no error
	}
	id, c, err := r.Store.ByReceipt(ctx, r.Home().ID, x.Receipt)
	if err != nil {
		return nil, err
	}
	opening.Dossier, opening.Ref, opening.UpTo = id, c.Received.Ref, 1 // what they told themselves
	if against, err := c.OpenTo(r.procedureOf(c), r.Now()); err == nil {
		opening.UpTo = c.FrozenAt(against)
	}
	return &c, nil
}

func checkConfiding(x Confiding) error {
	var problems Problems
	add := func(field, code string) { problems = append(problems, Problem{field, code}) }
	if strings.TrimSpace(x.Words) == "" {
		add("words", "confide_empty")
	}
	if x.Email != "" && !ValidEmail(x.Email) {
		add("email", EmailProblem(x.Email))
	}
	if len(problems) > 0 {
		return problems
	}
	return errors.Join(complaint.Fits("words", x.Words, complaint.MessageLimit), complaint.Fits("name", x.Name, complaint.NameLimit))
}

// lodge makes an appeal of what is said in a room: from then on the organisation
// knows, and reads the grounds.
func (r *Register) lodge(t *store.Tx, room Room, key, grounds string) error {
	_, err := r.inside(t, system(room.Organisation), room.Dossier, Order{by: complaint.ByComplainant, Key: "room:" + room.ID + ":" + key}, access.Handle,
		func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			a := complaint.Appealed{ID: room.ID, Confidant: room.Confidant, Grounds: grounds}
			for _, b := range p.Appeal {
				if b.Kind == "confidant" {
					a.Body, a.Name = b.Kind, b.Name
					return c.Appeal(p, m, a)
				}
			}
			return nil, &complaint.Refusal{Code: "appeal_elsewhere"}
		})
	if err != nil {
		return err
	}
	return r.say(t, room.Room, room.key, "appealed "+key, Utterance{Kind: RoomAppealed, Complainant: true})
}

// SayToConfidant keeps what the complainant says more; key is of the form.
func (r *Register) SayToConfidant(ctx context.Context, code vault.RoomCode, key, text string) error {
	room, err := r.talking(ctx, code, "message", text, "message_empty")
	if err != nil {
		return err
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		return r.say(t, room.Room, room.key, "message "+key, Utterance{Kind: RoomSaid, Complainant: true, Text: text})
	})
}

func (r *Register) talking(ctx context.Context, code vault.RoomCode, field, text, empty string) (Room, error) {
	if err := typed(field, text, empty, complaint.MessageLimit); err != nil {
		return Room{}, err
	}
	return r.RoomByCode(ctx, code)
}

// AppealFromRoom: who spoke with the confidant first appeals now.
func (r *Register) AppealFromRoom(ctx context.Context, code vault.RoomCode, key, grounds string) error {
	room, err := r.talking(ctx, code, "grounds", grounds, "grounds_empty")
	switch {
	case err != nil:
		return err
	case room.Dossier == "":
		return &complaint.Refusal{Code: "appeal_early"}
	case room.Appealed:
		return &complaint.Refusal{Code: "appeal_running"}
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if err := r.say(t, room.Room, room.key, "grounds "+key, Utterance{Kind: RoomSaid, Complainant: true, Text: grounds}); err != nil {
			return err
		}
		return r.lodge(t, room, key, grounds)
	})
}

// MayAppealFrom says whether the complainant can appeal now, and refuses with why
// not yet.
func (r *Register) MayAppealFrom(room Room) error {
	c, ok := r.index.Standing(room.Dossier)
	if !ok {
		return &complaint.Refusal{Code: "appeal_early"}
	}
	p := r.procedureOf(c)
	if !slices.ContainsFunc(p.Appeal, func(b complaint.AppealBody) bool { return b.Kind == "confidant" }) {
		return &complaint.Refusal{Code: "appeal_elsewhere"}
	}
	if _, running := c.Appealing(); running {
		return &complaint.Refusal{Code: "appeal_running"}
	}
	_, err := c.OpenTo(p, r.Now())
	return err
}

// WithdrawAppeal: the complainant takes the appeal back; the complaint stays as it was.
func (r *Register) WithdrawAppeal(ctx context.Context, code vault.RoomCode, key string) error {
	room, err := r.RoomByCode(ctx, code)
	switch {
	case err != nil:
		return err
	case !room.Appealed || room.Concluded():
		return &complaint.Refusal{Code: "appeal_ended"}
	}
	return r.conclude(ctx, system(room.Organisation), room, Order{by: complaint.ByComplainant, Key: "room:" + room.ID + ":" + key}, access.Handle,
		complaint.AppealEnded{ID: room.ID, Outcome: complaint.AppealWithdrawn})
}

func (r *Register) conclude(ctx context.Context, who store.Visitor, room Room, o Order, do access.Action, e complaint.AppealEnded) error {
	return r.Store.Write(ctx, func(t *store.Tx) error {
		_, err := r.inside(t, who, room.Dossier, o, do, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return c.EndAppeal(p, m, e)
		})
		if err != nil {
			return err
		}
		said := Utterance{Kind: RoomConcluded, Complainant: do == access.Handle, Text: e.Text, Outcome: e.Outcome}
		if err := r.say(t, room.Room, room.key, o.Key, said); err != nil || said.Complainant {
			return err
		}
		return r.tellRoom(t, room, o.Key)
	})
}
