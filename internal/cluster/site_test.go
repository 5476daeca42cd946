package cluster

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"text/template"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/testkit"
)

const (
	leadEmail = "mirjam@voorbeeld.example"
	password  = "een lang wachtwoord hier"
	database  = "register"
)

// site is everything a large organisation runs.
type site struct {
	*pair
	bin, key, data string
	url            string // of the proxy people come to
	behindProxy    string // the database, by way of HAProxy
	behindPool     string // and by way of pgbouncer and HAProxy
	proxy, pool    *process
	programs       []*process
	addresses      []string // of the programs
	post           *testkit.MailServer
}

var files int

// filled writes a file of testdata with what only this run knows.
func filled(t testing.TB, dir, name string, with any) string {
	t.Helper()
	made, err := template.ParseFiles(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := made.Execute(&text, with); err != nil {
		t.Fatal(err)
	}
	files++
	return write(t, filepath.Join(dir, fmt.Sprintf("%d-%s", files, name)), text.String())
}

// newSite starts all of it; args are of the programs.
func newSite(t *testing.T, args ...string) *site {
	t.Helper()
	dir := testkit.Scratch(t, "cluster")
	s := &site{pair: newPair(t, dir), bin: testkit.Binary(t), post: testkit.Postfix(t)}
	t.Cleanup(func() { s.logs(t) })
	s.do(t, "postgres", "CREATE DATABASE "+database)
	s.startProxies(t, dir)
	s.data, s.key = folder(t, dir, "register", ""), filepath.Join(folder(t, dir, "keys", ""), "master.key")
	words := write(t, filepath.Join(dir, "password"), password+"\n")
	testkit.Run(t, s.bin, "init", "--data", s.data, "--master-key", s.key, "--database", s.address(database), "--organisation", "Voorbeeld Trainingen", "--lead-name", "Mirjam de Wit",
		"--lead-email", leadEmail, "--lead-password-file", words, "--second-factor", "optional", "--confidant-name", "Ilse Terpstra", "--confidant-phone", "020 000 00 01")
	for i, address := range []string{s.behindPool, s.behindProxy, s.address(database)} { // each road to the database is used
		name := fmt.Sprintf("program%d", i)
		s.programs = append(s.programs, &process{name: name, dir: dir, argv: append([]string{s.bin, "serve", "--data", s.data, "--master-key", s.key, "--database", address,
			"--addr", s.addresses[i], "--url", s.url, "--proxy", "127.0.0.1/32", "--smtp", s.post.URL() + "?from=klachten@voorbeeld.example", "--undo", "0s", "--drain", "2s"}, args...)})
	}
	for i := range s.programs {
		s.programs[i].start(t)
		if !s.ready(i, time.Minute) {
			t.Fatalf("program %d does not come up:\n%s", i, s.programs[i].said())
		}
	}
	return s
}

func (s *site) startProxies(t *testing.T, dir string) {
	t.Helper()
	people, db, pool := testkit.FreeAddress(t), testkit.FreeAddress(t), testkit.FreeAddress(t)
	for range 3 {
		s.addresses = append(s.addresses, testkit.FreeAddress(t))
	}
	type server struct{ Name, Postgres, Port string }
	var nodes []server
	for _, n := range s.nodes {
		nodes = append(nodes, server{n.name, n.postgres, port(t, n.rest)})
	}
	config := filled(t, dir, "haproxy.cfg", map[string]any{"People": people, "Database": db, "Programs": s.addresses, "Nodes": nodes})
	s.proxy = &process{name: "haproxy", dir: dir, argv: []string{program(t, "haproxy", "haproxy"), "-db", "-f", config}}
	s.proxy.start(t)
	leads := 0 // until its first look HAProxy takes the standby for the primary too, and pgbouncer would hold on to it
	if !eventually(30*time.Second, func() bool {
		if leads++; !s.reaches(db) {
			leads = 0
		}
		return leads > 40
	}) {
		t.Fatalf("the proxy before the database does not find the primary:\n%s", s.proxy.said())
	}
	home := folder(t, dir, "pgbouncer", "postgres")
	config = filled(t, dir, "pgbouncer.ini", map[string]string{"Port": port(t, pool), "Database": port(t, db), "Home": home})
	s.pool = &process{name: "pgbouncer", dir: home, log: filepath.Join(dir, "pgbouncer.out"), owner: "postgres", argv: []string{program(t, "pgbouncer", "pgbouncer"), config}}
	s.pool.start(t)
	s.url = "http://localhost:" + port(t, people)
	if !eventually(10*time.Second, func() bool { return answers(s.url) != 0 && s.reaches(db) && s.reaches(pool) }) {
		t.Fatalf("the proxies do not answer:\n%s\n%s", s.proxy.said(), s.pool.said())
	}
	s.behindProxy = fmt.Sprintf("postgres://postgres@%s/%s?sslmode=disable", db, database)
	s.behindPool = fmt.Sprintf("postgres://postgres@%s/%s?sslmode=disable", pool, database)
}

// reaches says whether the primary is at an address.
func (s *site) reaches(address string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, fmt.Sprintf("postgres://postgres@%s/%s?sslmode=disable", address, database))
	if err != nil {
		return false
	}
	var follows bool
	err = conn.QueryRow(ctx, "SELECT pg_is_in_recovery()").Scan(&follows)
	return conn.Close(ctx) == nil && err == nil && !follows
}

// ready waits until people may be sent to a program.
func (s *site) ready(i int, most time.Duration) bool {
	return eventually(most, func() bool { return answers("http://"+s.addresses[i]+"/readyz") == http.StatusOK })
}
