package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/review"
	"wederhoor/internal/vault"
)

// ErrHere says that an organisation is in this register already.
var ErrHere = errors.New("this organisation is in this register already")

// Bringing is an organisation that comes from a complete export of another register. Its
// events stay what they are, to the byte: what was promised about them elsewhere is true
// here. Only keys are wrapped anew.
type Bringing struct {
	House     Household
	Recovery  vault.Key                        // of the new sheet
	Originals func(func(Original) error) error // gives every file of every dossier
	Each      func(func(Brought) error) error  // gives every dossier, one after another
	// View and Jobs are what the register keeps of a complaint, and what waits for it.
	View func(complaint.Complaint, complaint.Procedure) View
	Jobs func(complaint.Complaint, complaint.Procedure) []Job
}

// Brought is one dossier on its way in. It was checked before.
type Brought struct {
	proof.Dossier
	Ref   string     // "": an import that was undone before; only hashes are left of it
	Code  vault.Code // of the receipt; "": it had none
	Files []string   // ids of its originals
}

// Original is one file on its way in. Its name and its kind stand in the events.
type Original struct {
	ID   string
	Size int64 // bytes
	Open func() (io.ReadCloser, error)
}

// ownID is what ours look like. Whoever wrote the folder chooses them, and each becomes the
// name of a file or a row.
var ownID = regexp.MustCompile(`^[a-z2-7]{26}$`)

// Bring takes an organisation in: all of it, or nothing. Files come first, and are rubbish
// without the rest. Everybody who writes waits. ErrHere: it is here.
func (s *Store) Bring(ctx context.Context, b Bringing) error {
	sealed, err := s.bringFiles(ctx, b)
	if err != nil {
		return err
	}
	return s.WriteLong(ctx, func(t *Tx) error {
		if err := t.notHere(b.House.ID); err != nil {
			return err
		}
		orgKey, err := t.bringHouse(b)
		if err != nil {
			return err
		}
		var size int64
		err = b.Each(func(d Brought) error {
			size += int64(len(d.Events))
			if err := t.bringDossier(orgKey, b, d, sealed); err != nil {
				return fmt.Errorf("dossier %s: %w", d.Dossier.Dossier, err)
			}
			return t.flush()
		})
		if err != nil {
			return err
		}
		_, err = t.exec("UPDATE organisation SET log_size = $1 WHERE id = $2", size, b.House.ID)
		return err
	})
}

func (t *Tx) notHere(organisation string) error {
	var n int
	if err := t.row("SELECT COUNT(*) FROM organisation WHERE id = $1", organisation).Scan(&n); err != nil {
		return unavailable(err)
	}
	if n > 0 {
		return ErrHere
	}
	// A power cut after the keys and before the register leaves keys of nothing.
	for _, query := range []string{"DELETE FROM org_key WHERE organisation = $1", "DELETE FROM dossier_key WHERE organisation = $1", "DELETE FROM item_key WHERE organisation = $1",
		"DELETE FROM file_key WHERE organisation = $1", "DELETE FROM receipt WHERE organisation = $1"} {
		if err := t.execKeys(query, organisation); err != nil {
			return err
		}
	}
	return nil
}

// bringFiles seals every original under a key of its own and gives those keys.
func (s *Store) bringFiles(ctx context.Context, b Bringing) (map[string]PendingFile, error) {
	if !ownID.MatchString(b.House.ID) {
		return nil, fmt.Errorf("%q is no id of an organisation", b.House.ID)
	}
	all, err := s.Organisations(ctx) // keys alone may be left of a try, see notHere
	if err != nil {
		return nil, unavailable(err)
	}
	if slices.Contains(all, b.House.ID) {
		return nil, ErrHere
	}
	place, err := s.place(ctx)
	if err != nil {
		return nil, unavailable(err)
	}
	sealed := map[string]PendingFile{}
	err = b.Originals(func(o Original) error {
		var others int
		if err := s.keys.QueryRowContext(ctx, "SELECT COUNT(*) FROM file_key WHERE file = $1 AND organisation <> $2", o.ID, b.House.ID).Scan(&others); err != nil {
			return unavailable(err)
		}
		if _, twice := sealed[o.ID]; twice || others > 0 || !ownID.MatchString(o.ID) {
			return fmt.Errorf("%q cannot be the id of a file here", o.ID)
		}
		if err := place.Remove(ctx, o.ID); err != nil { // of a try that was broken off
			return unavailable(err)
		}
		in, err := o.Open()
		if err != nil {
			return err
		}
		f, err := s.putFile(b.House.ID, PendingFile{ID: o.ID}, in, o.Size)
		sealed[o.ID] = f
		return errors.Join(err, in.Close())
	})
	return sealed, err
}

