package register_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// onBothDatabases runs a test on files and on PostgreSQL.
func onBothDatabases(t *testing.T, test func(t *testing.T, o *office)) {
	t.Run("sqlite", func(t *testing.T) { test(t, openOn(t, store.Config{Data: t.TempDir()}, "")) })
	t.Run("postgres", func(t *testing.T) {
		test(t, openOn(t, store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t)}, ""))
	})
}

// fresh is somebody who just showed again who they are.
func (o *office) fresh(p register.Person) register.Person {
	p.Session.ProvedAt = o.clock.Now()
	return p
}

var given = complaint.GivenOutside{Body: "Geschillencommissie Voorbeeld", Purpose: "Zij vroegen het op.", Parts: 3}

func writes(raw []byte) func(io.Writer) (complaint.GivenOutside, error) {
	return func(w io.Writer) (complaint.GivenOutside, error) {
		_, err := w.Write(raw)
		return given, err
	}
}

func (o *office) desk(who register.Person, ref string) register.FileDesk {
	o.t.Helper()
	d, err := o.OutsideDesk(ctx, who, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

func TestAFileForABodyIsKeptByteForByte(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, o *office) {
		ref := o.write("De zaal was koud").Ref
		if err := o.desk(o.lead, ref).Keep(ctx, o.Register, []byte(`{"Body":"keuze"}`)); err != nil {
			t.Fatal(err)
		}
		d := o.desk(o.lead, ref)
		if string(d.Choice) != `{"Body":"keuze"}` {
			t.Errorf("kept %q", d.Choice)
		}
		order, raw := register.Order{Ref: ref, Version: d.Complaint.Version, Key: "k"}, bytes.Repeat([]byte("%PDF "), 100_000)
		if _, err := o.MakeOutside(ctx, o.lead, d, order, writes(raw)); !errors.Is(err, register.ErrProve) {
			t.Errorf("without a fresh proof: %v", err)
		}
		broken := errors.New("stuk")
		_, err := o.MakeOutside(ctx, o.fresh(o.lead), d, order, func(w io.Writer) (complaint.GivenOutside, error) {
			_, _ = w.Write(raw[:1000])
			return given, broken
		})
		if !errors.Is(err, broken) || len(o.desk(o.lead, ref).Complaint.Outside()) != 0 || o.desk(o.lead, ref).Choice == nil {
			t.Errorf("half a file: %v", err)
		}
		if _, err := o.MakeOutside(ctx, o.fresh(o.lead), d, order, func(io.Writer) (complaint.GivenOutside, error) { panic("plaatje") }); err == nil {
			t.Error("a panic passed for a file")
		}
		made, err := o.MakeOutside(ctx, o.fresh(o.lead), d, order, writes(raw))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(raw)
		after := o.desk(o.lead, ref)
		if made.SHA256 != hex.EncodeToString(sum[:]) || made.Size != int64(len(raw)) || after.Choice != nil || len(after.Complaint.Outside()) != 1 || after.Complaint.Outside()[0].Event.UpTo != d.Complaint.Version {
			t.Errorf("made %+v", made)
		}
		if _, err := o.MakeOutside(ctx, o.fresh(o.lead), after, order, writes(raw)); !errors.Is(err, register.ErrStale) {
			t.Errorf("of what the page did not show: %v", err)
		}
		e, body, err := o.TakeOutside(ctx, o.fresh(o.lead), ref, made.File)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(body)
		_ = body.Close()
		if err != nil || !bytes.Equal(got, raw) || e != after.Complaint.Outside()[0].Event {
			t.Errorf("given again: %d bytes, %v", len(got), err)
		}
		if _, _, err := o.TakeOutside(ctx, o.lead, ref, made.File); !errors.Is(err, register.ErrProve) {
			t.Errorf("taken without a fresh proof: %v", err)
		}
		if _, _, err := o.File(ctx, o.lead, ref, made.File); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("as an attachment: %v", err)
		}
		page, err := o.WhoLooked(ctx, o.lead, ref, register.LogQuery{Kind: register.LogOpened})
		if err != nil {
			t.Fatal(err)
		}
		exports, named := 0, false
		for _, l := range page.Lines {
			if l.Action == store.LogExport {
				exports += l.Times
				named = named || l.Detail == given.Body
			}
		}
		if exports != 2 || !named {
			t.Errorf("%d exports in the log, the body named %v", exports, named)
		}
	})
}

