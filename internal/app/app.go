// Package app builds everything and is the one place that reads the clock.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"wederhoor/internal/alarm"
	"wederhoor/internal/config"
	"wederhoor/internal/directory"
	"wederhoor/internal/files"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/metrics"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// Config says how to run.
type Config struct {
	Data      string
	Addr      string
	Database  string        // postgres://…; empty: the embedded files in Data
	Files     string        // s3://…; empty: a folder in Data
	SMTP      string        // smtp://…; empty: letters are pages to print
	Mailboxes []string      // imaps://…; where complaints are mailed to
	Silence   time.Duration // after how long mail that does not flow is an alarm; zero: half an hour
	Alarm     string        // https://…; where alarms are told besides by mail
	Metrics   string        // address on which a machine reads how it goes; empty: none
	Directory string        // https://client:secret@…; empty: nobody signs in with a provider of the organisation's own
	MasterKey string        // file; empty: found by itself, outside Data
	Site      string        // the address people use, such as https://klachten.example.org
	Backups   register.BackupPlan
	Limits    bool
	Proxies   []netip.Prefix   // whose word on who asks is taken; see kit.Network
	Undo      time.Duration    // how long a letter waits before it leaves
	Now       func() time.Time // nil: the clock
	Logger    *slog.Logger
}

// App is a register with its pages and its worker.
type App struct {
	Register *register.Register
	Key      string // path of the master key
	store    *store.Store
	cfg      Config
	listener net.Listener
	numbers  net.Listener // for machines that watch; nil: none
	setupKey string
	place    files.Address // of the files
	night    time.Time // of which the clock says when a backup is made
}

// Open builds everything and opens the register; nothing listens yet.
func Open(ctx context.Context, cfg Config) (*App, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	a := &App{cfg: cfg}
	master, path, err := config.Master(cfg.Data, cfg.MasterKey)
	if err != nil {
		return nil, err
	}
	a.Key = path
	if a.place, err = config.Files(cfg.Files); err != nil {
		return nil, err
	}
	server, err := mailServer(cfg.SMTP)
	if err != nil {
		return nil, err
	}
	boxes, err := mailboxes(cfg.Mailboxes)
	if err != nil {
		return nil, err
	}
	road, err := alarmRoad(cfg.Alarm)
	if err != nil {
		return nil, err
	}
	provider, err := ownProvider(cfg.Directory, cfg.Now)
	if err != nil {
		return nil, err
	}
	if a.store, err = store.Open(ctx, store.Config{Data: cfg.Data, Postgres: cfg.Database, Files: a.place, Master: master, Now: cfg.Now}); err != nil {
		return nil, err
	}
	if err := a.store.FilesAnswer(ctx); err != nil {
		cfg.Logger.ErrorContext(ctx, "files cannot be kept or opened now; what comes without one is taken in", "place", a.place, "error", err)
	}
	a.Register, err = register.New(ctx, register.Config{Store: a.store, Now: cfg.Now, Mail: server, Site: a.Site, Logger: cfg.Logger, Undo: cfg.Undo, Mailboxes: boxes, Silence: cfg.Silence, Alarm: road, Directory: provider, Backups: cfg.Backups})
	if err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, a.planned()
}

func mailServer(address string) (*mail.Server, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // no mail server is an ordinary state
	}
	return mail.ParseServer(address)
}

func mailboxes(settings []string) (all []*mailbox.Box, err error) {
	for _, setting := range settings {
		b, err := mailbox.Parse(setting)
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

func alarmRoad(setting string) (*alarm.Road, error) {
	if setting == "" {
		return nil, nil //nolint:nilnil // no such road is an ordinary state
	}
	return alarm.Parse(setting)
}

func ownProvider(setting string, now func() time.Time) (*directory.Directory, error) {
	if setting == "" {
		return nil, nil //nolint:nilnil // no provider is an ordinary state
	}
	return directory.Parse(setting, now)
}

// Listen takes the address, so that the URL can be printed before serving.
func (a *App) Listen(ctx context.Context) error {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", a.cfg.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", a.cfg.Addr, err)
	}
	a.listener = l
	if a.cfg.Metrics != "" {
		if a.numbers, err = lc.Listen(ctx, "tcp", a.cfg.Metrics); err != nil {
			return fmt.Errorf("listen on %s for metrics: %w", a.cfg.Metrics, errors.Join(err, l.Close()))
		}
	}
	if !a.Register.SetUp() && !loopback(l.Addr()) {
		a.setupKey = store.NewID()
	}
	return nil
}

func loopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Site is the address people use, without a slash at the end. On the machine
// itself it has a name and no number: passkeys belong to a name.
func (a *App) Site() string {
	if a.cfg.Site != "" {
		return strings.TrimSuffix(a.cfg.Site, "/")
	}
	if a.listener == nil {
		return ""
	}
	host, port, err := net.SplitHostPort(a.listener.Addr().String())
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() || ip.Equal(net.IPv4(127, 0, 0, 1)) || ip.Equal(net.IPv6loopback) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// host is the name people use, if there is one for all of them.
func (a *App) host() string {
	u, err := url.Parse(a.cfg.Site)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// URL is what is printed at the start: the first page there is work on.
func (a *App) URL() string {
	switch {
	case a.Register.SetUp():
		return a.Site() + "/"
	case a.setupKey != "":
		return a.Site() + "/setup?" + url.Values{"key": {a.setupKey}}.Encode()
	}
	return a.Site() + "/setup"
}

// Serve answers requests and works off the queue until ctx ends, then lets what
// is under way finish.
func (a *App) Serve(ctx context.Context) error {
	work, stop := context.WithCancel(ctx)
	defer stop()
	handler := web.Handler(&kit.Kit{Register: a.Register, Logger: a.cfg.Logger, Now: a.cfg.Now, Limits: a.cfg.Limits, Proxies: a.cfg.Proxies,
		SetupKey: a.setupKey, Secure: strings.HasPrefix(a.Site(), "https://"), Host: a.host()})
	var background sync.WaitGroup
	if a.numbers != nil {
		m := metrics.New(a.Register.Flow, a.cfg.Now, a.cfg.Logger)
		handler = m.Counted(handler)
		background.Go(func() { a.serveNumbers(work, m.Server()) })
	}
	server := web.Server(handler, a.cfg.Logger)
	background.Go(func() { a.fill(work) })
	background.Go(func() { a.Register.Work(work) })
	background.Go(func() { a.Register.ReadMail(work) })
	background.Go(func() { a.Register.Watch(work) })
	background.Go(func() { a.backUp(work) })
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(a.listener) }()
	var broken error
	select {
	case err := <-failed:
		stop()
		background.Wait()
		return fmt.Errorf("serve: %w", err)
	case <-a.store.Failed():
		broken = errors.New("the disk failed while something was being stored: look at it, and start again")
		stop()
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	err := server.Shutdown(drain)
	background.Wait()
	return errors.Join(broken, err)
}

// serveNumbers answers machines that watch until ctx ends. When it cannot, the
// register goes on.
func (a *App) serveNumbers(ctx context.Context, server *http.Server) {
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	if err := server.Serve(a.numbers); err != nil && ctx.Err() == nil {
		a.cfg.Logger.ErrorContext(ctx, "the numbers are not served any more", "error", err)
	}
}

// Pauses between tries to fill the index; they double.
const (
	firstPause = time.Second
	mostPause  = time.Minute
)

// fill tries until the index is whole: lists wait for it, because one that is
// not complete would lie.
func (a *App) fill(ctx context.Context) {
	for pause := firstPause; ; pause = min(2*pause, mostPause) {
		err := a.Register.Fill(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		a.cfg.Logger.ErrorContext(ctx, "the index could not be filled", "error", err, "again in", pause)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// Close closes the register.
func (a *App) Close() error { return a.store.Close() }
