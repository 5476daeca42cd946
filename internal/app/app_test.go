package app_test

import (
	"context"
	"database/sql"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver" // breaks a table behind the register's back

	"wederhoor/internal/access"
	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

var ctx = context.Background()

// TestAnIndexThatCouldNotBeFilledIsTriedAgain: at the start a table cannot be
// read. Lists wait, the fault is in the log, and once it is mended they come.
func TestAnIndexThatCouldNotBeFilledIsTriedAgain(t *testing.T) {
	dir := t.TempDir()
	data, said := filepath.Join(dir, "data"), new(testkit.Log)
	a := again(t, app.Config{Data: data, Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.NewTextHandler(said, nil))})
	mend := broken(t, filepath.Join(data, "reg.db"))
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving) }()
	defer func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	}()
	until(t, "the fault in the log", func() bool { return said.Holds("the index could not be filled") })
	m, _ := a.Register.LeadMember()
	lead := register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m}
	list := make(chan int, 1)
	go func() { list <- a.Register.List(lead, register.Filter{}).Total }()
	select {
	case <-list:
		t.Error("a list that is not complete was shown")
	case <-time.After(100 * time.Millisecond):
	}
	mend()
	select {
	case n := <-list:
		if n != 1 {
			t.Errorf("%d complaints in the list", n)
		}
	case <-time.After(20 * time.Second):
		t.Error("the list never came")
	}
}

// TestServingEndsWhileTheIndexCannotBeFilled: a fault that lasts does not keep
// the program from stopping.
func TestServingEndsWhileTheIndexCannotBeFilled(t *testing.T) {
	dir := t.TempDir()
	data, said := filepath.Join(dir, "data"), new(testkit.Log)
	a := again(t, app.Config{Data: data, Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.NewTextHandler(said, nil))})
	broken(t, filepath.Join(data, "reg.db"))
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving) }()
	until(t, "the fault in the log", func() bool { return said.Holds("the index could not be filled") })
	stop()
	select {
	case err := <-served:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it goes on")
	}
}

// again is the same as opened, at its next start: nothing of the complaint is in memory.
func again(t *testing.T, cfg app.Config) *app.App {
	t.Helper()
	err := opened(t, cfg).Close()
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(ctx, cfg)
	if err == nil {
		err = a.Listen(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// opened is a register with one complaint, that listens and does not serve yet.
func opened(t *testing.T, cfg app.Config) *app.App {
	t.Helper()
	a, err := app.Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	_, err = a.Register.SetUpOrganisation(ctx, register.SetUp{Organisation: "Voorbeeld Trainingen", Phone: "020 000 00 00", LeadName: "Mirjam de Wit",
		LeadEmail: "mirjam@voorbeeld.example", Password: "fietsen door de regen", SecondFactor: store.SecondFactorOptional, Appeal: complaint.AppealBody{Name: "Ilse Terpstra", Phone: "020 000 00 01"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Register.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:1", Intake: complaint.Intake{ReceivedAt: time.Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was koud", Name: "Tessa Jansen"}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Listen(ctx); err != nil {
		t.Fatal(err)
	}
	return a
}

// broken takes the table of events away; mend brings it back.
func broken(t *testing.T, file string) (mend func()) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+file+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	run := func(statement string) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			t.Fatal(err)
		}
	}
	run("ALTER TABLE event RENAME TO event_away")
	return func() { run("ALTER TABLE event_away RENAME TO event") }
}

func until(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !happened(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no %s", what)
		}
	}
}
