package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

type initCommand struct {
	place
	Organisation     string `required:"" help:"Name of the organisation." placeholder:"NAME"`
	LeadName         string `required:"" help:"Name of the lead." placeholder:"NAME"`
	LeadEmail        string `required:"" help:"E-mail address of the lead." placeholder:"ADDRESS"`
	LeadPasswordFile string `required:"" help:"File with the lead's password." placeholder:"FILE" type:"existingfile"`
	Preset           string `help:"Procedure to start with." default:"seed"`
	Phone            string `help:"Phone number of the organisation."`
	ConfidantName    string `help:"Name of the confidant or appeal body."`
	ConfidantPhone   string `help:"Their phone number."`
	ConfidantEmail   string `help:"Their e-mail address."`
	SecondFactor     string `help:"Whether a password alone is enough to sign in (optional) or not (required)." enum:"required,optional" default:"required"`
}

// Run does the first page's work and prints the recovery sheet.
func (c initCommand) Run(s streams) (err error) {
	raw, err := os.ReadFile(c.LeadPasswordFile)
	if err != nil {
		return fmt.Errorf("read the password: %w", err)
	}
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Data: c.data(), Database: c.Database, Files: c.Files, MasterKey: c.MasterKey, Logger: s.logger()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	recovery, err := a.Register.SetUpOrganisation(ctx, register.SetUp{Organisation: c.Organisation, Phone: c.Phone,
		LeadName: c.LeadName, LeadEmail: c.LeadEmail, Password: strings.TrimRight(string(raw), "\r\n"), Preset: c.Preset, SecondFactor: c.SecondFactor,
		Appeal: complaint.AppealBody{Name: c.ConfidantName, Phone: c.ConfidantPhone, Email: c.ConfidantEmail}})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, `%s is ready.

RECOVERY SHEET: print this twice and keep it in two places, away from this machine.
  Organisation: %s
  Recovery key: %s
  Master key:   %s
Without the master key and without this sheet nobody can ever read the register again.
`, c.Organisation, c.Organisation, recovery.Display(), a.Key)
	return err
}
