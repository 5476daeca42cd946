package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"wederhoor/internal/trace"
)

// Answer is what may be counted, logged and traced of one: the pattern of its address
// and never the address itself, which holds numbers and codes.
type Answer struct {
	Route  string // as "GET /staff/complaints/{ref}"; "none" when no page has that address
	Status int
	Took   time.Duration
}

type requestKey struct{}

// RequestID is a random name for the request that a context belongs to, to find its
// lines in the log by; "" outside one.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// Observe tells of every answer that a handler gave. It stands outside all that
// recovers, so that a crash is an answer too.
func Observe(next http.Handler, now func() time.Time, tell ...func(context.Context, Answer)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := now()
		ctx, span := trace.Begin(r.Context(), trace.Request)
		r = r.WithContext(context.WithValue(ctx, requestKey{}, strings.ToLower(rand.Text()[:12])))
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			a := Answer{Route: r.Pattern, Status: seen.status, Took: now().Sub(began)}
			if a.Route == "" {
				a.Route = "none"
			}
			span.Say(trace.Route(a.Route), trace.Status(a.Status))
			span.End(nil)
			for _, t := range tell {
				t(r.Context(), a)
			}
		}()
		next.ServeHTTP(seen, r)
	})
}

// LogAnswers writes a line for every answer.
func LogAnswers(logger *slog.Logger) func(context.Context, Answer) {
	return func(ctx context.Context, a Answer) {
		logger.InfoContext(ctx, "answered", "route", a.Route, "status", a.Status, "ms", float64(a.Took.Microseconds())/1000)
	}
}

// LogWithRequest adds the name of its request to every line that belongs to one.
func LogWithRequest(h slog.Handler) slog.Handler { return requestLog{h} }

type requestLog struct{ slog.Handler }

// Handle implements slog.Handler.
func (h requestLog) Handle(ctx context.Context, r slog.Record) error {
	if id := RequestID(ctx); id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h requestLog) WithAttrs(attrs []slog.Attr) slog.Handler {
	return requestLog{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h requestLog) WithGroup(name string) slog.Handler { return requestLog{h.Handler.WithGroup(name)} }

// statusWriter remembers the status.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (a *statusWriter) WriteHeader(status int) {
	if status >= 200 { // before that something else follows
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (a *statusWriter) Unwrap() http.ResponseWriter { return a.ResponseWriter }
