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

// FileDesk is a dossier of which somebody makes a file that leaves, with what was
// chosen so far; the choice is the page's, and nil at first.
type FileDesk struct {
	Dossier
	Choice []byte
	Codes  []string // that open somebody's own page
	handle *store.Handle[access.Content]
	do     access.Action // what it asks
	what   string        // for which file the choice is
}

// OutsideDesk opens a dossier for a body outside, to who decides in it: who leads it or
// handles it (domain 3). Everybody else gets what they get for a number that is free.
func (r *Register) OutsideDesk(ctx context.Context, who Person, ref string) (FileDesk, error) {
	return r.fileDesk(ctx, who, ref, access.Decide, store.ForOutside, "")
}

func (r *Register) fileDesk(ctx context.Context, who Person, ref string, do access.Action, what string, as access.Action) (FileDesk, error) {
	id, err := r.find(ctx, who, do, ref)
	if err != nil {
		return FileDesk{}, err
	}
	h, err := store.OpenDossier[access.Content](ctx, r.Store, who.visitor().As(as), id)
	if err != nil {
		return FileDesk{}, err
	}
	c := store.Read(h)
	d := FileDesk{Dossier: Dossier{Complaint: c, Procedure: r.procedureOf(c), Now: r.Now(), id: id}, handle: h, do: do, what: what}
	if !d.May(who, do) { // the index may have been behind
		return FileDesk{}, r.refuse(ctx, who, do, id)
	}
	if d.Codes, err = r.codesOf(ctx, h); err != nil {
		return FileDesk{}, err
	}
	d.Choice, err = store.FileChoice(ctx, h, what)
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
func (d FileDesk) Keep(ctx context.Context, r *Register, choice []byte) error {
	return r.Store.Write(ctx, func(t *store.Tx) error { return store.KeepFileChoice(t, d.handle, d.what, choice) })
}

// Open reads an attachment of the dossier.
func (d FileDesk) Open(ctx context.Context, id string) (io.ReadCloser, error) {
	for _, a := range d.Complaint.Attachments() {
		if a.ID == id {
			return store.File(ctx, d.handle, id)
		}
	}
	return nil, ErrNotFound
}

// MakeOutside makes the file, keeps exactly those bytes sealed with the dossier,
// and records whom it is for. It asks a fresh proof: what is in it leaves the
// register. write says what was in it.
func (r *Register) MakeOutside(ctx context.Context, who Person, d FileDesk, o Order, write func(io.Writer) (complaint.GivenOutside, error)) (complaint.GivenOutside, error) {
	var e complaint.GivenOutside
	return e, r.makeFile(ctx, who, d, o, making{
		write: func(to io.Writer) (err error) { e, err = write(to); return err },
		decide: func(c complaint.Complaint, m complaint.Moment, f store.PendingFile) ([]complaint.Entry, error) {
			e.File, e.Size, e.SHA256 = f.ID, f.Size, f.Sum
			return c.GiveOutside(m, e)
		},
		detail: func() string { return e.Body }})
}

// making is how a file that leaves comes about.
type making struct {
	write  func(io.Writer) error
	decide func(complaint.Complaint, complaint.Moment, store.PendingFile) ([]complaint.Entry, error)
	detail func() string // for the log
}

// makeFile seals a file while it is being written and records it with the dossier.
// Nothing of it is in clear on disk, and one is made at a time, since pictures take
// memory.
func (r *Register) makeFile(ctx context.Context, who Person, d FileDesk, o Order, x making) error {
	switch {
	case !d.May(who, d.do):
		return ErrNotFound
	case !who.Fresh(r.Now()):
		return ErrProve
	case o.Version != d.Complaint.Version:
		return ErrStale
	}
	select {
	case r.making <- struct{}{}:
		defer func() { <-r.making }()
	case <-ctx.Done():
		return fmt.Errorf("wait for another file: %w", ctx.Err())
	}
	file, err := r.sealOutside(d.Complaint.Received.Ref, x.write)
	if err != nil {
		return err
	}
	o.files = []store.PendingFile{file}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		_, err := r.inside(t, who.visitor(), d.id, o, d.do, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return x.decide(c, m, file)
		})
		if err == nil {
			err = store.KeepFileChoice(t, d.handle, d.what, nil)
		}
		if err == nil {
			err = t.Log(r.line(who.visitor(), store.LogExport, d.id, x.detail()))
		}
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return r.refuse(ctx, who, d.do, d.id)
	}
	return err
}

// sealOutside seals the file while it is being written.
func (r *Register) sealOutside(ref string, write func(io.Writer) error) (store.PendingFile, error) {
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := whole(write, in)
		_ = in.CloseWithError(err) // never fails
		done <- err
	}()
	file, err := r.Store.PutFile(r.Home().ID, ref+".pdf", out, OutsideLimit)
	_ = out.CloseWithError(err) // who writes stops when nobody reads any more
	failed := <-done
	switch {
	case errors.Is(err, store.ErrTooLarge):
		return file, &complaint.Refusal{Code: "outside_too_large", Field: "part"}
	case failed != nil:
		return file, fmt.Errorf("make a file that leaves: %w", failed)
	}
	return file, err
}

// whole turns a panic into an error: what strangers sent is read here, outside the
// goroutine of a request.
func whole(write func(io.Writer) error, in io.Writer) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return write(in)
}

// TakeOutside gives a file that was made, byte for byte, to who may make one and
// showed freshly who they are. The log tells it as an export.
func (r *Register) TakeOutside(ctx context.Context, who Person, ref, file string) (e complaint.GivenOutside, body io.ReadSeekCloser, err error) {
	body, err = r.takeFile(ctx, who, ref, access.Decide, store.ForOutside, file, func(c complaint.Complaint) bool {
		for _, x := range c.Outside() {
			if x.Event.File == file {
				e = x.Event
				return true
			}
		}
		return false
	})
	return e, body, err
}

// takeFile hands over a file that was made of a dossier, when that knows it.
func (r *Register) takeFile(ctx context.Context, who Person, ref string, do access.Action, what, file string, knows func(complaint.Complaint) bool) (io.ReadSeekCloser, error) {
	id, err := r.find(ctx, who, do, ref)
	if err != nil {
		return nil, err
	}
	if !who.Fresh(r.Now()) {
		return nil, ErrProve
	}
	d, err := r.fileDesk(ctx, who, ref, do, what, store.LogExport)
	if err != nil {
		return nil, err
	}
	if !knows(d.Complaint) {
		return nil, r.refuse(ctx, who, do, id)
	}
	return store.File(ctx, d.handle, file)
}
