package sim

import (
	"bufio"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"

	"wederhoor/internal/mail"
	"wederhoor/internal/testkit"
)

// post is a mail server that says one thing and does another, by the dice of
// whoever lives now.
type post struct {
	server *mail.Server

	mu    sync.Mutex
	rand  *rand.Rand
	good  bool           // says what it does, and takes everything
	cut   func()         // the power fails while it has the mail
	taken map[string]int // how often it took the mail with this Message-ID, whatever it said
	mails int
}

// What it may do with a mail.
const (
	takes      = "takes it"
	closed     = "has no time"
	later      = "refuses the reader for now"
	never      = "refuses the reader"
	laterAtDot = "refuses the mail for now"
	drops      = "goes away before it has it"
	takesMute  = "takes it and goes away"
	takesCut   = "takes it, and the power fails"
)

var manners = []string{takes, takes, takes, takes, takes, takes, closed, later, never, laterAtDot, drops, takesMute, takesMute, takesCut}

func newPost(t testing.TB) *post {
	t.Helper()
	p := &post{}
	address := testkit.Listen(t, p.talk)
	var err error
	p.server, err = mail.ParseServer("smtp://" + address + "?from=klachten@voorbeeld.example")
	must(t, err)
	return p
}

// live makes it the mail server of one life.
func (p *post) live(r *rand.Rand, cut func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rand, p.cut, p.good, p.taken, p.mails = r, cut, false, map[string]int{}, 0
}

func (p *post) behave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.good = true
}

func (p *post) took(id string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.taken[id]
}

func (p *post) manner() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mails++
	if p.good {
		return takes
	}
	return manners[p.rand.IntN(len(manners))]
}

func (p *post) talk(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	manner := p.manner()
	if manner == closed {
		say(conn, "421 no time\r\n")
		return
	}
	say(conn, "220 post\r\n")
	for in := bufio.NewReader(conn); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch word, _, _ := strings.Cut(strings.TrimSpace(strings.ToUpper(line)), " "); {
		case word == "RCPT" && manner == later:
			say(conn, "450 4.2.1 not now\r\n")
		case word == "RCPT" && manner == never:
			say(conn, "550 5.1.1 nobody\r\n")
		case word == "DATA" && manner == drops:
			say(conn, "354 go\r\n")
			return
		case word == "DATA":
			say(conn, "354 go\r\n")
			if !p.data(conn, in, manner) {
				return
			}
		case word == "QUIT":
			say(conn, "221 bye\r\n")
			return
		default:
			say(conn, "250 ok\r\n")
		}
	}
}

func say(conn net.Conn, line string) { _, _ = conn.Write([]byte(line)) } // who went away does not hear it

// data reads a mail to its dot; false: it goes away.
func (p *post) data(conn net.Conn, in *bufio.Reader, manner string) bool {
	id := ""
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if name, value, ok := strings.Cut(line, ":"); ok && id == "" && strings.EqualFold(name, "Message-ID") {
			id = strings.Trim(strings.TrimSpace(value), "<>")
		}
		if line == ".\r\n" {
			break
		}
	}
	if manner == laterAtDot {
		say(conn, "451 4.3.0 not now\r\n")
		return true
	}
	p.mu.Lock()
	p.taken[id]++
	if manner == takesCut {
		p.cut()
	}
	p.mu.Unlock()
	if manner == takesMute {
		return false
	}
	say(conn, "250 2.0.0 queued\r\n")
	return true
}
