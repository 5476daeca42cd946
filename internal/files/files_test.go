package files_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/files"
	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

var ctx = context.Background()

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open opens a place as a setting says, with little patience.
func open(t *testing.T, setting string) files.Place {
	t.Helper()
	a, err := files.Parse(setting)
	must(t, err)
	if a.IsBucket() {
		a.Patience = 8 * time.Second
	}
	p, err := a.Open()
	must(t, err)
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func put(p files.Place, name string, content []byte) error {
	w, err := p.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, bytes.NewReader(content)); err != nil {
		w.Abort()
		return err
	}
	return w.Commit()
}

func get(p files.Place, name string) ([]byte, error) {
	f, err := files.Open(ctx, p, name)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f.All())
}

// content is of a size, and no two places in it are alike.
func content(size int) []byte {
	b := make([]byte, 0, size+16)
	for n := 0; len(b) < size; n++ {
		b = fmt.Appendf(b, "%d,", n)
	}
	return b[:size]
}

// places are a folder and a bucket.
func places(t *testing.T, test func(t *testing.T, p files.Place)) {
	t.Run("folder", func(t *testing.T) { test(t, open(t, filepath.Join(t.TempDir(), "files"))) })
	t.Run("bucket", func(t *testing.T) { test(t, open(t, testkit.Bucket(t).Setting(""))) })
	t.Run("prefix", func(t *testing.T) {
		test(t, open(t, strings.Replace(testkit.Bucket(t).Setting(""), "?", "/klachten/2026?", 1)))
	})
}

// TestWhatIsKeptIsGivenBack for sizes around that of a part and of a block.
func TestWhatIsKeptIsGivenBack(t *testing.T) {
	places(t, func(t *testing.T, p files.Place) {
		must(t, p.Fits(ctx))
		var names []string
		for _, size := range []int{1, 1000, 1 << 20, 1<<20 + 1, 5<<20 - 1, 5 << 20, 5<<20 + 1, 11<<20 + 7} {
			name := fmt.Sprintf("f%09d", size)
			names = append(names, name)
			want := content(size)
			must(t, put(p, name, want))
			got, err := get(p, name)
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("%d bytes: %d came back, %v", size, len(got), err)
			}
			n, err := p.Size(ctx, name)
			if err != nil || n != int64(size) {
				t.Errorf("%d bytes: it says %d, %v", size, n, err)
			}
			f, err := files.Open(ctx, p, name)
			must(t, err)
			for _, from := range []int64{int64(size) - 1, int64(size) / 2, 0} {
				some := make([]byte, min(100, size))
				n, err := f.ReadAt(some, from)
				if !bytes.Equal(some[:n], want[from:min(int(from)+len(some), size)]) || err != nil && !errors.Is(err, io.EOF) {
					t.Errorf("%d bytes from %d: %q, %v", size, from, some[:n], err)
				}
			}
			if err := p.Read(ctx, name, make([]byte, 10), int64(size)-5); !errors.Is(err, io.ErrUnexpectedEOF) && size > 5 {
				t.Errorf("beyond the end: %v", err)
			}
		}
		var listed []string
		must(t, p.List(ctx, func(o files.Object) error {
			if age := time.Since(o.Made); age < -time.Minute || age > time.Minute {
				t.Errorf("%s was made %v ago", o.Name, age)
			}
			listed = append(listed, o.Name)
			return nil
		}))
		if !slices.Equal(listed, names) {
			t.Errorf("the list is %v", listed)
		}
		must(t, p.Remove(ctx, append(names, "never")...))
		_, err := p.Size(ctx, names[0])
		_, err2 := get(p, names[0])
		if !errors.Is(err, fs.ErrNotExist) || !errors.Is(err2, fs.ErrNotExist) {
			t.Errorf("after it was removed: %v, %v", err, err2)
		}
		for _, name := range []string{"../x", "a/b", "..", ""} {
			if err := put(p, name, []byte("x")); err == nil {
				t.Errorf("%q was taken", name)
			}
		}
	})
}

// TestAnUploadThatIsBrokenOffLeavesNothing in the list, and Tidy takes the rest.
func TestAnUploadThatIsBrokenOffLeavesNothing(t *testing.T) {
	places(t, func(t *testing.T, p files.Place) {
		for _, size := range []int{100, 12 << 20} {
			w, err := p.Create("half")
			must(t, err)
			_, err = w.Write(content(size))
			must(t, err)
			w.Abort()
			must(t, p.List(ctx, func(o files.Object) error { t.Errorf("%s is there", o.Name); return nil }))
		}
	})
	b := testkit.Bucket(t)
	p := open(t, b.Setting(""))
	w, err := p.Create("half") // and the power goes
	must(t, err)
	_, err = w.Write(content(12 << 20))
	must(t, err)
	must(t, p.Tidy(ctx, time.Now().Add(-time.Hour)))
	if b.Unfinished(t) != 1 {
		t.Fatal("an upload that is under way was cleared away")
	}
	must(t, p.Tidy(ctx, time.Now().Add(time.Hour)))
	if b.Unfinished(t) != 0 {
		t.Error("what was broken off is there still")
	}
}

