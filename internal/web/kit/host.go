package kit

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"wederhoor/internal/web/template"
)

// Addressed reports whether a request is for this site, by the name it uses. A
// loopback address always is: health checks and proxies come that way. Without a
// name of its own the site answers to all, except for who would set it up.
func (k *Kit) Addressed(r *http.Request) bool {
	name := Hostname(r.Host)
	if name == "localhost" || loopback(name) {
		return true
	}
	if k.Host != "" {
		return strings.EqualFold(name, k.Host)
	}
	return k.Register.SetUp() || k.SetupKey != ""
}

// Hostname is the name in what a request is addressed to, in lower case.
func Hostname(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	return strings.ToLower(strings.TrimSuffix(name, "."))
}

func loopback(name string) bool {
	a, err := netip.ParseAddr(name)
	return err == nil && a.IsLoopback()
}

// Misdirected answers what was meant for another site.
func (k *Kit) Misdirected(w http.ResponseWriter, r *http.Request) {
	k.Message(w, r, http.StatusMisdirectedRequest, template.Message{Heading: "Dit adres klopt niet", Lead: Sentence("nl", "misdirected")})
}

// Nowhere answers at a name that is of no organisation. It tells of none.
func (k *Kit) Nowhere(w http.ResponseWriter, r *http.Request) {
	k.Render(w, r, http.StatusMisdirectedRequest, template.Nowhere{})
}
