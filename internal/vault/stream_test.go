package vault_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"runtime"
	"testing"
	"testing/iotest"

	"filippo.io/age"
	"pgregory.net/rapid"

	"wederhoor/internal/vault"
)

const chunk = 64<<10 + 16 // of the age format, with its tag

func sealAll(t testing.TB, k vault.Key, at vault.Address, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := vault.SealStream(&out, k, at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func openAll(sealed []byte, k vault.Key, at vault.Address) ([]byte, error) {
	r, err := vault.OpenStream(bytes.NewReader(sealed), k, at)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func TestStreamRoundTrip(t *testing.T) {
	for _, size := range []int{0, 1, 64<<10 - 1, 64 << 10, 64<<10 + 1, 128 << 10, 200_000} {
		plain := make([]byte, size)
		rand.Read(plain)
		k := vault.NewKey()
		if got, err := openAll(sealAll(t, k, home, plain), k, home); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

func TestStreamRefusesOtherKeyAndPlace(t *testing.T) {
	k := vault.NewKey()
	sealed := sealAll(t, k, home, []byte("foto"))
	for what, other := range elsewhere(home) {
		if _, err := openAll(sealed, k, other); !errors.Is(err, vault.ErrOpen) {
			t.Errorf("other %s: %v", what, err)
		}
	}
	if _, err := openAll(sealed, vault.NewKey(), home); !errors.Is(err, vault.ErrOpen) {
		t.Errorf("other key: %v", err)
	}
}

// payload is where the chunks begin: after the header's last line and a nonce.
func payload(sealed []byte) int {
	mac := bytes.Index(sealed, []byte("\n--- ")) + 1
	return mac + bytes.IndexByte(sealed[mac:], '\n') + 1 + 16
}

func TestStreamRefusesChangedChunks(t *testing.T) {
	k := vault.NewKey()
	plain := make([]byte, 3*64<<10+7)
	rand.Read(plain)
	sealed := sealAll(t, k, home, plain)
	start := payload(sealed)
	header, one, two, three := sealed[:start], sealed[start:start+chunk], sealed[start+chunk:start+2*chunk], sealed[start+2*chunk:]
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	if !bytes.Equal(join(header, one, two, three), sealed) {
		t.Fatal("the test cuts in the wrong places")
	}
	other := sealAll(t, k, home, plain)
	for what, bad := range map[string][]byte{
		"reordered":              join(header, two, one, three),
		"repeated":               join(header, one, one, two, three),
		"left out":               join(header, one, three),
		"cut after a chunk":      join(header, one, two),
		"no chunks":              header,
		"no nonce":               header[:start-16],
		"one byte more":          join(sealed, []byte{0}),
		"the file twice":         join(sealed, sealed),
		"chunk of another file":  join(header, other[payload(other):payload(other)+chunk], two, three),
		"header of another file": join(other[:payload(other)], one, two, three),
	} {
		if _, err := openAll(bad, k, home); !errors.Is(err, vault.ErrOpen) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestStreamRefusesEveryCutAndEveryBitFlip(t *testing.T) {
	k := vault.NewKey()
	sealed := sealAll(t, k, home, []byte("foto"))
	for n := range sealed {
		if _, err := openAll(sealed[:n], k, home); !errors.Is(err, vault.ErrOpen) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
	for i := range 8 * len(sealed) {
		bad := bytes.Clone(sealed)
		bad[i/8] ^= 1 << (i % 8)
		if _, err := openAll(bad, k, home); !errors.Is(err, vault.ErrOpen) {
			t.Fatalf("bit %d: %v", i, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) { // and in longer ones
		long := sealAll(&testing.T{}, k, home, make([]byte, 150_000))
		if _, err := openAll(flip(t, long), k, home); !errors.Is(err, vault.ErrOpen) {
			t.Fatal("bit flip accepted", err)
		}
	})
}

func TestStreamOfAnotherRecipientIsRefused(t *testing.T) {
	stranger, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, stranger.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	if _, err := openAll(out.Bytes(), vault.NewKey(), home); !errors.Is(err, vault.ErrOpen) {
		t.Error(err)
	}
}

func TestAFailingDiskIsNotAForgery(t *testing.T) {
	k, broken := vault.NewKey(), errors.New("disk on fire")
	sealed := sealAll(t, k, home, make([]byte, 200_000))
	for _, good := range []int{0, 10, 100_000} {
		src := io.MultiReader(bytes.NewReader(sealed[:good]), iotest.ErrReader(broken))
		r, err := vault.OpenStream(src, k, home)
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if !errors.Is(err, broken) || errors.Is(err, vault.ErrOpen) {
			t.Errorf("after %d bytes: %v", good, err)
		}
	}
	if _, err := vault.SealStream(brokenWriter{broken}, k, home); !errors.Is(err, broken) {
		t.Errorf("sealing: %v", err)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestStreamOf25MiBNeedsLittleMemory(t *testing.T) {
	const size, enough = 25 << 20, 1 << 20
	before := liveHeap()
	sink := &heapWatcher{}
	n, err := pipe(sink, vault.NewKey(), size)
	if err != nil || n != size {
		t.Fatalf("%d bytes, %v", n, err)
	}
	used := int64(sink.peak) - int64(before)
	t.Logf("at most %d KiB in use", used>>10)
	if used > enough || sink.samples < 10 {
		t.Errorf("%d KiB in use, %d samples", used>>10, sink.samples)
	}
}

// heapWatcher measures what is in use, garbage not counted, once per MiB.
type heapWatcher struct {
	written int64
	samples int
	peak    uint64
}

func (w *heapWatcher) Write(p []byte) (int, error) {
	w.written += int64(len(p))
	if w.written>>20 > int64(w.samples) {
		w.samples++
		w.peak = max(w.peak, liveHeap())
	}
	return len(p), nil
}

func liveHeap() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// pipe seals size zeros at one end and opens them at the other.
func pipe(sink io.Writer, k vault.Key, size int64) (int64, error) {
	src, dst := io.Pipe()
	go func() {
		w, err := vault.SealStream(dst, k, home)
		if err == nil {
			_, err = io.CopyN(w, zeros{}, size)
		}
		if err == nil {
			err = w.Close()
		}
		dst.CloseWithError(err)
	}()
	r, err := vault.OpenStream(src, k, home)
	if err != nil {
		return 0, err
	}
	return io.Copy(sink, r)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func FuzzOpenStream(f *testing.F) {
	f.Add(sealAll(f, known(), home, []byte("klacht")))
	f.Add([]byte("age-encryption.org/v1\n-> wh-ik 1\n"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		plain, err := openAll(sealed, known(), home)
		if err != nil && !errors.Is(err, vault.ErrOpen) || err == nil && string(plain) != "klacht" {
			t.Errorf("%q, %v", plain, err)
		}
	})
}

func BenchmarkStream25MiB(b *testing.B) {
	b.SetBytes(25 << 20)
	for b.Loop() {
		if _, err := pipe(io.Discard, known(), 25<<20); err != nil {
			b.Fatal(err)
		}
	}
}
