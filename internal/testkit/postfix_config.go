package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// mainCF keeps Postfix to one machine: DIR is its folder. One Maildir takes all
// mail, because a table may not put a part of the address in a path; virtual(8)
// notes the recipient on top of each mail.
const mainCF = `
compatibility_level = 3.6
queue_directory = DIR/queue
data_directory = DIR/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
maillog_file = DIR/maillog
maillog_file_prefixes = /tmp
mail_owner = postfix
setgid_group = postdrop
myhostname = post.voorbeeld.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
local_recipient_maps =
alias_maps =
virtual_mailbox_domains = static:all
virtual_mailbox_base = DIR/mail
recipient_delimiter = +
virtual_mailbox_maps = regexp:DIR/etc/boxes, static:all/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_mailbox_limit = 0
local_transport = error:no local mail
default_transport = error:no outside
relay_transport = error:no outside
disable_dns_lookups = yes
smtpd_peername_lookup = no
transport_maps = regexp:DIR/etc/transport
smtpd_recipient_restrictions = check_recipient_access regexp:DIR/etc/access, permit_mynetworks, reject
in_flow_delay = 0
`

const masterCF = `
127.0.0.1:PORT inet n - n - 50 smtpd
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
proxymap  unix - - n - - proxymap
error     unix - - n - - error
retry     unix - - n - - error
gone      unix - n n - - pipe user=nobody argv=/bin/sh -c {exit 67}
discard   unix - - n - - discard
virtual   unix - n n - - virtual
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
`

// transport takes a mail first and finds out later that nobody is there: the
// command says EX_NOUSER.
const transport = `
/^bounces[^@]*@/ gone:
`

const access = `
/^refused[^@]*@/  550 5.1.1 No such mailbox here
/^deferred[^@]*@/ 450 4.2.0 Mailbox busy, try later
`

// boxes is what Mailbox adds to the one Maildir: the path is fixed, as virtual(8)
// demands.
const boxes = `
/^klachten(\+[^@]*)?@/ klachten/
`

func (s *MailServer) configure(t testing.TB) {
	t.Helper()
	fill := strings.NewReplacer("DIR", s.dir, "PORT", s.port)
	for _, dir := range []string{"etc", "queue", "data", "mail"} {
		if err := os.Mkdir(filepath.Join(s.dir, dir), 0o755); err != nil { //nolint:gosec // Postfix has its own users
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"main.cf": mainCF, "master.cf": masterCF, "access": access, "transport": transport, "boxes": ""} {
		s.set(t, name, fill.Replace(text), time.Hour)
	}
	own(t, "postfix", filepath.Join(s.dir, "data"))
	own(t, "nobody", filepath.Join(s.dir, "mail"))
}

// set writes a file of settings as if that was a while ago: Postfix waits nearly two
// seconds until a file is old enough to be whole.
func (s *MailServer) set(t testing.TB, name, text string, ago time.Duration) {
	t.Helper()
	file, when := filepath.Join(s.dir, "etc", name), time.Now().Add(-ago)
	err := os.WriteFile(file, []byte(text), 0o644) //nolint:gosec // Postfix has its own users
	if err == nil {
		err = os.Chtimes(file, when, when)
	}
	if err != nil {
		t.Fatal(err)
	}
}
