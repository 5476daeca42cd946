package store

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/jackc/pgx/v5"
)

// What an address of PostgreSQL says of how private the connection is. What the library
// takes where it says nothing is no secret to who stands in between: it goes on without
// TLS when the other side says so.
const (
	mode    = "sslmode"
	certain = "verify-full"
)

// readAddress reads an address. A server that is not on this machine is reached with TLS, and
// its certificate is checked, unless the address says otherwise (ASVS 12.3.1).
func readAddress(address string) (*pgx.ConnConfig, error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("read the address of the database: %w", err)
	}
	if !away(cfg) || saysHow(address) {
		return cfg, nil
	}
	if cfg, err = pgx.ParseConfig(privately(address)); err != nil {
		return nil, fmt.Errorf("read the address of the database: %w", err)
	}
	return cfg, nil
}

// away tells whether a server is reached over a network.
func away(cfg *pgx.ConnConfig) bool {
	hosts := []string{cfg.Host}
	for _, f := range cfg.Fallbacks {
		hosts = append(hosts, f.Host)
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); !strings.HasPrefix(host, "/") && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return true
		}
	}
	return false
}

func saysHow(address string) bool {
	return strings.Contains(address, mode+"=") || os.Getenv("PGSSLMODE") != ""
}

func privately(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" {
		return address + " " + mode + "=" + certain // as in host=db.example.org dbname=register
	}
	q := u.Query()
	q.Set(mode, certain)
	u.RawQuery = q.Encode()
	return u.String()
}

// Overheard says that the database is reached over a network in a way that somebody on
// it can read along with, or stand in between: the address asks for that.
func (s *Store) Overheard() bool { return s.overheard }

// overheard reads it from an address.
func overheard(address string) bool {
	cfg, err := readAddress(address)
	if err != nil || !away(cfg) {
		return false
	}
	if cfg.TLSConfig == nil || cfg.TLSConfig.InsecureSkipVerify {
		return true
	}
	for _, f := range cfg.Fallbacks {
		if f.TLSConfig == nil || f.TLSConfig.InsecureSkipVerify {
			return true
		}
	}
	return false
}
