package cli

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"wederhoor/internal/proof"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// exportFormat is the first thing in the manifest of a complete export.
const exportFormat = "wederhoor export 1"

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
	err := r.ExportAll(ctx, func(d store.Exported, open func(string) (io.ReadSeekCloser, error)) error {
		raw, err := json.MarshalIndent(d.Dossier, "", " ")
		if err != nil {
			return fmt.Errorf("write a dossier: %w", err)
		}
		m.Verifier, m.Checkpoint = d.Verifier, d.Checkpoint
		m.Dossiers++
		if err := m.put(to, "dossiers/"+d.Ref+".json", strings.NewReader(string(raw))); err != nil {
			return err
		}
		for _, f := range d.Files { // by its id: what somebody called a file could be any path
			in, err := open(f.ID)
			if err != nil {
				return err
			}
			if err := errors.Join(m.put(to, "originals/"+d.Ref+"/"+f.ID, in), in.Close()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	listed := len(m.Files)
	if err := m.put(to, "manifest.json", strings.NewReader(string(raw))); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%d dossiers are in %s, in %d files, readable for who has the folder.\nCheck it anywhere: wederhoor verify --export FOLDER\n", m.Dossiers, to, listed)
	return err
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

// exported checks a complete export, without the register and without a key of it.
func (c verifyCommand) exported(s streams) error {
	root, err := os.OpenRoot(c.Export)
	if err != nil {
		return fmt.Errorf("open the export: %w", err)
	}
	defer func() { _ = root.Close() }()
	raw, err := root.ReadFile("manifest.json")
	if err != nil {
		return fmt.Errorf("NOT IN ORDER: there is no manifest, so the export was broken off: %w", err)
	}
	var m manifest
	if err := json.Unmarshal(raw, &m); err != nil || m.Format != exportFormat {
		return errors.New("NOT IN ORDER: its manifest is not one of wederhoor")
	}
	x := exportCheck{m: m, key: c.Key, root: root, sums: map[string]string{}}
	if err := x.run(); err != nil {
		return fmt.Errorf("NOT IN ORDER: %w", err)
	}
	_, err = fmt.Fprintf(s.out, "in order: %d dossiers with %d originals; %d events say what was sealed and stand in the log of the checkpoint\n", x.dossiers, x.originals, x.events)
	return err
}

type exportCheck struct {
	m                           manifest
	key                         string
	root                        *os.Root
	sums                        map[string]string // of an original, as an event names it, by its id
	dossiers, originals, events int
}

func (x *exportCheck) run() error {
	if err := x.listed(); err != nil {
		return err
	}
	for _, f := range x.m.Files {
		if strings.HasPrefix(f.Path, "dossiers/") {
			if err := x.dossier(f.Path); err != nil {
				return fmt.Errorf("%s: %w", f.Path, err)
			}
		}
	}
	if x.dossiers != x.m.Dossiers {
		return fmt.Errorf("there should be %d dossiers and there are %d", x.m.Dossiers, x.dossiers)
	}
	for _, f := range x.m.Files {
		if !strings.HasPrefix(f.Path, "originals/") {
			continue
		}
		if sum, known := x.sums[path.Base(f.Path)]; !known || sum != "" && sum != f.SHA256 {
			return fmt.Errorf("%s is not what its dossier says came in", f.Path)
		}
		x.originals++
	}
	return nil
}

// listed holds each file against the manifest, and finds what is not in it.
func (x *exportCheck) listed() error {
	known := map[string]bool{"manifest.json": true}
	for _, f := range x.m.Files {
		known[f.Path] = true
		in, err := x.root.Open(filepath.FromSlash(f.Path))
		if err != nil {
			return fmt.Errorf("%s is gone: %w", f.Path, err)
		}
		sum := sha256.New()
		n, err := io.Copy(sum, in)
		if err = errors.Join(err, in.Close()); err != nil {
			return fmt.Errorf("read %s: %w", f.Path, err)
		}
		if n != f.Size || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
			return fmt.Errorf("%s is not what the manifest says", f.Path)
		}
	}
	var stray error
	err := filepath.WalkDir(x.root.Name(), func(at string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(x.root.Name(), at)
		if name := filepath.ToSlash(rel); err == nil && !known[name] && stray == nil {
			stray = fmt.Errorf("%s is not in the manifest", name)
		}
		return err
	})
	return errors.Join(err, stray)
}

func (x *exportCheck) dossier(name string) error {
	raw, err := x.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return err
	}
	var d proof.Dossier
	if err := json.Unmarshal(raw, &d); err != nil {
		return err
	}
	if d.Organisation != x.m.Organisation || d.Checkpoint != x.m.Checkpoint || d.Verifier != x.m.Verifier {
		return errors.New("it is of another export")
	}
	h, err := d.Check(x.key, openSheet)
	if err != nil {
		return err
	}
	for _, e := range d.Events {
		for _, says := range e.Says {
			var sheet any
			if json.Unmarshal([]byte(says), &sheet) == nil {
				x.attachments(sheet)
			}
		}
	}
	x.dossiers++
	x.events += h.Events
	return nil
}

// attachments finds what a sheet says of files, wherever it stands in it.
func (x *exportCheck) attachments(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			x.attachments(one)
		}
	case map[string]any:
		id, named := v["ID"].(string)
		if _, sized := v["Size"]; named && sized {
			x.sums[id], _ = v["SHA256"].(string)
		}
		for _, one := range v {
			x.attachments(one)
		}
	}
}
