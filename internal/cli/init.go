package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// founding is what a new organisation needs to know.
type founding struct {
	LeadName         string `required:"" help:"Name of the lead." placeholder:"NAME"`
	LeadEmail        string `required:"" help:"E-mail address of the lead." placeholder:"ADDRESS"`
	LeadPasswordFile string `required:"" help:"File with the lead's password." placeholder:"FILE" type:"existingfile"`
	Preset           string `help:"Procedure to start with." default:"seed"`
	Phone            string `help:"Phone number of the organisation."`
	Email            string `help:"E-mail address of the organisation, from which letters leave when the mail server names none." placeholder:"ADDRESS"`
	ConfidantName    string `help:"Name of the confidant or appeal body."`
	ConfidantPhone   string `help:"Their phone number."`
	ConfidantEmail   string `help:"Their e-mail address."`
	SecondFactor     string `help:"Whether a password alone is enough to sign in (optional) or not (required)." enum:"required,optional" default:"required"`
}

func (f founding) setUp(name, site string) (register.SetUp, error) {
	password, err := passwordIn(f.LeadPasswordFile)
	return register.SetUp{Organisation: name, Site: site, Phone: f.Phone, Email: f.Email,
		LeadName: f.LeadName, LeadEmail: f.LeadEmail, Password: password, Preset: f.Preset, SecondFactor: f.SecondFactor,
		Appeal: complaint.AppealBody{Name: f.ConfidantName, Phone: f.ConfidantPhone, Email: f.ConfidantEmail}}, err
}

func passwordIn(file string) (string, error) {
	raw, err := os.ReadFile(file) //nolint:gosec // the file is the operator's choice
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return strings.TrimRight(string(raw), "\r\n"), nil
}

type initCommand struct {
	place
	Organisation string `required:"" help:"Name of the organisation." placeholder:"NAME"`
	founding
}

// Run does the first page's work and prints the recovery sheet.
func (c initCommand) Run(s streams) error {
	in, err := c.setUp(c.Organisation, "")
	if err != nil {
		return err
	}
	return c.open(s, func(ctx context.Context, a *app.App) error {
		recovery, err := a.Register.SetUpOrganisation(ctx, in)
		if err != nil {
			return err
		}
		return ready(s, c.Organisation, recovery.Display(), a.Key)
	})
}

// open opens a register that is not served, for one command, which ends when it is told to.
func (p place) open(s streams, do func(context.Context, *app.App) error) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	a, err := app.Open(ctx, app.Config{Data: p.data(), Database: p.Database, Files: p.Files, MasterKey: p.MasterKey, Logger: s.logger()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return do(ctx, a)
}

func ready(s streams, organisation, sheet, key string) error {
	_, err := fmt.Fprintf(s.out, `%s is ready.

RECOVERY SHEET: print this twice and keep it in two places, away from this machine.
  Organisation: %s
  Recovery key: %s
  Master key:   %s
Without the master key and without this sheet nobody can ever read the register again.
`, organisation, organisation, sheet, key)
	return err
}
