package app

import (
	"bytes"
	"context"
	"database/sql"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver" // to break the register from outside

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// written is what was logged, by several goroutines.
type written struct {
	mu sync.Mutex
	bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.Buffer.Write(p)
}

func (w *written) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.Buffer.String()
}

// TestTheIndexIsTriedAgain: a register that cannot be read at the start is read
// when it can; until then lists wait and nobody is shown half of it.
func TestTheIndexIsTriedAgain(t *testing.T) {
	ctx, dir, log := context.Background(), t.TempDir(), &written{}
	a, err := Open(ctx, Config{Data: filepath.Join(dir, "data"), MasterKey: filepath.Join(dir, "key"), Logger: slog.New(slog.NewJSONHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if _, err := a.Register.SetUpOrganisation(ctx, register.SetUp{Organisation: "Voorbeeld", LeadName: "Mirjam de Wit", LeadEmail: "mirjam@voorbeeld.example", Password: "fietsen door de regen"}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Register.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:1234567890123456", Intake: complaint.Intake{ReceivedAt: time.Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Lang: "nl", Story: "De zaal was koud."}}}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "data", "reg.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	change := func(query string) {
		t.Helper()
		if _, err := db.ExecContext(ctx, query); err != nil {
			t.Fatal(err)
		}
	}
	change("ALTER TABLE event RENAME TO event_away")
	filled := make(chan struct{})
	go func() { a.fill(ctx, 20*time.Millisecond); close(filled) }()
	for range 200 {
		if strings.Contains(log.String(), "tried again") {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	select {
	case <-filled:
		t.Fatal("it says that it could be read")
	default:
	}
	change("ALTER TABLE event_away RENAME TO event")
	select {
	case <-filled:
	case <-time.After(10 * time.Second):
		t.Fatal("it was not tried again")
	}
}
