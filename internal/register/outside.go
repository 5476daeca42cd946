package register

import (
	"context"
	"errors"
	"fmt"
	"io"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// OutsideLimit is how large a file for a body outside may be, in bytes: twenty-five
// originals of the largest kind.
const OutsideLimit = 512 << 20

// OutsideDesk is a dossier of which somebody makes a file for a body outside, with
// what was chosen so far; the choice is the page's, and nil at first.
type OutsideDesk struct {
	Dossier
	Choice []byte
	Codes  []string // that open somebody's own page
	handle *store.Handle[access.Content]
}

// OutsideDesk opens it to who decides in this dossier: who leads it or handles it
// (domain 3). Everybody else gets what they get for a number that is free.
func (r *Register) OutsideDesk(ctx context.Context, who Person, ref string) (OutsideDesk, error) {
	return r.outsideDesk(ctx, who, ref, "")
}

func (r *Register) outsideDesk(ctx context.Context, who Person, ref string, as access.Action) (OutsideDesk, error) {
	id, err := r.find(ctx, who, access.Decide, ref)
	if err != nil {
		return OutsideDesk{}, err
	}
	h, err := store.OpenDossier[access.Content](ctx, r.Store, who.visitor().As(as), id)
	if err != nil {
		return OutsideDesk{}, err
	}
	c := store.Read(h)
	d := OutsideDesk{Dossier: Dossier{Complaint: c, Procedure: r.procedureOf(c), Now: r.Now(), id: id}, handle: h}
	if !d.May(who, access.Decide) { // the index may have been behind
		return OutsideDesk{}, r.refuse(ctx, who, access.Decide, id)
	}
	if d.Codes, err = r.codesOf(ctx, h); err != nil {
		return OutsideDesk{}, err
	}
	d.Choice, err = store.OutsideDraft(ctx, h)
	return d, err
}

// codesOf are the codes that stand in the letters of a dossier.
func (r *Register) codesOf(ctx context.Context, h *store.Handle[access.Content]) ([]string, error) {
	code, err := store.CodeOf(ctx, h)
	all := []string{string(code)}
	for _, e := range store.Read(h).History {
		if asked, ok := e.Event.(complaint.SideAsked); ok && err == nil {
			code, err = r.Store.SideCode(ctx, r.Home().ID, asked.Letter)
			all = append(all, string(code))
		}
	}
	return all, err
}

// Keep keeps what was chosen, sealed, until the file is made.
func (d OutsideDesk) Keep(ctx context.Context, r *Register, choice []byte) error {
	return r.Store.Write(ctx, func(t *store.Tx) error { return store.KeepOutsideDraft(t, d.handle, choice) })
}

// Open reads an attachment of the dossier.
func (d OutsideDesk) Open(ctx context.Context, id string) (io.ReadCloser, error) {
	for _, a := range d.Complaint.Attachments() {
		if a.ID == id {
			return store.File(ctx, d.handle, id)
		}
	}
	return nil, ErrNotFound
}

// MakeOutside makes the file, keeps exactly those bytes sealed with the dossier,
// and records whom it is for. It asks a fresh proof: what is in it leaves the
// register. write says what was in it; nothing of the file is in clear on disk,
// and one is made at a time, since pictures take memory.
func (r *Register) MakeOutside(ctx context.Context, who Person, d OutsideDesk, o Order, write func(io.Writer) (complaint.GivenOutside, error)) (complaint.GivenOutside, error) {
	var e complaint.GivenOutside
	switch {
	case !d.May(who, access.Decide):
		return e, ErrNotFound
	case !who.Fresh(r.Now()):
		return e, ErrProve
	case o.Version != d.Complaint.Version:
		return e, ErrStale
	}
	select {
	case r.making <- struct{}{}:
		defer func() { <-r.making }()
	case <-ctx.Done():
		return e, fmt.Errorf("wait for another file: %w", ctx.Err())
	}
	file, e, err := r.sealOutside(d.Complaint.Received.Ref, write)
	if err != nil {
		return e, err
	}
	e.File, e.Size, e.SHA256 = file.ID, file.Size, file.Sum
	o.files = []store.PendingFile{file}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		_, err := r.inside(t, who.visitor(), d.id, o, access.Decide, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return c.GiveOutside(m, e)
		})
		if err == nil {
			err = store.KeepOutsideDraft(t, d.handle, nil)
		}
		if err == nil {
			err = t.Log(r.line(who.visitor(), store.LogExport, d.id, e.Body))
		}
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return e, r.refuse(ctx, who, access.Decide, d.id)
	}
	return e, err
}

// sealOutside seals the file while it is being written.
func (r *Register) sealOutside(ref string, write func(io.Writer) (complaint.GivenOutside, error)) (store.PendingFile, complaint.GivenOutside, error) {
	type written struct {
		e   complaint.GivenOutside
		err error
	}
	out, in := io.Pipe()
	done := make(chan written, 1)
	go func() {
		e, err := whole(write, in)
		_ = in.CloseWithError(err) // never fails
		done <- written{e, err}
	}()
	file, err := r.Store.PutFile(r.Home().ID, ref+".pdf", out, OutsideLimit)
	_ = out.CloseWithError(err) // who writes stops when nobody reads any more
	w := <-done
	switch {
	case errors.Is(err, store.ErrTooLarge):
		return file, w.e, &complaint.Refusal{Code: "outside_too_large", Field: "part"}
	case w.err != nil:
		return file, w.e, fmt.Errorf("make a file for a body outside: %w", w.err)
	}
	return file, w.e, err
}

// whole turns a panic into an error: what strangers sent is read here, outside the
// goroutine of a request.
func whole(write func(io.Writer) (complaint.GivenOutside, error), in io.Writer) (e complaint.GivenOutside, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return write(in)
}

// TakeOutside gives a file that was made, byte for byte, to who may make one and
// showed freshly who they are. The log tells it as an export.
func (r *Register) TakeOutside(ctx context.Context, who Person, ref, file string) (complaint.GivenOutside, io.ReadSeekCloser, error) {
	var e complaint.GivenOutside
	id, err := r.find(ctx, who, access.Decide, ref)
	if err != nil {
		return e, nil, err
	}
	if !who.Fresh(r.Now()) {
		return e, nil, ErrProve
	}
	d, err := r.outsideDesk(ctx, who, ref, store.LogExport)
	if err != nil {
		return e, nil, err
	}
	for _, x := range d.Complaint.Outside() {
		if x.Event.File == file {
			body, err := store.File(ctx, d.handle, file)
			return x.Event, body, err
		}
	}
	return e, nil, r.refuse(ctx, who, access.Decide, id)
}
