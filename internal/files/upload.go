package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/minio/minio-go/v7"
)

// part is the least that a bucket takes as a part; what is smaller goes whole. One
// part of each upload is in memory, sealed, until the bucket has it.
const part = 5 << 20

// upload writes one file: whole, or by part. A part that fails is sent again, and the
// sender notices nothing.
type upload struct {
	of    *Bucket
	key   string
	buf   []byte
	id    string // of an upload by part; empty: none began
	parts []minio.CompletePart
	size  int64
}

// Create implements [Place].
func (b *Bucket) Create(name string) (Writer, error) {
	key, err := b.key(name)
	if err != nil {
		return nil, err
	}
	return &upload{of: b, key: key}, nil
}

// Write implements io.Writer.
func (u *upload) Write(p []byte) (n int, err error) {
	for len(p) > 0 {
		if len(u.buf) == part {
			if err := u.send(); err != nil {
				return n, err
			}
		}
		step := min(len(p), part-len(u.buf))
		u.buf = append(u.buf, p[:step]...)
		p, n = p[step:], n+step
	}
	return n, nil
}

// do gives one step its time. An upload ends with its sender, and not with a context.
func (u *upload) do(step func(ctx context.Context) error) error {
	ctx, cancel := u.of.step(context.Background())
	defer cancel()
	return step(ctx)
}

func (u *upload) send() error {
	return u.do(func(ctx context.Context) (err error) {
		if u.id == "" {
			if u.id, err = u.of.core.NewMultipartUpload(ctx, u.of.at.Bucket, u.key, minio.PutObjectOptions{}); err != nil {
				return said("begin an upload", err)
			}
		}
		n := len(u.parts) + 1
		done, err := u.of.core.PutObjectPart(ctx, u.of.at.Bucket, u.key, u.id, n, bytes.NewReader(u.buf), int64(len(u.buf)), minio.PutObjectPartOptions{Sha256Hex: sum(u.buf)})
		if err != nil {
			return said("send a part", err)
		}
		u.parts = append(u.parts, minio.CompletePart{PartNumber: n, ETag: done.ETag})
		u.size += int64(len(u.buf))
		u.buf = u.buf[:0]
		return nil
	})
}

// sum goes along, so that the bucket refuses what changed on its way.
func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// Commit implements [Writer].
func (u *upload) Commit() error {
	if u.id == "" {
		return u.do(func(ctx context.Context) error {
			_, err := u.of.core.PutObject(ctx, u.of.at.Bucket, u.key, bytes.NewReader(u.buf), int64(len(u.buf)), "", sum(u.buf), minio.PutObjectOptions{})
			return said("send a file", err)
		})
	}
	if len(u.buf) > 0 {
		if err := u.send(); err != nil {
			return err
		}
	}
	return u.do(func(ctx context.Context) error {
		_, err := u.of.core.CompleteMultipartUpload(ctx, u.of.at.Bucket, u.key, u.id, u.parts, minio.PutObjectOptions{})
		if err == nil {
			return nil
		}
		// The answer may have been lost: a second try finds no upload, and the file.
		info, again := u.of.core.StatObject(ctx, u.of.at.Bucket, u.key, minio.StatObjectOptions{})
		if again == nil && info.Size == u.size {
			return nil
		}
		return said("end an upload", err)
	})
}

// Abort implements [Writer]. Parts that stay are for Tidy.
func (u *upload) Abort() {
	if u.id != "" {
		_ = u.do(func(ctx context.Context) error {
			return u.of.core.AbortMultipartUpload(ctx, u.of.at.Bucket, u.key, u.id)
		})
	}
}

// code is what a bucket calls an error; empty when it did not say anything.
func code(err error) string {
	var answer minio.ErrorResponse
	if errors.As(err, &answer) {
		return answer.Code
	}
	return ""
}

// said turns what a bucket answered into what we know of places.
func said(doing string, err error) error {
	if err == nil {
		return nil
	}
	known := ErrAway
	if status := minio.ToErrorResponse(err).StatusCode; status >= 400 && status < 500 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests {
		known = ErrRefused
	}
	switch code(err) {
	case "NoSuchKey", "NoSuchUpload":
		known = fs.ErrNotExist
	case "NoSuchBucket":
		known = ErrNoBucket
	case "InvalidAccessKeyId", "SignatureDoesNotMatch", "XAdminUserNotFound":
		known = ErrKey
	case "RequestTimeTooSkewed":
		known = ErrClock
	case "AccessDenied", "AllAccessDisabled", "AccountProblem":
		known = ErrDenied
	case "AuthorizationHeaderMalformed", "PermanentRedirect", "InvalidRegion", "IllegalLocationConstraintException":
		known = ErrRegion
	}
	return fmt.Errorf("%s: %w: %w", doing, known, err)
}
