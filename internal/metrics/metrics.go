// Package metrics says how it goes in numbers, for Prometheus and what reads its
// format. Labels hold codes and keyed ids: no name, no address, no number of a
// complaint.
package metrics

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/release"
	"wederhoor/internal/store"
)

// readTime is how long the numbers may take.
const readTime = 10 * time.Second

// Metrics counts what happens, and asks the register for the rest when somebody reads.
type Metrics struct {
	sources func() []Source
	now     func() time.Time
	logger  *slog.Logger
	counts
}

// Source is where the numbers of one organisation come from. Organisation is its id, where
// there are several to tell apart.
type Source struct {
	Organisation string
	Flow         func(context.Context) (register.Flow, error)
}

// New makes the numbers of an installation. Its sources are asked when somebody reads.
func New(sources func() []Source, now func() time.Time, logger *slog.Logger) *Metrics {
	return &Metrics{sources: sources, now: now, logger: logger, counts: newCounts()}
}

// Server answers GET /metrics and nothing else.
func (m *Metrics) Server() *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", m.serve)
	return &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 2 * readTime, IdleTimeout: time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(m.logger.Handler(), slog.LevelDebug)}
}

func (m *Metrics) serve(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readTime)
	defer cancel()
	var page bytes.Buffer
	m.set.WritePrometheus(&page)
	metrics.WriteProcessMetrics(&page)
	for i, s := range m.sources() {
		f, err := s.Flow(ctx)
		if err != nil {
			m.logger.ErrorContext(ctx, "the numbers could not be read", "error", err)
			http.Error(w, "the numbers could not be read", http.StatusServiceUnavailable)
			return
		}
		if i == 0 {
			writeMachine(&page, f)
		}
		s.write(&page, f, m.now())
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write(page.Bytes())
}

// series is a name with labels, given as name and value in turn.
func series(name string, labels ...string) string {
	b := []byte(name)
	for i := 0; i+1 < len(labels); i += 2 {
		b = append(b, "{,"[min(i, 1)])
		b = append(b, labels[i]...)
		b = strconv.AppendQuote(append(b, '='), labels[i+1])
	}
	if len(labels) > 0 {
		b = append(b, '}')
	}
	return string(b)
}

// writeMachine writes what all organisations have together.
func writeMachine(w io.Writer, f register.Flow) {
	gauge := func(value float64, name string, labels ...string) {
		metrics.WriteGaugeFloat64(w, series("wederhoor_"+name, labels...), value)
	}
	counter := func(value float64, name string, labels ...string) {
		metrics.WriteCounterFloat64(w, series("wederhoor_"+name, labels...), value)
	}
	writeBuild(gauge)
	gauge(bit(f.Trouble == ""), "stores")
	gauge(float64(f.Waiting), "writer_waiting")
	for _, p := range f.Pools {
		gauge(float64(p.InUse), "pool_connections", "pool", p.Name, "state", "in_use")
		gauge(float64(p.Open-p.InUse), "pool_connections", "pool", p.Name, "state", "idle")
	}
	for _, p := range f.Pools {
		gauge(float64(p.Max), "pool_connections_max", "pool", p.Name)
		counter(float64(p.Waits), "pool_waits_total", "pool", p.Name)
		counter(p.Waited.Seconds(), "pool_waited_seconds_total", "pool", p.Name)
	}
	gauge(unix(f.Backup.Made), "backup_last_made_timestamp_seconds")
	gauge(float64(f.Backup.Size), "backup_last_bytes")
	gauge(unix(f.Backup.Failed), "backup_last_failed_timestamp_seconds")
}

// write writes what is of one organisation.
func (s Source) write(w io.Writer, f register.Flow, now time.Time) {
	gauge := func(value float64, name string, labels ...string) {
		if s.Organisation != "" {
			labels = append(labels, "organisation", s.Organisation)
		}
		metrics.WriteGaugeFloat64(w, series("wederhoor_"+name, labels...), value)
	}
	gauge(bit(f.Filled), "index_filled")
	gauge(float64(f.Dossiers), "index_dossiers")
	gauge(float64(f.IndexBytes), "index_bytes")
	gauge(float64(f.Logged), "log_events")
	gauge(float64(f.Behind), "log_behind_events")
	gauge(unix(f.Received), "last_received_timestamp_seconds")
	gauge(float64(f.Missed), "due_dates_missed")
	for _, b := range f.Boxes {
		gauge(unix(b.Read), "mailbox_last_read_timestamp_seconds", "mailbox", b.Mailbox)
	}
	for _, b := range f.Boxes {
		gauge(float64(b.Missing), "mailbox_missing_in_ledger", "mailbox", b.Mailbox)
	}
	for _, state := range []store.MailState{store.MailStored, store.MailComplaint, store.MailReply, store.MailReport, store.MailParked, store.MailRefused, store.MailAgain} {
		gauge(float64(f.Mails[state]), "mails", "state", string(state))
	}
	gauge(age(f.Unsettled, now), "mail_oldest_unsettled_seconds")
	gauge(float64(f.Queued), "jobs", "state", "queued")
	gauge(float64(f.Held), "jobs", "state", "held")
	gauge(age(f.OldestWork, now), "job_oldest_due_seconds")
	gauge(unix(f.Sent), "mail_last_sent_timestamp_seconds")
	if f.Filled {
		for _, state := range []complaint.LetterState{complaint.LetterQueued, complaint.LetterToPost, complaint.LetterUndone, complaint.LetterBounced, complaint.LetterUncertain} {
			gauge(float64(f.Letters[state]), "letters", "state", string(state))
		}
	}
	writeSecrets(gauge, f, now)
	for _, a := range f.Alarms {
		gauge(now.Sub(a.Since).Seconds(), "alarm_seconds", "alarm", a.Code, "about", a.Subject)
	}
}

func writeBuild(gauge func(float64, string, ...string)) {
	b := release.This()
	gauge(1, "build_info", "version", b.Version, "revision", b.Revision, "go", b.Go)
}

func writeSecrets(gauge func(float64, string, ...string), f register.Flow, now time.Time) {
	left := func(ends time.Time, of string) {
		if !ends.IsZero() {
			gauge(ends.Sub(now).Seconds(), "secret_expiry_seconds", "secret", of)
		}
	}
	left(f.SMTPEnds, "smtp")
	for _, b := range f.Boxes {
		left(b.Expires, b.Mailbox)
	}
}

// unix is 0 for what never happened.
func unix(at time.Time) float64 {
	if at.IsZero() {
		return 0
	}
	return float64(at.UnixMilli()) / 1000
}

// age is 0 when nothing waits.
func age(since, now time.Time) float64 {
	if since.IsZero() {
		return 0
	}
	return now.Sub(since).Seconds()
}

func bit(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
