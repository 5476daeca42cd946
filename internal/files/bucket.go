package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// tries are how often a request is sent before the bucket is away. The pauses between
// them grow to a second.
const tries = 6

// Bucket keeps files in a bucket that speaks the protocol of S3.
type Bucket struct {
	core *minio.Core
	road *http.Transport
	at   Address
}

func openBucket(a Address) (*Bucket, error) {
	b := &Bucket{at: a, road: road(a.Patience)}
	var err error
	b.core, err = minio.NewCore(a.Endpoint, &minio.Options{Creds: credentials.NewStaticV4(a.Key, a.Secret, ""),
		Secure: !a.Plain, Region: a.Region, Transport: b.road, MaxRetries: tries})
	if err != nil {
		return nil, fmt.Errorf("%w: host and port are not understood", ErrAddress) // err may quote them
	}
	return b, nil
}

// road is a way to a bucket that gives up when nothing moves. A server that is silent
// gets a quarter of the patience, so that there is time to try again.
func road(patience time.Duration) *http.Transport {
	silence := patience / 4
	return &http.Transport{MaxIdleConnsPerHost: 16, IdleConnTimeout: silence, TLSHandshakeTimeout: silence, DisableCompression: true, ForceAttemptHTTP2: false,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return moving{c, silence}, nil
		}}
}

// moving is a connection on which something has to move.
type moving struct {
	net.Conn
	silence time.Duration
}

func (m moving) Read(p []byte) (int, error) {
	if err := m.SetReadDeadline(time.Now().Add(m.silence)); err != nil {
		return 0, err
	}
	return m.Conn.Read(p)
}

func (m moving) Write(p []byte) (int, error) {
	if err := m.SetWriteDeadline(time.Now().Add(m.silence)); err != nil {
		return 0, err
	}
	return m.Conn.Write(p)
}

// String implements [Place].
func (b *Bucket) String() string { return b.at.String() }

// GoString keeps the secret out of every print.
func (b *Bucket) GoString() string { return b.String() }

// Close implements [Place].
func (b *Bucket) Close() error {
	b.road.CloseIdleConnections()
	return nil
}

// step is the time that one step may take, with all its tries.
func (b *Bucket) step(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, b.at.Patience)
}

