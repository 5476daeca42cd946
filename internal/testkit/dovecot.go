package testkit

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// dovecotConf is a Dovecot for one mailbox: DIR is the folder of this run, MAIL
// the Maildir. The first address has no TLS, so that a program under test needs
// no roots; the second has both kinds.
const dovecotConf = `
base_dir = DIR/run
state_dir = DIR/run
log_path = DIR/dovecot.log
auth_verbose = yes
protocols = imap
listen = 127.0.0.1
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:MAIL
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <DIR/cert.pem
ssl_key = <DIR/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login XOAUTH
auth_failure_delay = 0
shutdown_clients = yes
namespace inbox {
  inbox = yes
}
local 127.0.0.1 {
  ssl = no
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = PLAIN
  }
  inet_listener imaps {
    address = 127.0.0.2
    port = SECURE
    ssl = yes
  }
  inet_listener starttls {
    address = 127.0.0.2
    port = PLAIN
  }
}
service auth {
  inet_listener sasl {
    address = 127.0.0.1
    port = SASL
  }
}
ASK
passdb {
  driver = static
  mechanisms = plain login
  args = user=klachten password=PASSWORD
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=DIR/home
}
`

// dovecotAsk has every token checked by the server that gave it.
const dovecotAsk = `
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = DIR/oauth2.conf
}
`

// The name somebody signs in with is that of the client: a token for a program
// of its own (client credentials) has no subject.
//
//nolint:gosec // the secret of a test
const dovecotTokens = `
introspection_mode = post
introspection_url = http://mailserver:mailgeheim@PROVIDER/token/introspection
username_attribute = client_id
active_attribute = active
active_value = true
`

// dovecot is one IMAP server on free ports, until it is stopped or the test ends.
type dovecot struct {
	plain, tls, sasl string // ports
	mail, provider   string // the Maildir; host:port that knows about tokens
	authority        *Authority
	keeper           *keeper
}

func (d *dovecot) start(t testing.TB) {
	t.Helper()
	dir := folder(t, "dovecot")
	ask, mechanism := "", ""
	if d.provider != "" {
		ask, mechanism = dovecotAsk, "xoauth2"
	}
	fill := strings.NewReplacer("DIR", dir, "MAIL", d.mail, "PLAIN", d.plain, "SECURE", d.tls, "SASL", d.sasl,
		"PASSWORD", MailPassword, "PROVIDER", d.provider, "XOAUTH", mechanism)
	config := strings.NewReplacer("ASK", ask).Replace(dovecotConf)
	for name, text := range map[string]string{"dovecot.conf": fill.Replace(config), "oauth2.conf": fill.Replace(dovecotTokens)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil { //nolint:gosec // Dovecot has its own users
			t.Fatal(err)
		}
	}
	if err := d.authority.Issue(filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"), "127.0.0.2", 2, time.Now().Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "home"), 0o755); err != nil { //nolint:gosec // Dovecot has its own users
		t.Fatal(err)
	}
	own(t, "nobody", filepath.Join(dir, "home"))
	d.keeper = keep(t, "", dir, "TERM", find(t, "dovecot", "dovecot-imapd", "/usr/sbin"), "-F", "-c", filepath.Join(dir, "dovecot.conf"))
	t.Cleanup(d.keeper.leave)
	if !poll(30*time.Second, func() bool { return greets("127.0.0.1:"+d.plain, "* OK") }) {
		t.Fatalf("Dovecot does not answer:\n%s%s", tail(filepath.Join(dir, "log")), tail(filepath.Join(dir, "dovecot.log")))
	}
}

// greets reports whether a server at an address begins with these words.
func greets(address, words string) bool {
	conn, err := net.DialTimeout("tcp", address, time.Second) //nolint:noctx // bounded
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	welcome := make([]byte, len(words))
	_, err = conn.Read(welcome)
	_, _ = fmt.Fprint(conn, "QUIT\r\n")
	return err == nil && string(welcome) == words
}
