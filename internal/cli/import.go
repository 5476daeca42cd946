package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

type importCommand struct {
	place
	From             string `required:"" help:"Folder that export --all made." placeholder:"DIR" type:"existingdir"`
	URL              string `name:"url" help:"Address that people use, where there is another organisation here." placeholder:"https://…"`
	LeadEmail        string `required:"" help:"E-mail address of somebody who leads there; they sign in first and invite the others." placeholder:"ADDRESS"`
	LeadPasswordFile string `required:"" help:"File with their new password." placeholder:"FILE" type:"existingfile"`
	Key              string `help:"What checks the checkpoint, as somebody noted it before; without it the word of the export is taken." placeholder:"VERIFIER"`
}

// Run takes over an organisation from a complete export. Nothing is written before all of
// it was checked, and then all of it or nothing. The register must not be served.
func (c importCommand) Run(s streams) (err error) {
	password, err := os.ReadFile(c.LeadPasswordFile)
	if err != nil {
		return fmt.Errorf("read the password: %w", err)
	}
	root, err := os.OpenRoot(c.From)
	if err != nil {
		return fmt.Errorf("open the export: %w", err)
	}
	defer func() { _ = root.Close() }()
	raw, err := root.ReadFile("manifest.json")
	if err != nil {
		return fmt.Errorf("NOTHING WAS IMPORTED: there is no manifest, so the export was broken off: %w", err)
	}
	x, err := checkExport(root, raw, c.Key)
	if err != nil {
		return fmt.Errorf("NOTHING WAS IMPORTED, because the export is not in order: %w", err)
	}
	in := register.Bring{LeadEmail: c.LeadEmail, Password: strings.TrimRight(string(password), "\r\n"), Site: c.URL}
	if in.House, in.Each, err = x.bring(); err != nil {
		return fmt.Errorf("NOTHING WAS IMPORTED, because the export is not in order: %w", err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	a, err := app.Open(ctx, c.opens(s))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	sheet, _, err := a.Bring(ctx, in)
	if err != nil {
		return fmt.Errorf("NOTHING WAS IMPORTED: %w", err)
	}
	if err := ready(s, in.House.Settings.Name, sheet, a.Key); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, `%d dossiers with %d originals are here, and their proof is what it was.
What somebody else has to do now:
- Everybody but %s is invited anew: Instellingen, Mensen.
- Letters that waited may have left there: Vandaag asks about each.
- Who was asked for their side with a code needs another: invite them again.
- Conversations with a confidant, evaluation forms, mail that was not settled and the log of who looked stay where they were.
`, x.dossiers, x.originals, c.LeadEmail)
	return err
}

// bring reads the organisation, and gives what goes through its dossiers.
func (x *exportCheck) bring() (h store.Household, each func(func(store.Brought) error) error, err error) {
	raw, err := x.root.ReadFile(exportHouse)
	if err != nil {
		return h, nil, fmt.Errorf("read the organisation: %w", err)
	}
	if err := json.Unmarshal(raw, &h); err != nil || h.ID != x.m.Organisation {
		return h, nil, errors.New(exportHouse + " is not that of this export")
	}
	codes, err := x.codes()
	if err != nil {
		return h, nil, err
	}
	files := x.originalsOf()
	return h, func(take func(store.Brought) error) error {
		for _, f := range x.m.Files {
			if !strings.HasPrefix(f.Path, exportOf) && !strings.HasPrefix(f.Path, exportUndone) {
				continue
			}
			d, err := x.read(f.Path)
			if err != nil {
				return err
			}
			b := store.Brought{Dossier: d, Code: codes[d.Dossier]}
			if strings.HasPrefix(f.Path, exportOf) {
				b.Ref = strings.TrimSuffix(path.Base(f.Path), ".json")
				b.Files = files[b.Ref]
			}
			b.Open = func(file string) (io.ReadCloser, error) {
				return x.root.Open(filepath.FromSlash(exportFiles + b.Ref + "/" + file))
			}
			if err := take(b); err != nil {
				return fmt.Errorf("%s: %w", f.Path, err)
			}
		}
		return nil
	}, nil
}

// originalsOf lists the files of each dossier, by its number. What they are called stands
// in its events.
func (x *exportCheck) originalsOf() map[string][]complaint.Attachment {
	all := map[string][]complaint.Attachment{}
	for _, f := range x.m.Files {
		if strings.HasPrefix(f.Path, exportFiles) {
			ref := path.Base(path.Dir(f.Path))
			all[ref] = append(all[ref], complaint.Attachment{ID: path.Base(f.Path), Size: f.Size})
		}
	}
	return all
}

func (x *exportCheck) codes() (map[string]vault.Code, error) {
	in, err := x.root.Open(exportCodes)
	if err != nil {
		return nil, fmt.Errorf("read the codes: %w", err)
	}
	defer func() { _ = in.Close() }()
	all := map[string]vault.Code{}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		dossier, typed, _ := strings.Cut(lines.Text(), "\t")
		code, err := vault.ParseCode(typed)
		if err != nil {
			return nil, fmt.Errorf("the code of dossier %s is not one", dossier)
		}
		all[dossier] = code
	}
	return all, lines.Err()
}
