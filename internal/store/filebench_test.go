package store_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"testing"
	"time"

	"wederhoor/internal/files"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

var filesMB = flag.Int("files-mb", 0, "MB that TestBenchFiles puts and gets; 0: none")

// TestBenchFiles prints how fast files come and go through the sealed road, beside a
// bare copy to the same place in the same run. It asserts nothing about time.
func TestBenchFiles(t *testing.T) {
	if *filesMB == 0 {
		t.Skip("not asked for")
	}
	places := map[string]func() files.Address{
		"folder": func() files.Address { return files.Address{Folder: t.TempDir()} },
		"bucket": func() files.Address {
			a, err := files.Parse(testkit.Bucket(t).Setting(""))
			if err != nil {
				t.Fatal(err)
			}
			return a
		},
	}
	for name, at := range places {
		for _, size := range []int{100 << 10, 15 << 20} {
			t.Run(fmt.Sprintf("%s of %d kB", name, size>>10), func(t *testing.T) { benchFiles(t, at(), at(), size) })
		}
	}
}

func benchFiles(t *testing.T, sealed, raw files.Address, size int) {
	t.Helper()
	f := open(t, store.Config{Data: t.TempDir(), Files: sealed, Master: vault.NewKey(), Now: time.Now})
	defer func() { _ = f.Close() }()
	place, err := raw.Open()
	if err != nil {
		t.Fatal(err)
	}
	content, n := bytes.Repeat([]byte("abcdefgh"), size/8), max(4, (*filesMB<<20)/size)
	var put, bare time.Duration
	var all []store.PendingFile
	var names []string
	for range n { // in turns: what else the machine does falls on both
		put += timed(t, func() error {
			one, err := f.PutFile(f.org, "x.bin", bytes.NewReader(content), 1<<40)
			all = append(all, one)
			return err
		})
		bare += timed(t, func() error {
			names = append(names, store.NewID())
			w, err := place.Create(names[len(names)-1])
			if err != nil {
				return err
			}
			if _, err := w.Write(content); err != nil {
				return err
			}
			return w.Commit()
		})
	}
	var get, bareGet time.Duration
	for i := range n {
		get += timed(t, func() error {
			in, err := f.OpenUpload(f.org, all[i])
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, in)
			return err
		})
		bareGet += timed(t, func() error {
			in, err := files.Open(ctx, place, names[i])
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, in.All())
			return err
		})
	}
	mb := float64(n*size) / 1e6
	t.Logf("put %.0f MB/s sealed, %.0f bare, %.2f times as long; get %.0f MB/s sealed, %.0f bare, %.2f times as long",
		mb/put.Seconds(), mb/bare.Seconds(), put.Seconds()/bare.Seconds(), mb/get.Seconds(), mb/bareGet.Seconds(), get.Seconds()/bareGet.Seconds())
}

func timed(t *testing.T, do func() error) time.Duration {
	t.Helper()
	begun := time.Now()
	if err := do(); err != nil {
		t.Fatal(err)
	}
	return time.Since(begun)
}
