package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/register"
	"wederhoor/internal/vault"
)

type exportCommand struct {
	place
	chosen
	Dossier  string   `help:"Number of the complaint, such as 2026-0421." placeholder:"NUMBER"`
	All      bool     `help:"Every dossier with its originals, for another place or program; takes --sealed-to or --clear."`
	SealedTo []string `help:"With --all: whose key opens it, a line that begins with age1 or a file with such lines; --to is one sealed file then. May be given more than once." sep:"none" placeholder:"age1…"`
	Clear    bool     `help:"With --all: yes, write everything readable for whoever has the folder."`
	To       string   `required:"" help:"File to write, or with --clear a folder; not there yet. Without --sealed-to it holds everything, readable." placeholder:"FILE"`
	LeaveOut []string `help:"Sheets that stay closed: identity (names and addresses) or case (what was said)." enum:"identity,case" placeholder:"SHEET"`
}

// Run writes one dossier for somebody outside who need not trust us. The register must
// not be served.
func (c exportCommand) Run(s streams) error {
	switch {
	case c.All == (c.Dossier != ""):
		return errors.New("say which dossier with --dossier, or --all")
	case c.All && c.Clear == (len(c.SealedTo) > 0):
		return errors.New("say with --sealed-to whose key opens it: wederhoor key pair makes one where it goes. Or say --clear when everything is meant to stand in a folder readable; wederhoor backup makes a copy that only the recovery sheet opens")
	case !c.All && len(c.SealedTo) > 0:
		return errors.New("--sealed-to is for --all")
	case c.All && len(c.LeaveOut) > 0:
		return errors.New("--leave-out is for one dossier")
	}
	return c.open(s, func(ctx context.Context, a *app.App) error {
		r, err := a.Of(c.Organisation)
		if err != nil {
			return err
		}
		if c.All {
			return c.all(ctx, s, r)
		}
		return c.one(ctx, s, r)
	})
}

func (c exportCommand) one(ctx context.Context, s streams, r *register.Register) error {
	var without []complaint.Compartment
	for _, x := range c.LeaveOut {
		without = append(without, map[string]complaint.Compartment{"identity": complaint.InIdentity, "case": complaint.InCase}[x])
	}
	d, err := r.DossierProof(ctx, c.Dossier, without...)
	if errors.Is(err, register.ErrNotFound) {
		return fmt.Errorf("there is no complaint %s here", c.Dossier)
	}
	if err != nil {
		return err
	}
	return c.write(s, d)
}

func (c exportCommand) write(s streams, d proof.Dossier) error {
	raw, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return fmt.Errorf("write the dossier: %w", err)
	}
	f, err := os.OpenFile(c.To, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write the dossier: %w", err)
	}
	_, err = f.Write(append(raw, '\n'))
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write the dossier: %w", err)
	}
	_, err = fmt.Fprintf(s.out, "%d events of %s are in %s, readable for who has the file.\nCheck it anywhere: wederhoor verify --dossier FILE, or python3 verify.py FILE\n", len(d.Events), c.Dossier, c.To)
	return err
}

// handed checks a dossier that was handed over.
func (c verifyCommand) handed(s streams) error {
	raw, err := os.ReadFile(c.Dossier)
	if err != nil {
		return fmt.Errorf("read the dossier: %w", err)
	}
	var d proof.Dossier
	if err := json.Unmarshal(raw, &d); err != nil {
		return fmt.Errorf("read the dossier: %w", err)
	}
	h, err := d.Check(c.Key, openSheet)
	if err != nil {
		return fmt.Errorf("NOT IN ORDER: %w", err)
	}
	for _, line := range madeUnreadable(d) {
		fmt.Fprintln(s.out, line)
	}
	_, err = fmt.Fprintf(s.out, "in order: %d events, %d sheets say what was sealed, %d are closed; all stand in the first %d events of the log\n", h.Events, h.Opened, h.Closed, h.Size)
	return err
}

// madeUnreadable tells what was made unreadable in a dossier that is in order: when,
// where, at whose request, and never what it was: nobody knows that any more.
func madeUnreadable(d proof.Dossier) (lines []string) {
	for _, p := range d.Events {
		var meta struct {
			Kind     complaint.Kind  `json:"k"`
			Happened int64           `json:"h"` // Unix milliseconds
			Fields   json.RawMessage `json:"f"`
		}
		if json.Unmarshal([]byte(p.Says[0]), &meta) != nil || meta.Kind != complaint.KindRedacted {
			continue
		}
		sheets := complaint.Sheets{complaint.InMeta: meta.Fields}
		for i, in := range []complaint.Compartment{complaint.InCase, complaint.InIdentity} {
			if says := p.Says[i+1]; says != "" {
				sheets[in] = []byte(says)
			}
		}
		e, err := complaint.Decode(meta.Kind, sheets)
		x, ok := e.(complaint.Redacted)
		if err != nil || !ok {
			continue
		}
		what := fmt.Sprintf("a passage, in %d places", x.Places)
		if x.File != "" {
			what = "a file"
		}
		n := len(x.Sheets(complaint.InMeta)) + len(x.Sheets(complaint.InCase)) + len(x.Sheets(complaint.InIdentity))
		lines = append(lines, fmt.Sprintf("event %d, %s: made unreadable: %s, asked by: %s; %d sheets closed, %d files gone", p.Seq, time.UnixMilli(meta.Happened).UTC().Format(time.DateOnly), what, x.Asked, n, len(x.Files)))
	}
	return lines
}

// openSheet opens one sheet in its place.
func openSheet(d proof.Dossier, sheet int, seq int64, key, sealed []byte) ([]byte, error) {
	if len(key) != len(vault.Key{}) || vault.Key(key) == (vault.Key{}) {
		return nil, vault.ErrOpen
	}
	in := [3]vault.Compartment{vault.Meta, vault.Case, vault.Identity}[sheet]
	return vault.Open(vault.Key(key), vault.Address{Organisation: d.Organisation, Dossier: d.Dossier, Compartment: in, Seq: int(seq), Kind: "event"}, sealed)
}
