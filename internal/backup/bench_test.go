package backup_test

import (
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/backup"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

var megabytes = flag.Int("backup-mb", 40, "how many megabytes of files the measure of backups has; `make bench` takes 1,000")

// TestBenchBackup prints how fast a backup is beside a bare copy of the same files,
// and how long it takes to open a dossier while one is made. What is wanted is half as
// long again at most.
func TestBenchBackup(t *testing.T) {
	o := openOffice(t, "")
	const size = 10 << 20
	var codes []store.Created
	for n := range max(*megabytes*1_000_000/size, 4) {
		f, err := o.PutFile(o.org, "film.mp4", io.LimitReader(rand.Reader, size), size)
		must(t, err)
		must(t, o.Write(ctx, func(tx *store.Tx) error {
			c, err := tx.Create(store.NewDossier{Organisation: o.org, Submission: fmt.Sprintf("%d-0123456789abcdef", n), By: complaint.ByComplainant, Year: 2026, Files: []store.PendingFile{f},
				Build: func(ref string) ([]complaint.Entry, error) {
					r := complaint.Received{Ref: ref, Channel: complaint.ChannelForm, Story: "verhaal", Version: 1, Attachments: []complaint.Attachment{f.Attachment()}}
					return complaint.Receive(complaint.Intake{Received: r, ReceivedAt: time.Now()}, time.Now())
				},
				View: func(complaint.Complaint) store.View { return store.View{Stage: complaint.StageReceived} },
				Jobs: func(complaint.Complaint) []store.Job { return nil }})
			codes = append(codes, c)
			return err
		}))
	}
	read := func(until <-chan struct{}) time.Duration {
		var took []time.Duration
		for n := 0; ; n++ {
			select {
			case <-until:
				if len(took) >= 20 {
					slices.Sort(took)
					return took[len(took)/2]
				}
			default:
			}
			begun := time.Now()
			_, _, err := o.ByReceipt(ctx, o.org, codes[n%len(codes)].Code)
			must(t, err)
			took = append(took, time.Since(begun))
			time.Sleep(2 * time.Millisecond)
		}
	}
	quiet := make(chan struct{})
	time.AfterFunc(2*time.Second, func() { close(quiet) })
	alone := read(quiet)

	bare := bareCopy(t, o.cfg.Data)
	done, took := make(chan struct{}), time.Duration(0)
	var made backup.Made
	go func() {
		defer close(done)
		begun := time.Now()
		m, err := backup.Make(ctx, backup.From{Data: o.cfg.Data}, o.to, time.Now())
		if err != nil {
			t.Error(err)
		}
		made, took = m, time.Since(begun)
	}()
	during := read(done)
	mb := float64(made.Size) / 1e6
	t.Logf("backup of %.0f MB: %.0f MB/s, a bare copy of the same files %.0f MB/s, ratio %.2f", mb, mb/took.Seconds(), mb/bare.Seconds(), bare.Seconds()/took.Seconds())
	t.Logf("a dossier opens in %s at the median, and in %s while a backup is made: %.2f times", alone, during, float64(during)/float64(alone))
}

func bareCopy(t *testing.T, data string) time.Duration {
	t.Helper()
	begun := time.Now()
	out, err := os.Create(filepath.Join(t.TempDir(), "copy"))
	must(t, err)
	names, err := os.ReadDir(filepath.Join(data, "files"))
	must(t, err)
	for _, n := range names {
		in, err := os.Open(filepath.Join(data, "files", n.Name()))
		must(t, err)
		_, err = io.Copy(struct{ io.Writer }{out}, struct{ io.Reader }{in})
		must(t, err)
		must(t, in.Close())
	}
	must(t, out.Sync())
	must(t, out.Close())
	return time.Since(begun)
}
