package cli

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os/signal"
	"syscall"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/certificate"
	"wederhoor/internal/config"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// place is what every command that opens a register asks.
type place struct {
	Data      string `help:"Data folder." env:"WEDERHOOR_DATA" placeholder:"DIR"`
	Database  string `help:"PostgreSQL instead of the embedded database." env:"WEDERHOOR_DATABASE" placeholder:"postgres://…"`
	Files     string `help:"Bucket for files instead of a folder in the data folder, such as s3://KEY:SECRET@s3.example.org/bucket?region=eu-west-1; better as the variable than as a flag." env:"WEDERHOOR_FILES" placeholder:"s3://…"`
	MasterKey string `help:"File with the master key, outside the data folder; or env:NAME for a variable, cred:NAME for a credential of systemd, or unix:PATH for a service on this machine." env:"WEDERHOOR_MASTER_KEY" placeholder:"FILE"`
}

func (p place) data() string {
	if p.Data == "" {
		return config.DefaultData()
	}
	return p.Data
}

// config is the place as a register is opened with it, but for the key.
func (p place) config() (store.Config, error) {
	at, err := config.Files(p.Files)
	return store.Config{Data: p.data(), Postgres: p.Database, Files: at, Now: time.Now}, err
}

// running is what every command that serves asks besides.
type running struct {
	Limits string        `help:"Rate limits; off is for load tests only." env:"WEDERHOOR_LIMITS" enum:"on,off" default:"on"`
	Undo   time.Duration `help:"How long a letter waits before it leaves, so that it can be taken back; 0s: not at all." env:"WEDERHOOR_UNDO" default:"60s" placeholder:"TIME"`

	// Other users of the machine can read a flag; the variable they cannot.
	Directory []string `help:"The organisation's own sign-in (OpenID Connect), such as https://CLIENT:SECRET@login.example.org/realms/x?name=Voorbeeld-account; better as the variable than as a flag." env:"WEDERHOOR_DIRECTORY" sep:" " placeholder:"URL"`
}

// chosen is what a command asks that is about one organisation of several.
type chosen struct {
	Organisation string `help:"Which organisation, by id, name or address, where there are several." placeholder:"WHICH"`
}

// ending is what a program asks that has no proxy in front.
type ending struct {
	Certificate    string `help:"Certificate of the site (PEM), when no proxy in front ends TLS; a renewed one is taken without a restart." env:"WEDERHOOR_CERTIFICATE" placeholder:"FILE"`
	CertificateKey string `help:"Its key (PEM)." env:"WEDERHOOR_CERTIFICATE_KEY" placeholder:"FILE"`
	ACME           string `name:"acme" help:"Address where certificates are asked for instead, such as https://acme-v02.api.letsencrypt.org/directory; who gives it agrees to the terms there." env:"WEDERHOOR_ACME" placeholder:"https://…"`
	ACMEMail       string `name:"acme-mail" help:"Whom they write to about certificates." env:"WEDERHOOR_ACME_MAIL" placeholder:"ADDRESS"`
	Plain          string `name:"plain" help:"Address to listen on for http://, such as :80; who comes there is sent on to https://." env:"WEDERHOOR_PLAIN" placeholder:"HOST:PORT"`
}

type serveCommand struct {
	place
	Addr    string         `help:"Address to listen on." env:"WEDERHOOR_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	SMTP    []string       `name:"smtp" help:"Mail server for letters, such as smtp://user:password@mail.example.org:587?from=klachten@example.org; with several organisations HOST=smtp://… for each." env:"WEDERHOOR_SMTP" sep:" " placeholder:"URL"`
	Mailbox []string       `name:"mailbox" help:"Mailbox where complaints come in, such as imaps://klachten%40example.org:PASSWORD@imap.example.org/INBOX; may be given more than once, better as the variable than as a flag." env:"WEDERHOOR_MAILBOX" sep:" " placeholder:"URL"`
	URL     string         `name:"url" help:"Address people use, when a proxy stands in front." env:"WEDERHOOR_URL" placeholder:"https://…"`
	Proxies []netip.Prefix `name:"proxy" help:"Network of a proxy in front, whose X-Forwarded-For is believed." env:"WEDERHOOR_PROXY" placeholder:"10.0.0.0/8"`
	Silence time.Duration  `help:"After how long mail that does not flow is an alarm." env:"WEDERHOOR_SILENCE" default:"30m" placeholder:"TIME"`
	Alarm   string         `help:"Address where alarms are posted besides by mail; better as the variable than as a flag when it holds a token." env:"WEDERHOOR_ALARM" placeholder:"https://…"`
	Metrics string         `help:"Address to listen on for Prometheus, such as 127.0.0.1:9464; keep it from the public." env:"WEDERHOOR_METRICS" placeholder:"HOST:PORT"`
	Drain   time.Duration  `help:"How long /readyz says no before the program stops, so that a proxy in front sends nobody here any more." env:"WEDERHOOR_DRAIN" default:"0s" placeholder:"TIME"`
	TLS     ending         `embed:""`
	LogAll  bool           `name:"log-requests" help:"A line in the log for every request: pattern of the address, status, how long; nothing of who or what." env:"WEDERHOOR_LOG_REQUESTS"`
	running

	BackupTo     string `help:"Folder for a backup every night; not given: none is made." env:"WEDERHOOR_BACKUP_TO" placeholder:"DIR"`
	BackupKeysTo string `help:"Folder for the archives of the keys, which are kept 30 days; better another disk." env:"WEDERHOOR_BACKUP_KEYS_TO" placeholder:"DIR"`
	BackupAt     string `help:"When the backup is made, in the time of the machine." env:"WEDERHOOR_BACKUP_AT" default:"03:00" placeholder:"HH:MM"`
}

// Run starts the register and prints one URL.
func (c serveCommand) Run(s streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	return serve(ctx, s, app.Config{Data: c.data(), Addr: c.Addr, Database: c.Database, Files: c.Files, SMTP: c.SMTP, Mailboxes: c.Mailbox, Silence: c.Silence, Alarm: c.Alarm, Metrics: c.Metrics, LogAll: c.LogAll, Directory: c.Directory, MasterKey: c.MasterKey,
		TLS: certificate.Settings{File: c.TLS.Certificate, Key: c.TLS.CertificateKey, ACME: c.TLS.ACME, Mail: c.TLS.ACMEMail}, Plain: c.TLS.Plain,
		Site: c.URL, Limits: c.Limits == "on", Proxies: c.Proxies, Undo: c.Undo, Drain: c.Drain, Logger: s.logger(),
		Backups: register.BackupPlan{To: c.BackupTo, Keys: c.BackupKeysTo, At: c.BackupAt}}, nil)
}

func serve(ctx context.Context, s streams, cfg app.Config, before func(*app.App) error) (err error) {
	a, err := app.Open(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := a.Listen(ctx); err != nil {
		return err
	}
	if before != nil {
		if err := before(a); err != nil {
			return err
		}
	}
	fmt.Fprintln(s.out, a.URL())
	return a.Serve(ctx)
}