// bringHouse makes the organisation with a key of its own, and all that belongs to no
// dossier.
func (t *Tx) bringHouse(b Bringing) (orgKey vault.Key, err error) {
	h := b.House
	h.Settings.ID = h.ID
	if orgKey, err = t.found(h.Settings, h.Founded, b.Recovery); err != nil {
		return orgKey, err
	}
	for i, p := range h.Procedures {
		if p.Version != i+1 || p.Procedure.Version != p.Version {
			return orgKey, fmt.Errorf("version %d of the procedure is not there", i+1)
		}
		if err := t.putProcedure(orgKey, h.ID, p.Procedure, p.From); err != nil {
			return orgKey, fmt.Errorf("version %d of the procedure: %w", p.Version, err)
		}
	}
	for _, m := range h.Members {
		m.Profile.ID, m.Profile.Organisation, m.Profile.State = m.ID, h.ID, m.State
		if err := t.addMember(orgKey, m.Profile); err != nil {
			return orgKey, err
		}
	}
	for _, r := range h.Readings {
		if _, err := t.exec("INSERT INTO procedure_read (organisation, member, version, at) VALUES ($1, $2, $3, $4)", h.ID, string(r.Member), r.Version, r.At); err != nil {
			return orgKey, err
		}
	}
	for _, r := range h.Reviews {
		if err := t.bringReview(orgKey, h.ID, r); err != nil {
			return orgKey, fmt.Errorf("annual review %s: %w", r.ID, err)
		}
	}
	return orgKey, nil
}

// bringReview seals the words of a review anew; its chain stays that over what was written.
func (t *Tx) bringReview(orgKey vault.Key, organisation string, r HouseReview) error {
	var events []review.Recorded
	var head []byte
	for i, e := range r.Events {
		rec, err := review.Decode(e.Seq, []byte(e.Says))
		if err != nil {
			return err
		}
		if head = leaf(head, r.ID, e.Seq, e.Written); e.Seq != i+1 || !slices.Equal(head, e.Leaf) {
			return fmt.Errorf("event %d is not what was written", i+1)
		}
		events = append(events, rec)
		body := sealDocument(orgKey, organisation, "review_event", reviewPlace(r.ID, e.Seq), []byte(e.Says))
		if _, err := t.exec("INSERT INTO review_event (organisation, review, seq, pos, act, body, leaf, written_hash, kept_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			organisation, r.ID, e.Seq, e.Pos, e.Act, body, e.Leaf, e.Written, hash(body)); err != nil {
			return err
		}
	}
	running := 0
	if review.Fold(r.ID, events).Running() {
		running = 1
	}
	_, err := t.exec("INSERT INTO review (organisation, id, opened_at, version, running, head) VALUES ($1, $2, $3, $4, $5, $6)", organisation, r.ID, r.Opened, len(events), running, head)
	return err
}

// bringDossier puts its events in their places, with their keys under new ones.
func (t *Tx) bringDossier(orgKey vault.Key, b Bringing, d Brought, sealed map[string]PendingFile) error {
	dossier := d.Dossier.Dossier
	if !ownID.MatchString(dossier) {
		return errors.New("this is no id of a dossier")
	}
	last := d.Events[len(d.Events)-1]
	erased := d.Events[0].Sealed[0] == nil
	row := &dossierRow{organisation: b.House.ID, id: dossier, head: last.Leaf}
	if !erased {
		keks, err := t.addDossierKeys(orgKey, b.House.ID, dossier)
		if err != nil {
			return err
		}
		row.keks = keks
	}
	for _, p := range d.Events {
		if err := t.bringEvent(row, p); err != nil {
			return err
		}
	}
	if d.Ref == "" {
		return nil
	}
	c, err := broughtComplaint(d)
	if err != nil {
		return err
	}
	row.complaint = c
	v := View{Stage: StageErased, ReceivedOn: ""}
	if erased {
		err = t.bringErasure(orgKey, b.House.ID, dossier, last, c)
	} else {
		p, found := b.House.procedure(c.Received.Version)
		if !found {
			return fmt.Errorf("version %d of the procedure is not in the export", c.Received.Version)
		}
		v = b.View(c, p)
		err = errors.Join(t.bringReach(orgKey, row, d.Code), t.addJobs(b.House.ID, dossier, append(b.Jobs(c, p), mayHaveLeft(c)...)))
	}
	if err != nil {
		return err
	}
	for _, id := range d.Files {
		if err := t.keepFile(row, sealed[id]); err != nil {
			return err
		}
	}
	return t.putDossier(row, d.Ref, v)
}

