package cli

import (
	"context"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/doctor"
)

type doctorCommand struct {
	Data      string   `help:"Data folder." env:"WEDERHOOR_DATA" placeholder:"DIR"`
	MasterKey string   `help:"File with the master key." env:"WEDERHOOR_MASTER_KEY" placeholder:"FILE"`
	SMTP      []string `name:"smtp" help:"Mail server for letters, as for serve." env:"WEDERHOOR_SMTP" sep:" " placeholder:"URL"`
	Mailbox   []string `name:"mailbox" help:"Mailbox where complaints come in, as for serve." env:"WEDERHOOR_MAILBOX" sep:" " placeholder:"URL"`
	Files     string   `help:"Bucket for files, as for serve." env:"WEDERHOOR_FILES" placeholder:"s3://…"`
	RoundTrip bool     `help:"Mail to the mailbox and wait for it there; a register that runs refuses that mail as its own test." default:"true" negatable:""`
	DNS       string   `name:"dns" help:"Another server to look up names." placeholder:"HOST:PORT"`
	Lang      string   `help:"Language of the report." enum:"nl,en" default:"nl"`
}

// Run prints a line for each check; something wrong is exit status 1.
func (c doctorCommand) Run(s streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	wrong := 0
	for _, host := range app.Hosts(c.SMTP, c.Mailbox) {
		if host != "" {
			fmt.Fprintf(s.out, "%s\n", host)
		}
		wrong += doctor.Run(ctx, doctor.Settings{Data: place{Data: c.Data}.data(), MasterKey: c.MasterKey, SMTP: app.First(c.SMTP, host), Mailboxes: app.Own(c.Mailbox, host),
			DNS: c.DNS, RoundTrip: c.RoundTrip, Lang: c.Lang, Now: time.Now}, s.out)
	}
	if wrong == 0 {
		return nil
	}
	if c.Lang == "en" {
		return fmt.Errorf("%d things are not in order", wrong)
	}
	return fmt.Errorf("%d dingen zijn niet in orde", wrong)
}
