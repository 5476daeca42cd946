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
	"net/http"
	"os"
	"path/filepath"
	"time"

	"wederhoor/internal/complaint"
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
}

// Attachment is how the file stands in the event.
func (f PendingFile) Attachment() complaint.Attachment {
	return complaint.Attachment{ID: f.ID, Name: f.Name, Size: f.Size, Type: f.Type, SHA256: f.Sum}
}

// ErrTooLarge says that an upload is larger than the limit.
var ErrTooLarge = errors.New("the file is too large")

// PutFile seals an upload as it streams in: nothing of it reaches the disk in
// clear. It is durable, directory included, before PutFile returns.
func (s *Store) PutFile(organisation, name string, r io.Reader, limit int64) (PendingFile, error) {
	key := vault.NewKey()
	f := PendingFile{ID: NewID(), Key: key[:], Name: name}
	head := make([]byte, 512)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return f, fmt.Errorf("read the upload: %w", err)
	}
	f.Type = http.DetectContentType(head[:n])
	out, err := s.files.OpenFile(f.ID, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return f, unavailable(err)
	}
	sum := sha256.New()
	f.Size, err = s.sealInto(out, key, fileAddress(organisation, f.ID), io.TeeReader(io.MultiReader(bytes.NewReader(head[:n]), r), sum), limit)
	f.Sum = hex.EncodeToString(sum.Sum(nil))
	if err == nil {
		err = s.syncFolder()
	}
	if err != nil {
		_ = s.files.Remove(f.ID)
	}
	return f, err
}

func (s *Store) sealInto(out *os.File, key vault.Key, at vault.Address, r io.Reader, limit int64) (int64, error) {
	w, err := vault.SealStream(out, key, at)
	if err != nil {
		return 0, errors.Join(unavailable(err), out.Close())
	}
	in := &sender{Reader: r}
	size, err := io.Copy(w, io.LimitReader(in, limit+1))
	switch {
	case in.failed:
		return size, errors.Join(fmt.Errorf("read the upload: %w", err), out.Close())
	case err != nil: // not the sender, so the disk
		return size, errors.Join(unavailable(err), out.Close())
	case size > limit:
		return size, errors.Join(ErrTooLarge, out.Close())
	}
	for _, step := range []func() error{w.Close, func() error { return s.sync(out) }, out.Close} {
		if err := step(); err != nil {
			return size, unavailable(err)
		}
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

func (s *Store) syncFolder() error {
	dir, err := s.files.Open(".")
	if err != nil {
		return unavailable(err)
	}
	return errors.Join(s.sync(dir), dir.Close())
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

func (s *Store) openFile(ctx context.Context, organisation, dossier, id string) (io.ReadCloser, error) {
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
	return s.openSealed(id, key, fileAddress(organisation, id))
}

func (s *Store) openSealed(id string, key vault.Key, at vault.Address) (io.ReadCloser, error) {
	in, err := s.files.Open(id)
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	plain, err := vault.OpenStream(in, key, at)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open a file: %w", err), in.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{plain, in}, nil
}

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
	if _, err := s.files.Stat(f.ID); err != nil {
		return f, ErrNotFound
	}
	return f, nil
}

// Sweep removes uploads older than a day that neither a dossier nor the ledger of
// mail keeps.
func (s *Store) Sweep(ctx context.Context) (removed int, err error) {
	entries, err := os.ReadDir(filepath.Clean(s.files.Name()))
	if err != nil {
		return 0, fmt.Errorf("read the folder for files: %w", err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || s.now().Sub(info.ModTime()) < 24*time.Hour {
			continue
		}
		var kept int
		err = s.keys.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM file_key WHERE file = $1) + (SELECT COUNT(*) FROM mail_key WHERE file = $1)", e.Name()).Scan(&kept)
		if err != nil {
			return removed, unavailable(err)
		}
		if kept == 0 && s.files.Remove(e.Name()) == nil {
			removed++
		}
	}
	return removed, nil
}