// faulty is a bucket by way of a network that fails.
func faulty(t *testing.T) (*testkit.S3, *testkit.Between, files.Place) {
	t.Helper()
	b := testkit.Bucket(t)
	between := testkit.NewBetween(t, b.Host)
	return b, between, open(t, b.Setting(between.Host))
}

// once does something to the first request that fits, or to the first n.
func once(n int, f testkit.Fault, fits func(*http.Request) bool) func(*http.Request) testkit.Fault {
	return func(r *http.Request) testkit.Fault {
		if n > 0 && fits(r) {
			n--
			return f
		}
		return testkit.Fault{}
	}
}

func query(part string) func(*http.Request) bool {
	return func(r *http.Request) bool { return strings.Contains(r.URL.RawQuery, part) }
}

func method(m string) func(*http.Request) bool {
	return func(r *http.Request) bool { return r.Method == m }
}

// TestAnUploadGoesOnAfterAFault: nobody who sends notices it.
func TestAnUploadGoesOnAfterAFault(t *testing.T) {
	for name, fault := range map[string]func(*http.Request) testkit.Fault{
		"5xx on one part":                 once(2, testkit.Fault{Status: 503}, query("partNumber=2")),
		"a part and no connection":        once(2, testkit.Fault{Away: true}, query("partNumber=2")),
		"a part whose answer is lost":     once(1, testkit.Fault{Lost: true}, query("partNumber=1")),
		"an upload that does not begin":   once(1, testkit.Fault{Away: true}, query("uploads")),
		"an end whose answer is lost":     once(1, testkit.Fault{Lost: true}, func(r *http.Request) bool { return r.Method == http.MethodPost && query("uploadId")(r) }),
		"an end that is not heard":        once(1, testkit.Fault{Status: 500}, func(r *http.Request) bool { return r.Method == http.MethodPost && query("uploadId")(r) }),
		"silence before a part goes on":   once(1, testkit.Fault{Silence: 3 * time.Second}, query("partNumber=2")),
		"every first request of its kind": everyFirst(),
	} {
		t.Run(name, func(t *testing.T) {
			b, between, p := faulty(t)
			between.Do(fault)
			want := content(12 << 20)
			must(t, put(p, "bijlage", want))
			between.Do(nil)
			if got, err := get(p, "bijlage"); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes came back, %v", len(got), err)
			}
			if n := b.Unfinished(t); n > 1 { // one when the answer to its begin was lost
				t.Errorf("%d uploads did not end", n)
			}
		})
	}
	t.Run("a small file", func(t *testing.T) {
		_, between, p := faulty(t)
		between.Do(once(2, testkit.Fault{Lost: true}, method(http.MethodPut)))
		must(t, put(p, "klein", []byte("klein")))
		if got, err := get(p, "klein"); err != nil || string(got) != "klein" {
			t.Errorf("%q, %v", got, err)
		}
	})
}

func everyFirst() func(*http.Request) testkit.Fault {
	seen := map[string]bool{}
	return func(r *http.Request) testkit.Fault {
		kind := r.Method + r.URL.Query().Get("partNumber")
		if seen[kind] {
			return testkit.Fault{}
		}
		seen[kind] = true
		return testkit.Fault{Away: true}
	}
}

// TestADownloadGoesOnAfterAFault where it stopped.
func TestADownloadGoesOnAfterAFault(t *testing.T) {
	for name, fault := range map[string]testkit.Fault{
		"cut half-way": {Cut: 300_000}, "no connection": {Away: true}, "5xx": {Status: 500}, "silence": {Silence: 3 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			_, between, p := faulty(t)
			want := content(3 << 20)
			must(t, put(p, "bijlage", want))
			between.Do(once(2, fault, method(http.MethodGet)))
			if got, err := get(p, "bijlage"); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes came back, %v", len(got), err)
			}
			if len(between.Seen()) < 6 {
				t.Errorf("only %v was asked: nothing was asked again", between.Seen())
			}
		})
	}
}

