package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"wederhoor/internal/parcel"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// exportFormat is the first thing in the manifest of a complete export.
const exportFormat = "wederhoor export 2"

// Where things lie in an export.
const (
	exportList   = "manifest.json"
	exportHouse  = "organisation.json"
	exportCodes  = "codes.tsv"  // id of a dossier, and the code that its complainant has
	exportUndone = "undone/"    // what was taken over once and undone: hashes hold its places in the log
	exportOf     = "dossiers/"  // by number
	exportFiles  = "originals/" // by number of the dossier and id
)

//go:embed dossier.schema.json
var dossierSchema []byte

// manifest lists all that is in an export. It is written last: a folder without one was
// broken off.
type manifest struct {
	Format       string      `json:"format"`
	Organisation string      `json:"organisation"`
	Name         string      `json:"name"`
	Verifier     string      `json:"verifier"`
	Checkpoint   string      `json:"checkpoint"`
	Dossiers     int         `json:"dossiers"`
	Files        []inventory `json:"files"`
}

// inventory is one file: its path with slashes, its size in bytes and its SHA-256 in hexadecimal.
type inventory struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

var errNothing = errors.New("there is nothing to export: nobody has complained yet")

// all writes every dossier and every original, to a new folder or into a sealed file.
func (c exportCommand) all(ctx context.Context, s streams, r *register.Register) error {
	to, how := outlet(folder(c.To)), "readable for who has the folder.\nCheck it anywhere: wederhoor verify --export FOLDER"
	if len(c.SealedTo) > 0 {
		public, err := publicKeys(c.SealedTo)
		if err != nil {
			return err
		}
		if to, err = parcel.Create(c.To, public); err != nil {
			return err
		}
		how = "sealed: only the other half of that key opens it.\nCheck it where that is: wederhoor verify --export FILE --age-key KEYFILE"
	} else if err := os.Mkdir(c.To, 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	m, err := exportAll(ctx, r, to)
	if errors.Is(err, register.ErrNotFound) && m.Checkpoint == "" {
		err = errNothing
	}
	if err != nil {
		return errors.Join(err, to.Drop())
	}
	if err := to.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%d dossiers are in %s, in %d files, %s\n", m.Dossiers, c.To, len(m.Files), how)
	return err
}

// exportAll is that, wherever it goes.
func exportAll(ctx context.Context, r *register.Register, to outlet) (m manifest, err error) {
	m = manifest{Format: exportFormat, Organisation: r.Home().ID, Name: r.Home().Name}
	if err := m.put(to, "dossier.schema.json", bytes.NewReader(dossierSchema)); err != nil {
		return m, err
	}
	var codes strings.Builder
	err = r.ExportAll(ctx, func(d store.Exported, open func(string) (io.ReadSeekCloser, error)) error {
		raw, err := json.MarshalIndent(d.Dossier, "", " ")
		if err != nil {
			return fmt.Errorf("write a dossier: %w", err)
		}
		m.Verifier, m.Checkpoint = d.Verifier, d.Checkpoint
		if d.Ref == "" {
			return m.put(to, exportUndone+d.Dossier.Dossier+".json", bytes.NewReader(raw))
		}
		m.Dossiers++
		if err := m.put(to, exportOf+d.Ref+".json", bytes.NewReader(raw)); err != nil {
			return err
		}
		if d.Code != "" {
			codes.WriteString(d.Dossier.Dossier + "\t" + string(d.Code) + "\n")
		}
		for _, f := range d.Files { // by its id: what somebody called a file could be any path
			in, err := open(f.ID)
			if err != nil {
				return err
			}
			if err := errors.Join(m.put(to, exportFiles+d.Ref+"/"+f.ID, in), in.Close()); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = m.putHouse(ctx, r, to, codes.String())
	}
	if err != nil {
		return m, err
	}
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return m, fmt.Errorf("write the manifest: %w", err)
	}
	whole := m // it does not list itself
	return whole, m.put(to, exportList, bytes.NewReader(raw))
}

// putHouse writes what belongs to no dossier, and the codes.
func (m *manifest) putHouse(ctx context.Context, r *register.Register, to outlet, codes string) error {
	h, err := r.Household(ctx)
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(h, "", " ")
	if err != nil {
		return fmt.Errorf("write the organisation: %w", err)
	}
	if err := m.put(to, exportHouse, bytes.NewReader(raw)); err != nil {
		return err
	}
	return m.put(to, exportCodes, strings.NewReader(codes))
}

// put writes one file and lists it.
func (m *manifest) put(to outlet, name string, in io.Reader) error {
	seen := &summed{Hash: sha256.New()}
	if err := to.Put(name, io.TeeReader(in, seen)); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	m.Files = append(m.Files, inventory{name, seen.size, hex.EncodeToString(seen.Sum(nil))})
	return nil
}

// summed is a hash that knows of how many bytes.
type summed struct {
	hash.Hash
	size int64
}

// Write adds to both.
func (s *summed) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	return s.Hash.Write(p)
}

// outlet is where an export goes, file after file.
type outlet interface {
	Put(name string, in io.Reader) error
	Close() error
	Drop() error // it was broken off
}

// folder is an outlet in clear.
type folder string

// Put writes a file in it.
func (f folder) Put(name string, in io.Reader) error {
	full := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return err
	}
	out, err := os.OpenFile(full, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// Close leaves it as it is.
func (folder) Close() error { return nil }

// Drop takes away what was written: it is readable, and of no use.
func (f folder) Drop() error { return os.RemoveAll(string(f)) }

// publicKeys are those that an export is sealed to, one a line: each is given as it is, or
// in a file.
func publicKeys(given []string) (string, error) {
	var all strings.Builder
	for _, one := range given {
		if !strings.HasPrefix(one, "age1") {
			raw, err := os.ReadFile(one) //nolint:gosec // the file is the operator's choice
			if err != nil {
				return "", fmt.Errorf("read whom it is sealed to: %w", err)
			}
			one = string(raw)
		}
		all.WriteString(strings.TrimSpace(one) + "\n")
	}
	return all.String(), nil
}
