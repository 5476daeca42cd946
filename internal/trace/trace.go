// Package trace tells an OpenTelemetry collector how long what took, and nothing of
// what it was about: names and attributes are ours, and an error is only that there was
// one. Without a tracer in the context everything here does nothing.
package trace

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	api "go.opentelemetry.io/otel/trace"
)

// Name is what a span is of. There are no others.
type Name string

// Every name that a span has.
const (
	Request Name = "request" // one answer
	Act     Name = "act"     // something that is done to a dossier
	Write   Name = "write"   // waiting for a durable commit, which may be shared
	Job     Name = "job"     // queued work
	Mail    Name = "mail"    // a mail is handed to the mail server
)

// Attr is one of the few things a span says of itself.
type Attr struct{ kv attribute.KeyValue }

// Route is the pattern of an address, never the address.
func Route(pattern string) Attr { return Attr{attribute.String("http.route", pattern)} }

// Status is the status of an answer.
func Status(code int) Attr { return Attr{attribute.Int("http.response.status_code", code)} }

// Kind is a code of ours: of an action or of work.
func Kind[T ~string](code T) Attr { return Attr{attribute.String("wederhoor.kind", string(code))} }

// Tracer sends spans away. Nil does nothing.
type Tracer struct {
	provider *sdk.TracerProvider
	tracer   api.Tracer
}

// Open makes a tracer from the standard variables; nil when none names a collector
// (OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT), or
// OTEL_SDK_DISABLED is true. Nothing that the SDK would find out by itself of the
// machine goes along.
func Open(ctx context.Context, version string) (*Tracer, error) {
	if os.Getenv("OTEL_SDK_DISABLED") == "true" || os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" && os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") == "" {
		return nil, nil //nolint:nilnil // off is the ordinary state
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("reach the collector of traces: %w", err)
	}
	name := os.Getenv("OTEL_SERVICE_NAME")
	if name == "" {
		name = "wederhoor"
	}
	of := resource.NewSchemaless(attribute.String("service.name", name), attribute.String("service.version", version))
	p := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(of))
	return &Tracer{p, p.Tracer("wederhoor")}, nil
}

// Close sends what is left, for at most five seconds.
func (t *Tracer) Close() error {
	if t == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := t.provider.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("send the last traces: %w", err)
	}
	return nil
}

type key struct{}

// In gives a context in which spans go to this tracer.
func (t *Tracer) In(ctx context.Context) context.Context {
	if t == nil {
		return ctx
	}
	return context.WithValue(ctx, key{}, t)
}

// Span is under way until End.
type Span struct{ span api.Span }

// Begin starts a span within that of the context.
func Begin(ctx context.Context, name Name, about ...Attr) (context.Context, Span) {
	t, _ := ctx.Value(key{}).(*Tracer)
	if t == nil {
		return ctx, Span{}
	}
	ctx, span := t.tracer.Start(ctx, string(name))
	s := Span{span}
	s.Say(about...)
	return ctx, s
}

// Say adds what became known on the way.
func (s Span) Say(about ...Attr) {
	for _, a := range about {
		if s.span != nil {
			s.span.SetAttributes(a.kv)
		}
	}
}

// End ends a span; of an error only that there was one.
func (s Span) End(err error) {
	if s.span == nil {
		return
	}
	if err != nil {
		s.span.SetStatus(codes.Error, "")
	}
	s.span.End()
}
