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
	"io"
	"os"
	"path/filepath"
	"strings"

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

// exportAll writes every dossier and every original to a new folder.
func exportAll(ctx context.Context, s streams, r *register.Register, to string) error {
	if err := os.Mkdir(to, 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	m := manifest{Format: exportFormat, Organisation: r.Home().ID, Name: r.Home().Name}
	if err := m.put(to, "dossier.schema.json", strings.NewReader(string(dossierSchema))); err != nil {
		return err
	}
	var codes strings.Builder
	err := r.ExportAll(ctx, func(d store.Exported, open func(string) (io.ReadSeekCloser, error)) error {
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
	if err != nil {
		return err
	}
	if err := m.putHouse(ctx, r, to, codes.String()); err != nil {
		return err
	}
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	listed := len(m.Files)
	if err := m.put(to, exportList, strings.NewReader(string(raw))); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%d dossiers are in %s, in %d files, readable for who has the folder.\nCheck it anywhere: wederhoor verify --export FOLDER\n", m.Dossiers, to, listed)
	return err
}

// putHouse writes what belongs to no dossier, and the codes.
func (m *manifest) putHouse(ctx context.Context, r *register.Register, to, codes string) error {
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
func (m *manifest) put(to, name string, in io.Reader) (err error) {
	full := filepath.Join(to, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	f, err := os.OpenFile(full, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, sum), in)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	m.Files = append(m.Files, inventory{name, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}