// TestNobodyElseGetsTheFile: whom it is about, who has no part in it, who only
// reads along, who is half-way and who keeps the accounts get what they get for a
// number that is free.
func TestNobodyElseGetsTheFile(t *testing.T) {
	o := open(t, "")
	subject, stranger := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer), o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	reader, keeper := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer), o.joined("Bea Bos", "bea@voorbeeld.example", access.Administrator)
	ref := o.write("De zaal was koud", subject).Ref
	if _, err := o.ChangeReaders(ctx, o.lead, register.Order{Ref: ref}, []complaint.MemberID{reader.Member.ID}, nil); err != nil {
		t.Fatal(err)
	}
	d := o.desk(o.lead, ref)
	made, err := o.MakeOutside(ctx, o.fresh(o.lead), d, register.Order{Ref: ref, Version: d.Complaint.Version}, writes([]byte("%PDF")))
	if err != nil {
		t.Fatal(err)
	}
	half := o.lead
	half.Actor = half.HalfWay()
	for what, who := range map[string]register.Person{"subject": subject, "stranger": stranger, "reader": reader, "administrator": keeper, "half-way": half} {
		who = o.fresh(who)
		for _, of := range []string{ref, "2026-1"} {
			if _, err := o.OutsideDesk(ctx, who, of); !errors.Is(err, register.ErrNotFound) {
				t.Errorf("%s, desk of %s: %v", what, of, err)
			}
			if _, _, err := o.TakeOutside(ctx, who, of, made.File); !errors.Is(err, register.ErrNotFound) {
				t.Errorf("%s, file of %s: %v", what, of, err)
			}
		}
		if _, err := o.MakeOutside(ctx, who, d, register.Order{Ref: ref, Version: d.Complaint.Version + 1}, writes([]byte("%PDF"))); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s makes one: %v", what, err)
		}
	}
	handler := o.joined("Carla Dijk", "carla@voorbeeld.example", access.Trainer)
	if _, err := o.AssignHandler(ctx, o.lead, register.Order{Ref: ref}, handler.Member.ID); err != nil {
		t.Fatal(err)
	}
	if _, body, err := o.TakeOutside(ctx, o.fresh(handler), ref, made.File); err != nil {
		t.Errorf("who handles it: %v", err)
	} else if err := body.Close(); err != nil {
		t.Error(err)
	}
	other := o.write("Een andere klacht").Ref
	if _, _, err := o.TakeOutside(ctx, o.fresh(o.lead), other, made.File); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("by the number of another dossier: %v", err)
	}
}

// TestOneFileAtATime, and who waits can go away.
func TestOneFileAtATime(t *testing.T) {
	o := open(t, "")
	ref := o.write("De zaal was koud").Ref
	d, started, end := o.desk(o.lead, ref), make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	order := register.Order{Ref: ref, Version: d.Complaint.Version}
	go func() {
		_, err := o.MakeOutside(ctx, o.fresh(o.lead), d, order, func(w io.Writer) (complaint.GivenOutside, error) {
			close(started)
			<-end
			_, err := w.Write([]byte("%PDF"))
			return given, err
		})
		done <- err
	}()
	<-started
	waiting, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := o.MakeOutside(waiting, o.fresh(o.lead), d, order, writes([]byte("%PDF"))); err == nil {
		t.Error("two at once")
	}
	close(end)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
