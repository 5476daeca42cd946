package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"wederhoor/internal/parcel"
	"wederhoor/internal/proof"
)

// exported checks a complete export, without the register and without a key of that.
func (c verifyCommand) exported(s streams) error {
	x, err := openExport(c.Export, c.AgeKey, c.Key)
	if err != nil {
		return fmt.Errorf("NOT IN ORDER: %w", err)
	}
	defer x.close()
	_, err = fmt.Fprintf(s.out, "in order: %d dossiers with %d originals; %d events say what was sealed and stand in the log of the checkpoint\n", x.dossiers, x.originals, x.events)
	return err
}

// openExport holds an export against its manifest, and every dossier in it against
// itself and the checkpoint. It is a folder, or a sealed file that what stands in the
// file ageKey opens. key is what checks the checkpoint, as somebody noted it before;
// empty: the word of the export is taken.
func openExport(from, ageKey, key string) (*exportCheck, error) {
	x := &exportCheck{key: key, sums: map[string]string{}}
	info, err := os.Stat(from)
	switch {
	case err != nil:
		return nil, fmt.Errorf("open the export: %w", err)
	case info.IsDir():
		err = x.inFolder(from)
	case ageKey == "":
		return nil, errors.New("it is one file, not a folder: say with --age-key in which file the key is that opens it")
	default:
		err = x.inFile(from, ageKey)
	}
	if err != nil {
		return nil, fmt.Errorf("open the export: %w", err)
	}
	if err := x.run(); err != nil {
		x.close()
		return nil, err
	}
	return x, nil
}

func (x *exportCheck) inFolder(from string) error {
	root, err := os.OpenRoot(from)
	if err != nil {
		return err
	}
	x.FS, x.close = root.FS(), func() { _ = root.Close() }
	return nil
}

func (x *exportCheck) inFile(from, ageKey string) error {
	private, err := os.ReadFile(ageKey) //nolint:gosec // the file is the operator's choice
	if err != nil {
		return err
	}
	p, err := parcel.Open(from, string(private))
	if err != nil {
		return err
	}
	x.FS, x.close = p, func() { _ = p.Close() }
	return nil
}

// exportCheck is an export that was checked, where it lies.
type exportCheck struct {
	fs.FS
	m                           manifest
	key                         string
	close                       func()
	sums                        map[string]string // of an original, as an event names it, by its id
	places                      []bool            // of the log that the checkpoint is about, which were seen
	dossiers, originals, events int
}

func (x *exportCheck) run() error {
	raw, err := fs.ReadFile(x, exportList)
	if err != nil {
		return fmt.Errorf("there is no manifest, so the export was broken off: %w", err)
	}
	if err := json.Unmarshal(raw, &x.m); err != nil || x.m.Format != exportFormat {
		return errors.New("its manifest is not one of this wederhoor")
	}
	if err := x.listed(); err != nil {
		return err
	}
	for _, f := range x.m.Files {
		if !isDossier(f.Path) {
			continue
		}
		if err := x.dossier(f.Path); err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
		if strings.HasPrefix(f.Path, exportOf) {
			x.dossiers++
		}
	}
	if i := slices.Index(x.places, false); i >= 0 {
		return fmt.Errorf("event %d of the log is in no dossier: one is missing", i+1)
	}
	if x.dossiers != x.m.Dossiers {
		return fmt.Errorf("there should be %d dossiers and there are %d", x.m.Dossiers, x.dossiers)
	}
	return x.eachOriginal(func(_, id string, f inventory) error {
		if sum, known := x.sums[id]; !known || sum != "" && sum != f.SHA256 {
			return fmt.Errorf("%s is not what its dossier says came in", f.Path)
		}
		x.originals++
		return nil
	})
}

// isDossier tells a dossier, also of an import that was undone, from all else that is listed.
func isDossier(path string) bool {
	return strings.HasPrefix(path, exportOf) || strings.HasPrefix(path, exportUndone)
}

// eachOriginal goes through the files of all dossiers: of which one, by number, and its id.
func (x *exportCheck) eachOriginal(do func(ref, id string, f inventory) error) error {
	for _, f := range x.m.Files {
		if !strings.HasPrefix(f.Path, exportFiles) {
			continue
		}
		if err := do(path.Base(path.Dir(f.Path)), path.Base(f.Path), f); err != nil {
			return err
		}
	}
	return nil
}

// listed holds each file against the manifest, and finds what is not in it.
func (x *exportCheck) listed() error {
	known := map[string]bool{exportList: true}
	for _, f := range x.m.Files {
		known[f.Path] = true
		in, err := x.Open(f.Path)
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
	return fs.WalkDir(x, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !known[name] {
			err = fmt.Errorf("%s is not in the manifest", name)
		}
		return err
	})
}

// read gives a dossier as it lies there.
func (x *exportCheck) read(name string) (d proof.Dossier, err error) {
	raw, err := fs.ReadFile(x, name)
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(raw, &d)
}

func (x *exportCheck) dossier(name string) error {
	d, err := x.read(name)
	if err != nil {
		return err
	}
	if d.Organisation != x.m.Organisation || d.Checkpoint != x.m.Checkpoint || d.Verifier != x.m.Verifier {
		return errors.New("it is of another export")
	}
	h, err := d.Check(x.key, openSheet)
	if err != nil {
		return err
	}
	if x.places == nil {
		x.places = make([]bool, h.Size)
	}
	for _, e := range d.Events {
		if x.places[e.Pos-1] {
			return fmt.Errorf("event %d of the log is in another dossier too", e.Pos)
		}
		x.places[e.Pos-1] = true
		for _, says := range e.Says {
			var sheet any
			if json.Unmarshal([]byte(says), &sheet) == nil {
				x.attachments(sheet)
			}
		}
	}
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
