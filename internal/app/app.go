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
	"slices"
	"strings"
	"sync"
	"time"

	"wederhoor/internal/alarm"
	"wederhoor/internal/certificate"
	"wederhoor/internal/config"
	"wederhoor/internal/directory"
	"wederhoor/internal/files"
	"wederhoor/internal/identity"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/metrics"
	"wederhoor/internal/register"
	"wederhoor/internal/release"
	"wederhoor/internal/store"
	"wederhoor/internal/trace"
	"wederhoor/internal/web"
)

// Config says how to run.
type Config struct {
	Data      string
	Addr      string
	Database  string               // postgres://…; empty: the embedded files in Data
	Files     string               // s3://…; empty: a folder in Data
	SMTP      []string             // smtp://…; empty: letters are pages to print. See settings for several organisations
	Mailboxes []string             // imaps://…; where complaints are mailed to
	Silence   time.Duration        // after how long mail that does not flow is an alarm; zero: half an hour
	Alarm     string               // https://…; where alarms are told besides by mail
	Metrics   string               // address on which a machine reads how it goes; empty: none
	Directory []string             // https://client:secret@…; empty: nobody signs in with a provider of the organisation's own
	LogAll    bool                 // a line in the log for every answer, without content
	MasterKey string               // file; empty: found by itself, outside Data
	Site      string               // the address people use, such as https://klachten.example.org
	TLS       certificate.Settings // none: a proxy in front ends TLS
	Plain     string               // address on which who comes with http:// is sent on; empty: none
	Backups   register.BackupPlan
	Limits    bool
	Proxies   []netip.Prefix   // whose word on who asks is taken; see kit.Network
	Undo      time.Duration    // how long a letter waits before it leaves
	Drain     time.Duration    // how long it says that it is stopping before it does
	Now       func() time.Time // nil: the clock
	Logger    *slog.Logger
}

// App is the registers of an installation, one for each organisation, with their pages
// and their workers.
type App struct {
	Register *register.Register // of the oldest organisation, nearly always the only one
	Key      string             // path of the master key
	store    *store.Store
	cfg      Config
	place    files.Address // of the files
	alarm    *alarm.Road
	hasher   *identity.Hasher
	turn     *register.Turn
	listener net.Listener
	numbers  net.Listener       // for machines that watch; nil: none
	plain    net.Listener       // for who comes with http://; nil: none
	tls      certificate.Source // nil: a proxy in front has the certificate
	setupKey string
	counts   *metrics.Metrics
	tracer   *trace.Tracer // nil: nothing is traced
	night    time.Time     // of which the clock says when a backup is made

	mu            sync.RWMutex
	organisations []*organisation // the oldest first, and then those that came while it serves
}

