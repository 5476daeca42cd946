package directory

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/outward"
)

// ErrSetting is wrapped by every refusal of Parse. The text never repeats the
// setting, which holds a secret.
var ErrSetting = errors.New("directory setting")

// longestName is about what fits on a button.
const longestName = 40

// Parse reads https://CLIENT:SECRET@login.example.org/realms/x?name=…&acr=….
// Without user and query it is the issuer, letter for letter. name is what
// people call their account there; acr is the class that the provider gives to
// somebody who showed a second factor, for one that says nothing in amr. Nothing
// is fetched yet. http:// is for loopback addresses only.
func Parse(setting string, now func() time.Time) (*Directory, error) {
	u, err := url.Parse(setting)
	if err != nil || u.Opaque != "" || u.Fragment != "" {
		return nil, fmt.Errorf("%w: want https://CLIENT:SECRET@host/path?name=…, with other characters than letters and digits as %%XX", ErrSetting) // err would quote it
	}
	d := &Directory{client: u.User.Username(), name: u.Hostname(), now: now}
	d.secret, _ = u.User.Password()
	if d.client == "" || d.secret == "" {
		return nil, fmt.Errorf("%w: client and secret come before the host, as in https://CLIENT:SECRET@host/path", ErrSetting)
	}
	if err := d.query(u.RawQuery); err != nil {
		return nil, err
	}
	u.User, u.RawQuery, u.ForceQuery = nil, "", false
	d.issuer = u.String()
	if _, err := safe(d.issuer); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSetting, err)
	}
	d.http = client()
	return d, nil
}

func (d *Directory) query(raw string) error {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return fmt.Errorf("%w: the part after ? cannot be read", ErrSetting)
	}
	for key := range query {
		switch key {
		case "name":
			d.name = strings.TrimSpace(query.Get(key))
		case "acr":
			d.acr = query.Get(key)
		default:
			return fmt.Errorf("%w: only name and acr are known after ?", ErrSetting)
		}
	}
	if d.name == "" || utf8.RuneCountInString(d.name) > longestName || strings.ContainsFunc(d.name, unicode.IsControl) {
		return fmt.Errorf("%w: name is one line of at most %d characters", ErrSetting, longestName)
	}
	return nil
}

// safe refuses an address where a secret would travel in clear.
func safe(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil:
		return nil, errors.New("want https:// and a host")
	case u.Scheme == "https", u.Scheme == "http" && outward.Loopback(u.Hostname()):
		return u, nil
	case u.Scheme == "http":
		return nil, errors.New("http:// is for loopback addresses only")
	}
	return nil, errors.New("want https://")
}
