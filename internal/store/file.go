package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/files"
	"wederhoor/internal/vault"
)

// PendingFile is an upload that is sealed on disk and belongs to nothing yet.
// Its key is only in the ticket; without an act that keeps it, it is rubbish.
type PendingFile struct {
	ID   string
	Key  []byte
	Name string
	Size int64
	Type string
	Sum  string // SHA-256 of the bytes, in hexadecimal
	Put  int64  // when, in Unix milliseconds; zero: not known
}

// Attachment is how the file stands in the event.
func (f PendingFile) Attachment() complaint.Attachment {
	return complaint.Attachment{ID: f.ID, Name: f.Name, Size: f.Size, Type: f.Type, SHA256: f.Sum}
}

// ErrTooLarge says that an upload is larger than the limit.
var ErrTooLarge = errors.New("the file is too large")

// PutFile seals an upload as it streams in: nothing of it reaches the disk or a bucket
// in clear. It is durable before PutFile returns.
func (s *Store) PutFile(organisation, name string, r io.Reader, limit int64) (PendingFile, error) {
	return s.putFile(organisation, PendingFile{ID: NewID(), Name: name}, r, limit)
}

func (s *Store) putFile(organisation string, f PendingFile, r io.Reader, limit int64) (PendingFile, error) {
	if s.disk.files {
		if err := s.stores(true); err != nil {
			return PendingFile{}, err
		}
	}
	key := vault.NewKey()
	f.Key, f.Put = key[:], s.now().UnixMilli()
	head := make([]byte, 512)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return f, fmt.Errorf("read the upload: %w", err)
	}
	f.Type = http.DetectContentType(head[:n])
	place, err := s.place(context.Background())
	if err != nil {
		return f, unavailable(err)
	}
	out, err := place.Create(f.ID)
	if err != nil {
		return f, unavailable(err)
	}
	sum := sha256.New()
	f.Size, err = sealInto(out, key, fileAddress(organisation, f.ID), io.TeeReader(io.MultiReader(bytes.NewReader(head[:n]), r), sum), limit)
	f.Sum = hex.EncodeToString(sum.Sum(nil))
	if err != nil {
		out.Abort()
		return f, err
	}
	if err := out.Commit(); err != nil {
		return f, unavailable(err)
	}
	return f, nil
}

func sealInto(out io.Writer, key vault.Key, at vault.Address, r io.Reader, limit int64) (int64, error) {
	w, err := vault.SealStream(out, key, at)
	if err != nil {
		return 0, unavailable(err)
	}
	in := &sender{Reader: r}
	size, err := io.Copy(w, io.LimitReader(in, limit+1))
	switch {
	case in.failed:
		return size, fmt.Errorf("read the upload: %w", err)
	case err != nil: // not the sender, so the place
		return size, unavailable(err)
	case size > limit:
		return size, ErrTooLarge
	}
	if err := w.Close(); err != nil {
		return size, unavailable(err)
	}
	return size, nil
}

// sender tells a sender who went away from a disk that is full.
type sender struct {
	io.Reader
	failed bool
}

func (s *sender) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.failed = s.failed || err != nil && !errors.Is(err, io.EOF)
	return n, err
}

// fileAddress binds the bytes to the file; the wrapped key binds the file to
// its dossier, which does not exist yet while somebody is still typing.
func fileAddress(organisation, file string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: file, Compartment: vault.Case, Kind: "file"}
}

func (t *Tx) keepFile(d *dossierRow, f PendingFile) error {
	if len(f.Key) != len(vault.Key{}) {
		return fmt.Errorf("keep a file: its key is not a key")
	}
	at := vault.Address{Organisation: d.organisation, Dossier: d.id, Compartment: vault.Case, Kind: "file:" + f.ID}
	wrapped := vault.Wrap(d.keks[complaint.InCase], "file", at, vault.Key(f.Key))
	return t.execKeys(`INSERT INTO file_key (organisation, dossier, file, wrapped) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation, dossier, file) DO UPDATE SET wrapped = excluded.wrapped`, // left by a power cut, see seal
		d.organisation, d.id, f.ID, wrapped)
}

func (s *Store) openFile(ctx context.Context, organisation, dossier, id string) (io.ReadSeekCloser, error) {
	keks, err := s.dossierKeys(ctx, s.keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	wrapped, err := s.fileKey(ctx, organisation, dossier, id)
	if err != nil {
		return nil, err
	}
	at := vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Case, Kind: "file:" + id}
	key, err := vault.Unwrap(keks[complaint.InCase], "file", at, wrapped)
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	return s.openSealed(ctx, id, key, fileAddress(organisation, id))
}

// ErrFileGone says that a file is not where the register says it is.
var ErrFileGone = errors.New("the file is not in its place")

// openSealed opens a file for as long as ctx lasts. What was cut short, or is another
// file, is an error before a byte of it is given.
func (s *Store) openSealed(ctx context.Context, id string, key vault.Key, at vault.Address) (io.ReadSeekCloser, error) {
	place, err := s.place(ctx)
	if err != nil {
		return nil, unavailable(err)
	}
	in, err := files.Open(ctx, place, id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open a file: %w: %w", ErrFileGone, err)
	}
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", unavailable(err))
	}
	plain, size, err := vault.OpenStreamAt(in, in.Size(), key, at)
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	return opened{io.NewSectionReader(plain, 0, size)}, nil
}

type opened struct{ *io.SectionReader }

// Close does nothing: each piece was asked for by itself.
func (opened) Close() error { return nil }

// Ticket lets a form carry an upload while it is being mended, so that nobody
// has to choose a file twice. It is sealed and says nothing to its bearer.
func (s *Store) Ticket(ctx context.Context, organisation string, f PendingFile) (string, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("write a ticket: %w", err)
	}
	return vault.SealToken(orgKey, "ticket", raw), nil
}

// Redeem reads a ticket back; a false or foreign one is ErrNotFound.
func (s *Store) Redeem(ctx context.Context, organisation, ticket string) (PendingFile, error) {
	var f PendingFile
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return f, err
	}
	raw, err := vault.OpenToken(orgKey, "ticket", ticket)
	if err != nil {
		return f, ErrNotFound
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return f, fmt.Errorf("read a ticket: %w", err)
	}
	if f.Put != 0 && s.now().Sub(time.UnixMilli(f.Put)) > ticketAge {
		return f, ErrNotFound
	}
	place, err := s.place(ctx)
	if err != nil {
		return f, unavailable(err)
	}
	switch _, err := place.Size(ctx, f.ID); {
	case errors.Is(err, fs.ErrNotExist):
		return f, ErrNotFound
	case err != nil:
		return f, unavailable(err)
	}
	return f, nil
}