func (h Household) procedure(version int) (complaint.Procedure, bool) {
	if version < 1 || version > len(h.Procedures) {
		return complaint.Procedure{}, false
	}
	return h.Procedures[version-1].Procedure.Prepared(), true
}

func (t *Tx) bringEvent(d *dossierRow, p proof.Piece) error {
	var wrapped [3][]byte
	for i, in := range compartments {
		if p.Sealed[i] != nil && d.keks != nil {
			wrapped[i] = vault.Wrap(d.keks[in], "item", address(d.organisation, d.id, in, int(p.Seq)), vault.Key(p.Key[i]))
		}
	}
	if d.keks != nil {
		if err := t.putItemKeys(d.organisation, d.id, p.Seq, wrapped); err != nil {
			return err
		}
	}
	return t.putEvent(d.organisation, d.id, p)
}

// broughtComplaint replays what a dossier says. Of one that was erased the last event is
// all there is.
func broughtComplaint(d Brought) (complaint.Complaint, error) {
	var all []sealedEvent
	says := map[int][3]string{}
	for i, p := range d.Events {
		if p.Sealed[0] == nil && d.Events[0].Sealed[0] == nil && i < len(d.Events)-1 {
			continue
		}
		all = append(all, sealedEvent{seq: int(p.Seq), ct: p.Sealed})
		says[int(p.Seq)] = p.Says
	}
	events, err := redacted(all, func(e sealedEvent) (complaint.Sheets, error) {
		sheets := complaint.Sheets{}
		for i, in := range compartments {
			if text := says[e.seq][i]; text != "" {
				sheets[in] = []byte(text)
			}
		}
		return sheets, nil
	})
	return complaint.Fold(events), err
}

// bringErasure writes the line of the ledger that opens what is left for figures.
func (t *Tx) bringErasure(orgKey vault.Key, organisation, dossier string, last proof.Piece, c complaint.Complaint) error {
	if c.Erased == nil {
		return errors.New("nothing is left of it, and nothing says that it was erased")
	}
	plain, err := json.Marshal(*c.Erased)
	if err != nil {
		return fmt.Errorf("write what stays of a dossier: %w", err)
	}
	e := Erasure{Organisation: organisation, ID: NewID(), Dossier: dossier, Level: EraseAll, At: c.History[len(c.History)-1].Happened}
	e.Kept = sealDocument(orgKey, organisation, "erasure", e.ID, plain)
	at := address(organisation, dossier, complaint.InMeta, int(last.Seq))
	if err := t.addErasure(e, vault.Wrap(orgKey.Derive("wrap"), "item", at, vault.Key(last.Key[0]))); err != nil {
		return err
	}
	_, err = t.exec("UPDATE erasure SET done_at = at WHERE organisation = $1 AND id = $2", organisation, e.ID)
	return err
}

// bringReach keeps the roads to a dossier open: the code that a complainant has, a second
// one for letters that print it from now on, and the pages of who is asked for their side.
// Codes of those pages were made with a key that stays behind.
func (t *Tx) bringReach(orgKey vault.Key, d *dossierRow, code vault.Code) error {
	n := NewDossier{Organisation: d.organisation, Submission: "brought:" + d.id}
	if err := t.addReceipt(orgKey, n, d.id, vault.NewCode(orgKey, []byte(n.Submission))); err != nil {
		return err
	}
	if code != "" {
		if err := t.putReceipt(orgKey, d.organisation, d.id, code); err != nil {
			return err
		}
	}
	for _, e := range d.complaint.History {
		if asked, ok := e.Event.(complaint.SideAsked); ok {
			if err := t.keepSide(orgKey, d, asked, e.Happened); err != nil {
				return err
			}
		}
	}
	return nil
}

// mayHaveLeft is the work for letters that waited where this register was: one may have
// left since, so that a person is asked of each, as after a restored backup.
func mayHaveLeft(c complaint.Complaint) (all []Job) {
	for _, l := range c.Letters {
		if l.State == complaint.LetterQueued {
			all = append(all, Job{Kind: JobSendLetter, Item: l.ID, State: JobSending})
		}
	}
	return all
}
