package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"wederhoor/internal/app"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

type importCommand struct {
	place
	From             string `required:"" help:"Folder or sealed file that export --all made." placeholder:"FOLDER"`
	AgeKey           string `help:"File with the key that opens a sealed export." placeholder:"FILE"`
	URL              string `name:"url" help:"Address that people use, where there is another organisation here." placeholder:"https://…"`
	LeadEmail        string `required:"" help:"E-mail address of somebody who leads there; they sign in first and invite the others." placeholder:"ADDRESS"`
	LeadPasswordFile string `required:"" help:"File with their new password." placeholder:"FILE" type:"existingfile"`
	Key              string `help:"What checks the checkpoint, as somebody noted it before; without it the word of the export is taken." placeholder:"VERIFIER"`
}

// Run takes over an organisation from a complete export. Nothing is written before all of
// it was checked, and then all of it or nothing. The register must not be served.
func (c importCommand) Run(s streams) error {
	password, err := passwordIn(c.LeadPasswordFile)
	if err != nil {
		return err
	}
	x, err := openExport(c.From, c.AgeKey, c.Key)
	if err != nil {
		return fmt.Errorf("NOTHING WAS IMPORTED, because the export is not in order: %w", err)
	}
	defer x.close()
	in, err := x.bring()
	if err != nil {
		return fmt.Errorf("NOTHING WAS IMPORTED, because the export is not in order: %w", err)
	}
	in.LeadEmail, in.Password, in.Site = c.LeadEmail, password, c.URL
	err = c.open(s, func(ctx context.Context, a *app.App) error {
		sheet, _, err := a.Bring(ctx, in)
		if err != nil {
			return fmt.Errorf("NOTHING WAS IMPORTED: %w", err)
		}
		return ready(s, in.House.Settings.Name, sheet, a.Key)
	})
	if err != nil {
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

// bring reads the organisation and the codes, and gives what goes through the rest.
func (x *exportCheck) bring() (in register.Bring, err error) {
	raw, err := fs.ReadFile(x, exportHouse)
	if err != nil {
		return in, fmt.Errorf("read the organisation: %w", err)
	}
	if err := json.Unmarshal(raw, &in.House); err != nil || in.House.ID != x.m.Organisation {
		return in, errors.New(exportHouse + " is not that of this export")
	}
	codes, err := x.codes()
	if err != nil {
		return in, err
	}
	in.Originals = func(take func(store.Original) error) error {
		return x.eachOriginal(func(_, id string, f inventory) error {
			open := func() (io.ReadCloser, error) { return x.Open(f.Path) }
			return take(store.Original{ID: id, Size: f.Size, Open: open})
		})
	}
	files := map[string][]string{} // by number of their dossier
	_ = x.eachOriginal(func(ref, id string, _ inventory) error { files[ref] = append(files[ref], id); return nil })
	in.Each = func(take func(store.Brought) error) error { return x.eachDossier(codes, files, take) }
	return in, nil
}

func (x *exportCheck) eachDossier(codes map[string]vault.Code, files map[string][]string, take func(store.Brought) error) error {
	for _, f := range x.m.Files {
		if !isDossier(f.Path) {
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
		if err := take(b); err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
	}
	return nil
}

func (x *exportCheck) codes() (map[string]vault.Code, error) {
	in, err := x.Open(exportCodes)
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
