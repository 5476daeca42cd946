package app_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// TestAFailingDiskEndsTheProgram: what cannot be written is told to who sends it, and
// the program ends with a reason instead of going on as if nothing was wrong. What
// was acknowledged before is there after a start.
func TestAFailingDiskEndsTheProgram(t *testing.T) {
	dir := t.TempDir()
	cfg := app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.DiscardHandler)}
	a := opened(t, cfg)
	served := make(chan error, 1)
	go func() { served <- a.Serve(ctx) }()
	refuseWrites(t, filepath.Join(cfg.Data, "reg.db-wal"))
	_, err := a.Register.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:2", Intake: complaint.Intake{ReceivedAt: time.Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was warm", Name: "Tessa Jansen"}}})
	if !errors.Is(err, register.ErrUnavailable) {
		t.Errorf("answered %v", err)
	}
	select {
	case err := <-served:
		if err == nil || !strings.Contains(err.Error(), "the disk failed") {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it goes on")
	}
	_ = a.Close()
	again, err := app.Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if err := again.Register.Fill(ctx); err != nil {
		t.Fatal(err)
	}
}

// refuseWrites puts a descriptor that only reads in the place of each that this
// program has of a file: every write then fails, as on a disk that broke.
func refuseWrites(t *testing.T, file string) {
	t.Helper()
	reading, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reading.Close() }()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	replaced := 0
	for _, e := range all {
		fd, err := strconv.Atoi(e.Name())
		if to, _ := os.Readlink("/proc/self/fd/" + e.Name()); err != nil || to != file || fd == int(reading.Fd()) {
			continue
		}
		if err := syscall.Dup3(int(reading.Fd()), fd, syscall.O_CLOEXEC); err != nil {
			t.Fatal(err)
		}
		replaced++
	}
	if replaced == 0 {
		t.Fatal("the program has no such file open")
	}
}
