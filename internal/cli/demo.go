package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/demo"
)

type demoCommand struct {
	Addr     string   `help:"Address to listen on." env:"WEDERHOOR_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Database string   `help:"Empty PostgreSQL database instead of the embedded one; what the demo leaves in it opens for nobody." env:"WEDERHOOR_DATABASE" placeholder:"postgres://…"`
	SMTP     []string `name:"smtp" help:"Mail server for letters written from now on; the invented year is not mailed." env:"WEDERHOOR_SMTP" sep:" " placeholder:"URL"`
	URL      string   `name:"url" help:"Address people use, when a proxy stands in front." env:"WEDERHOOR_URL" placeholder:"https://…"`
	running
}

// Run starts a register that forgets everything at the end. It prints a line
// for each account, role, e-mail and password between tabs, and then the URL.
func (c demoCommand) Run(s streams) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "wederhoor-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	clock := demo.NewClock(time.Now)
	cfg := app.Config{Data: filepath.Join(dir, "data"), MasterKey: filepath.Join(dir, "master.key"), Addr: c.Addr, Database: c.Database,
		SMTP: c.SMTP, Directory: c.Directory, Site: c.URL, Limits: c.Limits == "on", Undo: c.Undo, Now: clock.Now, Logger: s.logger()}
	return serve(ctx, s, cfg, func(a *app.App) error {
		accounts, err := demo.Fill(ctx, a.Register, clock)
		if err != nil {
			return err
		}
		for _, who := range accounts {
			if _, err := fmt.Fprintln(s.out, strings.TrimSpace(strings.Join([]string{who.Role, who.Email, who.Password, who.Sheet}, "\t"))); err != nil {
				return err
			}
		}
		return nil
	})
}
