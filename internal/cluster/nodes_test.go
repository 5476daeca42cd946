package cluster

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/testkit"
)

// node is a machine with a PostgreSQL and the Patroni that keeps it.
type node struct {
	name, postgres, rest string // addresses
	data                 string
	patroni              *process
}

// pair is two nodes that follow one another, with commits that wait for the other.
type pair struct {
	dir   string
	etcd  *process
	nodes []*node
}

func newPair(t testing.TB, dir string) *pair {
	t.Helper()
	p := &pair{dir: dir}
	client, peer := testkit.FreeAddress(t), testkit.FreeAddress(t)
	p.etcd = &process{name: "etcd", dir: folder(t, dir, "etcd", ""), argv: []string{program(t, "etcd", "etcd-server"), "--data-dir", filepath.Join(dir, "etcd", "data"),
		"--listen-client-urls", "http://" + client, "--advertise-client-urls", "http://" + client, "--listen-peer-urls", "http://" + peer,
		"--initial-advertise-peer-urls", "http://" + peer, "--initial-cluster", "default=http://" + peer}}
	p.etcd.start(t)
	if !eventually(20*time.Second, func() bool { return answers("http://"+client+"/health") == http.StatusOK }) {
		t.Fatalf("etcd does not answer:\n%s", p.etcd.said())
	}
	bin := filepath.Dir(program(t, "pg_rewind", "postgresql"))
	for _, name := range []string{"noord", "zuid"} {
		n := &node{name: name, postgres: testkit.FreeAddress(t), rest: testkit.FreeAddress(t)}
		home := folder(t, dir, name, "postgres")
		n.data = filepath.Join(home, "data")
		config := filled(t, dir, "patroni.yml", map[string]string{"Name": n.name, "REST": n.rest, "Etcd": client, "Postgres": n.postgres, "Data": n.data, "Bin": bin, "Home": home})
		n.patroni = &process{name: "patroni", dir: home, log: filepath.Join(dir, name+".log"), owner: "postgres", argv: []string{program(t, "patroni", "patroni"), config}, env: []string{"HOME=" + home, "PGHOST="}}
		n.patroni.start(t)
		t.Cleanup(n.lost)
		p.nodes = append(p.nodes, n)
		if name == "noord" && !eventually(90*time.Second, func() bool { return n.is("primary") }) {
			t.Fatalf("Patroni makes no primary:\n%s", n.patroni.said())
		}
	}
	p.whole(t)
	return p
}

func answers(url string) int {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// is asks Patroni: primary, or synchronous for a standby that commits wait for.
func (n *node) is(role string) bool { return answers("http://"+n.rest+"/"+role) == http.StatusOK }

func (p *pair) primary() *node {
	for _, n := range p.nodes {
		if n.is("primary") {
			return n
		}
	}
	return nil
}

// whole waits until one node is the primary and commits wait for the other.
func (p *pair) whole(t testing.TB) time.Duration {
	t.Helper()
	began := time.Now()
	ok := eventually(3*time.Minute, func() bool {
		a, b := p.nodes[0], p.nodes[1]
		return a.is("primary") && b.is("synchronous") || b.is("primary") && a.is("synchronous")
	})
	if !ok {
		t.Fatalf("the standby does not come back:\n%s\n%s", p.nodes[0].patroni.said(), p.nodes[1].patroni.said())
	}
	return time.Since(began)
}

// lost ends a node as a power cut does: Patroni, the server and all it started.
func (n *node) lost() {
	n.patroni.kill()
	n.crash()
}

// crash ends the server alone. Patroni notices and gives the lead away.
func (n *node) crash() {
	for range 20 {
		pids := inside(n.data)
		if len(pids) == 0 {
			return
		}
		for _, pid := range pids {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// address reaches a database on whichever node is the primary.
func (p *pair) address(database string) string {
	return fmt.Sprintf("postgres://postgres@%s,%s/%s?sslmode=disable&target_session_attrs=read-write", p.nodes[0].postgres, p.nodes[1].postgres, database)
}

func (p *pair) do(t testing.TB, database, sql string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, p.address(database))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// number asks the primary for one number; -1 while there is none.
func (p *pair) number(database, sql string) (n int) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, p.address(database))
	if err != nil {
		return -1
	}
	defer func() { _ = conn.Close(ctx) }()
	if err := conn.QueryRow(ctx, sql).Scan(&n); err != nil {
		return -1
	}
	return n
}

// word asks the primary for one text; empty while there is none.
func (p *pair) word(database, sql string) (text string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, p.address(database))
	if err != nil {
		return ""
	}
	defer func() { _ = conn.Close(ctx) }()
	if err := conn.QueryRow(ctx, sql).Scan(&text); err != nil {
		return ""
	}
	return text
}

// logs copies what the nodes said to where a person finds it after a run that failed.
func (p *pair) logs(t testing.TB) {
	if !t.Failed() {
		return
	}
	to, err := os.MkdirTemp("", "cluster-logs-")
	if err != nil {
		return
	}
	all, _ := filepath.Glob(filepath.Join(p.dir, "*.log"))
	more, _ := filepath.Glob(filepath.Join(p.dir, "*", "*.log"))
	for _, file := range append(all, more...) {
		if b, err := os.ReadFile(file); err == nil {
			_ = os.WriteFile(filepath.Join(to, filepath.Base(file)), b, 0o600)
		}
	}
	t.Logf("what everybody said is in %s", to)
}
