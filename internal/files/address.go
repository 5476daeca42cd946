package files

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"wederhoor/internal/outward"
)

// Address says where files are kept: a folder, or a bucket.
type Address struct {
	Folder string // a path; empty for a bucket

	Endpoint string // host or host:port
	Bucket   string
	Prefix   string // before every name, with the slash; empty: none
	Region   string
	Plain    bool          // without TLS, on this machine only
	Patience time.Duration // for one step, such as a part of an upload with all its tries
	Key      string
	Secret   string
	From     string // env:NAME or cred:NAME, where the secret is when it is not in the setting
}

// ErrAddress says that a setting is not one for a bucket. It never repeats the
// setting, which may hold a secret.
var ErrAddress = errors.New("the place for files is not understood")

// patience is for one step when nothing else is said.
const patience = time.Minute

var (
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	prefixName = regexp.MustCompile(`^([A-Za-z0-9_-][A-Za-z0-9._-]*/)*$`)
)

// Parse reads s3://KEY:SECRET@host:port/bucket/prefix?region=…&secret=cred:NAME&wait=60s&tls=off,
// or a path of a folder.
func Parse(setting string) (a Address, err error) {
	if setting == "" {
		return a, fmt.Errorf("%w: it is empty", ErrAddress)
	}
	if !strings.Contains(setting, "://") {
		return Address{Folder: setting}, nil
	}
	u, err := url.Parse(setting)
	if err != nil || u.Scheme != "s3" || u.Hostname() == "" || u.User == nil {
		return a, fmt.Errorf("%w: want s3://KEY:SECRET@host:port/bucket?region=…", ErrAddress) // err would quote it
	}
	a = Address{Endpoint: u.Host, Key: u.User.Username(), Region: "us-east-1", Patience: patience}
	a.Secret, _ = u.User.Password()
	a.Bucket, a.Prefix, _ = strings.Cut(strings.Trim(u.Path, "/"), "/")
	if a.Prefix != "" {
		a.Prefix += "/"
	}
	if err := a.options(u.RawQuery); err != nil {
		return Address{}, err
	}
	return a, a.check(u)
}

func (a *Address) options(raw string) error {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return fmt.Errorf("%w: the part after ? cannot be read", ErrAddress)
	}
	for key := range query {
		value := query.Get(key)
		switch key {
		case "region":
			a.Region = value
		case "secret":
			a.From = value
		case "wait":
			if a.Patience, err = time.ParseDuration(value); err != nil || a.Patience < time.Second {
				return fmt.Errorf("%w: wait is a time such as 60s", ErrAddress)
			}
		case "tls":
			if a.Plain = value == "off"; !a.Plain && value != "on" {
				return fmt.Errorf("%w: tls is on or off", ErrAddress)
			}
		default:
			return fmt.Errorf("%w: only region, secret, wait and tls are known after ?", ErrAddress)
		}
	}
	return nil
}

func (a *Address) check(u *url.URL) error {
	switch {
	case !bucketName.MatchString(a.Bucket):
		return fmt.Errorf("%w: after the host comes the name of the bucket, in small letters", ErrAddress)
	case !prefixName.MatchString(a.Prefix):
		return fmt.Errorf("%w: after the bucket come letters and digits, in parts with a slash between them", ErrAddress)
	case a.Key == "" || (a.Secret == "") == (a.From == ""):
		return fmt.Errorf("%w: a key, and either its secret or secret=cred:NAME", ErrAddress)
	case a.Region == "":
		return fmt.Errorf("%w: region is empty", ErrAddress)
	case a.Plain && !outward.Loopback(u.Hostname()):
		return fmt.Errorf("%w: without TLS only on this machine; elsewhere names and sizes would be overheard", ErrAddress)
	}
	return nil
}

// Open opens the place. A bucket is not asked anything yet; a folder is made.
func (a Address) Open() (Place, error) {
	if a.Folder != "" {
		return OpenFolder(a.Folder)
	}
	return openBucket(a)
}

// OpenToRead opens the place to look at only: a folder that is not there is an error.
func (a Address) OpenToRead() (Place, error) {
	if a.Folder != "" {
		return lookIn(a.Folder)
	}
	return openBucket(a)
}

// IsBucket reports whether it is not a folder.
func (a Address) IsBucket() bool { return a.Folder == "" && a.Bucket != "" }

// String tells where it is, and no secret.
func (a Address) String() string {
	if a.Folder != "" {
		return a.Folder
	}
	if !a.IsBucket() {
		return ""
	}
	return strings.TrimSuffix("s3://"+a.Endpoint+"/"+a.Bucket+"/"+a.Prefix, "/")
}

// GoString and LogValue keep the secret out of every print.
func (a Address) GoString() string { return a.String() }

// LogValue implements slog.LogValuer.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.String()) }

// dialer is for all buckets.
var dialer = net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}

// Holds reports whether a folder holds any file; one that is not there holds none.
func Holds(folder string) (bool, error) {
	all, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return false, fmt.Errorf("look at the folder for files: %w", err)
	}
	return len(all) > 0, nil
}
