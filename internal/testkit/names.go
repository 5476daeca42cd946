package testkit

import (
	"context"
	"net"
	"path/filepath"
	"testing"
	"time"
)

// Names starts a real name server (dnsmasq) for this test that knows of *.example
// what its options say, such as --mx-host=voorbeeld.example,post.voorbeeld.example,10
// and --txt-record=voorbeeld.example,v=spf1 -all. It gives its host:port.
func Names(t testing.TB, options ...string) (address string) {
	t.Helper()
	dir, port := folder(t, "names"), freePort(t)
	address = "127.0.0.1:" + port
	k := keep(t, "", dir, "TERM", append([]string{find(t, "dnsmasq", "dnsmasq-base", "/usr/sbin"), "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv",
		"--no-hosts", "--user=nobody", "--pid-file=" + filepath.Join(dir, "pid"), "--log-facility=-", "--port=" + port, "--listen-address=127.0.0.1", "--bind-interfaces",
		"--local=/example/", "--host-record=up.example,127.0.0.1"}, options...)...)
	t.Cleanup(k.close)
	r := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
	answers := func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, err := r.LookupHost(ctx, "up.example.")
		return err == nil
	}
	if !poll(20*time.Second, answers) {
		t.Fatalf("dnsmasq does not answer:\n%s", tail(filepath.Join(dir, "log")))
	}
	return address
}