// TestWhatIsWrongHasASentence, and none of them is kept as if it had been stored.
func TestWhatIsWrongHasASentence(t *testing.T) {
	b := testkit.Bucket(t)
	const stand = "127.0.0.1:9"
	good := b.Setting(stand)
	skew := 6 * time.Hour // within one day: the signature has the date
	if time.Now().UTC().Hour() >= 12 {
		skew = -skew
	}
	for name, c := range map[string]struct {
		setting string
		fault   testkit.Fault
		want    error
	}{
		"a wrong secret":          {setting: strings.Replace(good, testkit.S3Secret, "iets-anders", 1), want: files.ErrKey},
		"a key nobody knows":      {setting: strings.Replace(good, testkit.S3Key+":", "niemand:", 1), want: files.ErrKey},
		"no bucket":               {setting: strings.Replace(good, b.Bucket, "er-is-er-geen", 1), want: files.ErrNoBucket},
		"a clock that is wrong":   {setting: good, fault: testkit.Fault{Later: skew}, want: files.ErrClock},
		"a bucket that is away":   {setting: good, fault: testkit.Fault{Away: true}, want: files.ErrAway},
		"nobody listens":          {setting: b.Setting("127.0.0.1:1"), want: files.ErrAway},
		"a bucket that is broken": {setting: good, fault: testkit.Fault{Status: 500}, want: files.ErrAway},
		"a bucket that is silent": {setting: good, fault: testkit.Fault{Silence: time.Hour}, want: files.ErrAway},
		"another region":          {setting: good + "&region=eu-mars-1", want: files.ErrRegion},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			between := testkit.NewBetween(t, b.Host)
			p := open(t, strings.Replace(c.setting, stand, between.Host, 1))
			between.Do(func(*http.Request) testkit.Fault { return c.fault })
			began := time.Now()
			if err := p.Fits(ctx); !errors.Is(err, c.want) {
				t.Errorf("it fits: %v", err)
			}
			for _, size := range []int{10, 6 << 20} {
				if err := put(p, fmt.Sprint("n", size), content(size)); !errors.Is(err, c.want) {
					t.Errorf("an upload of %d: %v", size, err)
				}
			}
			if err := p.Remove(ctx, "x"); !errors.Is(err, c.want) {
				t.Errorf("removing: %v", err)
			}
			if err := p.List(ctx, func(files.Object) error { return nil }); !errors.Is(err, c.want) {
				t.Errorf("listing: %v", err)
			}
			if took := time.Since(began); took > time.Minute {
				t.Errorf("it took %v", took)
			}
			if strings.Contains(fmt.Sprintf("%v %+v %#v", p, p, p), testkit.S3Secret) {
				t.Error("the place tells its secret")
			}
		})
	}
}

// TestOlderVersionsAreRefusedAndRemoved: what is erased must not live on.
func TestOlderVersionsAreRefusedAndRemoved(t *testing.T) {
	b := testkit.Bucket(t)
	p := open(t, b.Setting(""))
	must(t, p.Fits(ctx))
	b.KeepVersions(t)
	if err := p.Fits(ctx); !errors.Is(err, files.ErrKeeps) {
		t.Errorf("a bucket that keeps versions fits: %v", err)
	}
	for _, text := range []string{"een", "twee"} {
		must(t, put(p, "f", []byte(text)))
	}
	must(t, put(p, "f2", []byte("blijft")))
	if n := b.Versions(t); n != 3 {
		t.Fatalf("%d versions: this test says nothing", n)
	}
	must(t, p.Remove(ctx, "f"))
	if n := b.Versions(t); n != 1 {
		t.Errorf("%d versions are left", n)
	}
}

func TestSettings(t *testing.T) {
	for setting, want := range map[string]string{
		"/var/lib/x/files":                 "/var/lib/x/files",
		"s3://K:S@s3.example.org/bijlagen": "s3://s3.example.org/bijlagen",
		"s3://K:S@s3.example.org:9000/b-1/a/b?region=eu-west-1&wait=30s": "s3://s3.example.org:9000/b-1/a/b",
		"s3://K@s3.example.org/bijlagen?secret=cred:emmer":               "s3://s3.example.org/bijlagen",
		"s3://K:S@127.0.0.1:7000/bijlagen?tls=off":                       "s3://127.0.0.1:7000/bijlagen",
	} {
		if a, err := files.Parse(setting); err != nil || a.String() != want {
			t.Errorf("%s: %v, %v", setting, a, err)
		}
	}
	for _, setting := range []string{"", "s3://", "s3://host/bucket", "s3://K@host/bucket", "s3://K:GEHEIM@host", "s3://K:GEHEIM@host/Bucket", "s3://K:GEHEIM@host/bucket?tls=off",
		"s3://K:GEHEIM@host/bucket?tls=maybe", "s3://K:GEHEIM@host/bucket?x=y", "s3://K:GEHEIM@host/bucket?secret=env:X", "s3://K:GEHEIM@host/bucket/../x", "s3://K:GEHEIM@host/bucket?wait=1",
		"https://K:GEHEIM@host/bucket", "s3://K:GEHEIM@ho st/bucket", "s3://K:GEHEIM%zz@host/bucket", "s3://:GEHEIM@host/bucket", "s3://K:GEHEIM@host/bucket?region="} {
		_, err := files.Parse(setting)
		if !errors.Is(err, files.ErrAddress) || strings.Contains(fmt.Sprint(err), "GEHEIM") {
			t.Errorf("%s: %v", setting, err)
		}
	}
	a, err := files.Parse("s3://K:GEHEIM@host.example.org/bucket")
	must(t, err)
	if strings.Contains(fmt.Sprintf("%v %+v %#v %s", a, a, a, a.LogValue()), "GEHEIM") {
		t.Error("an address tells its secret")
	}
}

// TestAFullDiskIsNoFile: what could not be written is not there.
func TestAFullDiskIsNoFile(t *testing.T) {
	p := open(t, filepath.Join(t.TempDir(), "files"))
	p.(*files.Folder).Sync = func(*os.File) error { return errors.New("no") }
	if err := put(p, "f", []byte("x")); err == nil {
		t.Error("it was kept")
	}
	must(t, p.List(ctx, func(o files.Object) error { t.Errorf("%s is there", o.Name); return nil }))
}
