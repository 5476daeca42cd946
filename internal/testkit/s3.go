package testkit

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// versitygw is a server that speaks the protocol of S3 and keeps what it is given in
// folders. It stays out of go.mod: it brings three hundred modules along.
const versitygw = "github.com/versity/versitygw/cmd/versitygw@v1.8.0"

// The key of every bucket here.
const (
	S3Key    = "wederhoor"
	S3Secret = "geheim-van-de-emmer" //nolint:gosec // of a server that is thrown away
)

// S3 is a bucket of its own on a server that the tests of a binary share.
type S3 struct {
	Host   string // host:port
	Bucket string
	Folder string // where its objects lie, each as a file
	client *minio.Client
}

var s3 struct {
	sync.Mutex
	host, dir string
	client    *minio.Client
	buckets   int
}

// Bucket makes an empty bucket on a real server, without versions.
func Bucket(t testing.TB) *S3 {
	t.Helper()
	s3.Lock()
	defer s3.Unlock()
	if s3.client == nil {
		startS3(t)
	}
	s3.buckets++
	b := &S3{Host: s3.host, Bucket: fmt.Sprintf("bijlagen-%d", s3.buckets), client: s3.client}
	b.Folder = filepath.Join(s3.dir, "buckets", b.Bucket)
	if err := s3.client.MakeBucket(context.Background(), b.Bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func startS3(t testing.TB) {
	t.Helper()
	program := installed(t, versitygw)
	dir := folder(t, "s3")
	for _, name := range []string{"buckets", "versions"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil { //nolint:gosec // thrown away
			t.Fatal(err)
		}
	}
	host := "127.0.0.1:" + freePort(t)
	k := keep(t, "", dir, "TERM", program, "--port", host, "--access", S3Key, "--secret", S3Secret, "--quiet", "--keep-alive",
		"posix", "--versioning-dir", filepath.Join(dir, "versions"), filepath.Join(dir, "buckets"))
	client, err := minio.New(host, &minio.Options{Creds: credentials.NewStaticV4(S3Key, S3Secret, ""), Region: "us-east-1", MaxRetries: 1})
	if err != nil {
		t.Fatal(err)
	}
	answers := func() bool {
		_, err := client.ListBuckets(context.Background())
		return err == nil
	}
	if !poll(time.Minute, answers) {
		said := tail(filepath.Join(dir, "log"))
		k.close()
		t.Fatalf("the server of buckets does not answer:\n%s", said)
	}
	s3.host, s3.dir, s3.client = host, dir, client
}

// installed builds a program of another module once for this machine, and gives its
// path. Test binaries that need it at the same time wait for the first.
func installed(t testing.TB, pkg string) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	dir := filepath.Join(cache, "wederhoor-testkit", filepath.Base(pkg))
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // a cache of programs anybody can build
		t.Fatal(err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // our own path
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lock.Close() }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "bin")
	if found, _ := filepath.Glob(filepath.Join(program, "*")); len(found) > 0 {
		return found[0]
	}
	cmd := exec.Command("go", "install", pkg) //nolint:gosec,noctx // our own arguments
	cmd.Env = append(os.Environ(), "GOBIN="+program, "GOFLAGS=", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	found, _ := filepath.Glob(filepath.Join(program, "*"))
	return found[0]
}

// Setting is the address of the bucket as the program takes it, by way of host, such
// as that of a [Between]; empty: straight.
func (b *S3) Setting(host string) string {
	if host == "" {
		host = b.Host
	}
	u := url.URL{Scheme: "s3", User: url.UserPassword(S3Key, S3Secret), Host: host, Path: "/" + b.Bucket, RawQuery: "tls=off"}
	return u.String()
}

// KeepVersions turns older versions on.
func (b *S3) KeepVersions(t testing.TB) {
	t.Helper()
	if err := b.client.EnableVersioning(context.Background(), b.Bucket); err != nil {
		t.Fatal(err)
	}
}

// Versions counts everything that is in the bucket, older versions and what says that
// something was deleted included, and uploads that did not end.
func (b *S3) Versions(t testing.TB) (n int) {
	t.Helper()
	for o := range b.client.ListObjects(context.Background(), b.Bucket, minio.ListObjectsOptions{WithVersions: true, Recursive: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		n++
	}
	return n + b.Unfinished(t)
}

// Unfinished counts uploads by part that did not end.
func (b *S3) Unfinished(t testing.TB) (n int) {
	t.Helper()
	for u := range b.client.ListIncompleteUploads(context.Background(), b.Bucket, "", true) {
		if u.Err != nil {
			t.Fatal(u.Err)
		}
		n++
	}
	return n
}