// Open builds everything and opens the register; nothing listens yet.
func Open(ctx context.Context, cfg Config) (*App, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	cfg.Logger = slog.New(web.LogWithRequest(cfg.Logger.Handler()))
	a := &App{cfg: cfg}
	master, path, err := config.Master(cfg.Data, cfg.MasterKey)
	if err != nil {
		return nil, err
	}
	a.Key = path
	if a.place, err = config.Files(cfg.Files); err != nil {
		return nil, err
	}
	if a.alarm, err = alarmRoad(cfg.Alarm); err != nil {
		return nil, err
	}
	if a.tracer, err = trace.Open(ctx, release.This().Version); err != nil {
		return nil, err
	}
	a.counts = metrics.New(a.flows, cfg.Now, cfg.Logger)
	watch := store.Watch{Committed: a.counts.Committed, Recorded: a.counts.Recorded}
	if a.store, err = store.Open(ctx, store.Config{Data: cfg.Data, Postgres: cfg.Database, Files: a.place, Master: master, Now: cfg.Now, Watch: watch}); err != nil {
		return nil, err
	}
	if ahead, err := a.store.SetClock(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	} else if ahead.Abs() > time.Minute {
		cfg.Logger.WarnContext(ctx, "the clock of this machine is not that of the database, which is taken", "seconds", int(ahead.Seconds()))
	}
	if err := a.store.FilesAnswer(ctx); err != nil {
		cfg.Logger.ErrorContext(ctx, "files cannot be kept or opened now; what comes without one is taken in", "place", a.place, "error", err)
	}
	if doubtful, err := a.store.Doubtful(ctx); err == nil && doubtful {
		cfg.Logger.WarnContext(ctx, "a standby takes over when the database is lost, and commits do not wait for it: what was received last could be lost. Set synchronous_standby_names, or synchronous_mode of Patroni")
	}
	if a.store.Overheard() {
		cfg.Logger.WarnContext(ctx, "the database is reached over a network, and who is on it could read along or stand in between. Say sslmode=verify-full in its address, or nothing")
	}
	if err := a.openRegisters(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	if err := a.openCertificate(master); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, a.planned()
}

// mailServer is where letters of an organisation are handed over. Several may share one
// that names no sender: letters of all would leave from the address of one.
func mailServer(own, shared []string, several bool) (*mail.Server, error) {
	all := slices.Concat(own, shared)
	if len(all) == 0 {
		return nil, nil //nolint:nilnil // no mail server is an ordinary state
	}
	server, err := mail.ParseServer(all[0])
	if err == nil && several && len(own) == 0 && server.From() != "" {
		return nil, errors.New("there are several organisations, and the mail server they share says from which address: leave from= out, or give each a mail server, as in klachten.example.org=smtp://…")
	}
	return server, err
}

func mailboxes(given settings, host string, several bool) (all []*mailbox.Box, err error) {
	own, shared := given.of(host)
	if own, err = apart("mailbox", own, shared, several); err != nil {
		return nil, err
	}
	for _, setting := range own {
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

func ownProvider(given settings, host string, several bool, now func() time.Time) (*directory.Directory, error) {
	own, shared := given.of(host)
	own, err := apart("sign-in", own, shared, several)
	if err != nil || len(own) == 0 {
		return nil, err
	}
	return directory.Parse(own[0], now)
}

// Listen takes the addresses, so that the URL can be printed before serving.
func (a *App) Listen(ctx context.Context) (err error) {
	if a.listener, err = listen(ctx, "", a.cfg.Addr); err != nil {
		return err
	}
	for _, more := range []struct {
		what, addr string
		to         *net.Listener
	}{{" for metrics", a.cfg.Metrics, &a.numbers}, {" for http://", a.cfg.Plain, &a.plain}} {
		if more.addr == "" {
			continue
		}
		if *more.to, err = listen(ctx, more.what, more.addr); err != nil {
			return errors.Join(err, a.listener.Close())
		}
	}
	if !a.Register.SetUp() && !loopback(a.listener.Addr()) {
		a.setupKey = a.store.SetUpKey() // the same at every program: one of them will be asked
	}
	return nil
}

func listen(ctx context.Context, what, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s%s: %w", addr, what, err)
	}
	return l, nil
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

// URL is what is printed at the start: the first page there is work on.
func (a *App) URL() string {
	switch {
	case a.Register.SetUp():
		return a.Register.Site() + "/"
	case a.setupKey != "":
		return a.Site() + "/setup?" + url.Values{"key": {a.setupKey}}.Encode()
	}
	return a.Site() + "/setup"
}

// Serve answers requests and works off the queue until ctx ends, then says for a
// while that it is stopping, and lets what is under way finish.
func (a *App) Serve(ctx context.Context) error {
	ctx = a.tracer.In(ctx)
	work, stop := context.WithCancel(ctx)
	defer stop()
	keepingUp, done := context.WithCancel(context.WithoutCancel(ctx)) // until the last request ended
	defer done()
	s := a.serving(work, keepingUp)
	if a.numbers != nil {
		s.background.Go(func() { a.serveBeside(work, a.numbers, a.counts.Server()) })
	}
	if a.plain != nil {
		s.background.Go(func() { a.serveBeside(work, a.plain, web.Server(a.tls.Plain(), a.cfg.Logger)) })
	}
	server := web.Server(a.observed(s.pages), a.cfg.Logger)
	server.BaseContext = func(net.Listener) context.Context { return a.tracer.In(context.Background()) }
	s.begin()
	s.background.Go(func() { a.Register.Lead(work) })         // for all: they share the turn
	s.background.Go(func() { a.Register.WatchStoring(work) }) // for all: they share the store
	s.background.Go(func() { a.backUp(work) })
	failed := make(chan error, 1)
	go func() { failed <- a.serveSite(server) }()
	if a.tls != nil {
		s.background.Go(func() { a.tls.Keep(work) })
	}
	var broken error
	select {
	case err := <-failed:
		stop()
		done()
		s.background.Wait()
		return fmt.Errorf("serve: %w", err)
	case <-a.store.Failed():
		broken = errors.New("the disk failed while something was being stored: look at it, and start again")
		stop()
	case <-ctx.Done():
		s.drain()
		time.Sleep(a.cfg.Drain)
	}
	rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	err := server.Shutdown(rest)
	done()
	s.background.Wait()
	if broken == nil {
		a.keepSnapshots(ctx)
	}
	return errors.Join(broken, err)
}

// observed counts every answer, and logs it where that was asked.
func (a *App) observed(next http.Handler) http.Handler {
	tell := []func(context.Context, web.Answer){func(_ context.Context, w web.Answer) { a.counts.Answered(w.Route, w.Status, w.Took) }}
	if a.cfg.LogAll {
		tell = append(tell, web.LogAnswers(a.cfg.Logger))
	}
	return web.Observe(next, a.cfg.Now, tell...)
}

// serveBeside answers at another address until ctx ends. When it cannot, the register
// goes on.
func (a *App) serveBeside(ctx context.Context, l net.Listener, server *http.Server) {
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	if err := server.Serve(l); err != nil && ctx.Err() == nil {
		a.cfg.Logger.ErrorContext(ctx, "an address beside that of the site does not answer any more", "address", l.Addr().String(), "error", err)
	}
}

// Pauses between tries to fill the index; they double.
const (
	firstPause = time.Second
	mostPause  = time.Minute
)

// fill tries until the index of each is whole, one after another: lists wait for it,
// because one that is not complete would lie.
func (a *App) fill(ctx context.Context, left ...*organisation) {
	for pause := firstPause; ; pause = min(2*pause, mostPause) {
		left = slices.DeleteFunc(left, func(o *organisation) bool {
			err := o.Fill(ctx)
			if err != nil && ctx.Err() == nil {
				a.cfg.Logger.ErrorContext(ctx, "the index could not be filled", "organisation", o.Home().ID, "error", err, "again in", pause)
			}
			o.whole.Store(err == nil)
			return err == nil
		})
		if len(left) == 0 || ctx.Err() != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// keepSnapshots keeps the indexes for the next start, as far as there is time.
func (a *App) keepSnapshots(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	for _, r := range a.Registers() {
		if err := r.KeepSnapshot(ctx); err != nil {
			a.cfg.Logger.WarnContext(ctx, "no snapshot of the index could be kept: the next start opens every dossier", "organisation", r.Home().ID, "error", err)
		}
	}
}

// Close closes the register.
func (a *App) Close() error { return errors.Join(a.store.Close(), a.tracer.Close()) }