func (b *Bucket) key(name string) (string, error) {
	if name == "" || strings.ContainsAny(name, `/\`) || name == "." || name == ".." {
		return "", fmt.Errorf("a file cannot be called that: %w", fs.ErrInvalid)
	}
	return b.at.Prefix + name, nil
}

// Fits implements [Place].
func (b *Bucket) Fits(ctx context.Context) error {
	keeps, err := b.keeps(ctx)
	if err == nil && keeps {
		err = ErrKeeps
	}
	if err != nil {
		return fmt.Errorf("%s: %w", b, err)
	}
	return nil
}

// keeps reports whether the bucket has or had versions. An object lock needs those,
// so that a bucket without them has no lock.
func (b *Bucket) keeps(ctx context.Context) (bool, error) {
	ctx, cancel := b.step(ctx)
	defer cancel()
	v, err := b.core.GetBucketVersioning(ctx, b.at.Bucket)
	switch code(err) {
	case "NotImplemented", "VersioningNotConfigured": // a server that knows no versions keeps none
		return false, nil
	case "AccessDenied":
		return false, fmt.Errorf("%w: it must be able to see whether older versions are kept (s3:GetBucketVersioning)", ErrDenied)
	}
	return err == nil && v.Status != "", said("ask whether the bucket keeps versions", err)
}

// Size implements [Place].
func (b *Bucket) Size(ctx context.Context, name string) (int64, error) {
	key, err := b.key(name)
	if err != nil {
		return 0, err
	}
	ctx, cancel := b.step(ctx)
	defer cancel()
	info, err := b.core.StatObject(ctx, b.at.Bucket, key, minio.StatObjectOptions{})
	return info.Size, said("look at a file", err)
}

// Read implements [Place]. What came before a connection broke is kept, and the rest
// is asked for again.
func (b *Bucket) Read(ctx context.Context, name string, p []byte, from int64) error {
	key, err := b.key(name)
	if err != nil {
		return err
	}
	ctx, cancel := b.step(ctx)
	defer cancel()
	for n, try := 0, 1; ; try++ {
		got, broke, err := b.read(ctx, key, p[n:], from+int64(n))
		if n += got; got > 0 {
			try = 1
		}
		if !broke || try == tries || ctx.Err() != nil {
			return err
		}
		pause(ctx, try)
	}
}

// read asks once, beside the tries of the library; broke says that an answer began and
// did not end.
func (b *Bucket) read(ctx context.Context, key string, p []byte, from int64) (n int, broke bool, err error) {
	var asked minio.GetObjectOptions
	if err := asked.SetRange(from, from+int64(len(p))-1); err != nil {
		return 0, false, fmt.Errorf("read a file: %w", err)
	}
	body, _, _, err := b.core.GetObject(ctx, b.at.Bucket, key, asked)
	if code(err) == "InvalidRange" { // it ends before
		return 0, false, fmt.Errorf("read a file: %w", io.ErrUnexpectedEOF)
	}
	if err != nil {
		return 0, false, said("read a file", err)
	}
	defer func() { _ = body.Close() }()
	n, err = io.ReadFull(body, p)
	return n, err != nil, said("read a file", err)
}

func pause(ctx context.Context, try int) {
	select {
	case <-ctx.Done():
	case <-time.After(min(time.Second, 100*time.Millisecond<<try)):
	}
}

// Remove implements [Place]. Of a bucket that got versions after it was taken into
// use, every version goes.
func (b *Bucket) Remove(ctx context.Context, names ...string) error {
	keeps, err := b.keeps(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		key, err := b.key(name)
		if err != nil {
			return err
		}
		if keeps {
			err = b.removeVersions(ctx, key)
		} else {
			err = b.remove(ctx, key, "")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Bucket) remove(ctx context.Context, key, version string) error {
	ctx, cancel := b.step(ctx)
	defer cancel()
	err := said("remove a file", b.core.RemoveObject(ctx, b.at.Bucket, key, minio.RemoveObjectOptions{VersionID: version}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (b *Bucket) removeVersions(ctx context.Context, key string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the list
	for v := range b.core.Client.ListObjects(ctx, b.at.Bucket, minio.ListObjectsOptions{Prefix: key, WithVersions: true, Recursive: true}) {
		if v.Err != nil {
			return said("look for older versions", v.Err)
		}
		if v.Key != key {
			continue
		}
		if err := b.remove(ctx, key, v.VersionID); err != nil {
			return err
		}
	}
	return nil
}

// List implements [Place].
func (b *Bucket) List(ctx context.Context, visit func(Object) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the list
	for o := range b.core.Client.ListObjects(ctx, b.at.Bucket, minio.ListObjectsOptions{Prefix: b.at.Prefix, Recursive: true}) {
		if o.Err != nil {
			return said("list the files", o.Err)
		}
		name := strings.TrimPrefix(o.Key, b.at.Prefix)
		if strings.Contains(name, "/") { // of another prefix, below ours
			continue
		}
		if err := visit(Object{name, o.Size, o.LastModified}); err != nil {
			return err
		}
	}
	return nil
}

// Tidy implements [Place].
func (b *Bucket) Tidy(ctx context.Context, before time.Time) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the list
	for u := range b.core.ListIncompleteUploads(ctx, b.at.Bucket, b.at.Prefix, true) {
		if u.Err != nil {
			return said("list uploads that were broken off", u.Err)
		}
		if strings.Contains(strings.TrimPrefix(u.Key, b.at.Prefix), "/") || !u.Initiated.Before(before) {
			continue
		}
		if err := said("clear an upload away", b.core.AbortMultipartUpload(ctx, b.at.Bucket, u.Key, u.UploadID)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
