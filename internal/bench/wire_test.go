package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// wire is one client that keeps its connection and does next to nothing itself:
// what measures runs on the same processors as what is measured.
type wire struct {
	conn    net.Conn
	answers *bufio.Reader
	request []byte
}

func dial(t *testing.T, site string) *wire {
	t.Helper()
	host := strings.TrimPrefix(site, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	body := form().Encode()
	return &wire{conn, bufio.NewReader(conn), fmt.Appendf(nil,
		"POST /complaints HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", host, len(body), body)}
}

// submit sends a complaint and waits for the page with its code.
func (w *wire) submit() error {
	if _, err := w.conn.Write(w.request); err != nil {
		return err
	}
	res, err := http.ReadResponse(w.answers, nil)
	if err != nil {
		return err
	}
	page, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("receipt-code")) {
		return fmt.Errorf("no receipt: %s", res.Status)
	}
	return nil
}
