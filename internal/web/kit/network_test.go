package kit_test

import (
	"net/http/httptest"
	"net/netip"
	"testing"

	"wederhoor/internal/web/kit"
)

// TestWhoAsksIsWhoOurOwnProxiesSay: a request cannot choose the network its limits
// count for; only proxies that the operator named are believed, from the inside out.
func TestWhoAsksIsWhoOurOwnProxiesSay(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, x := range []struct {
		what, from  string
		said        []string
		trust, want string
	}{
		{"straight", "203.0.113.9:1", nil, "10", "203.0.113.9"},
		{"straight, with a story", "203.0.113.9:1", []string{"198.51.100.1"}, "10", "203.0.113.9"},
		{"no proxy is named", "10.0.0.1:1", []string{"198.51.100.1"}, "", "10.0.0.1"},
		{"by the proxy", "10.0.0.1:1", []string{"198.51.100.1"}, "10", "198.51.100.1"},
		{"by the proxy, after a story", "10.0.0.1:1", []string{"127.0.0.1, 198.51.100.1"}, "10", "198.51.100.1"},
		{"by two proxies", "10.0.0.1:1", []string{"198.51.100.1, 10.9.9.9"}, "10", "198.51.100.1"},
		{"in two headers", "10.0.0.1:1", []string{"192.0.2.1", "198.51.100.1"}, "10", "198.51.100.1"},
		{"nonsense", "10.0.0.1:1", []string{"zomaar"}, "10", "10.0.0.1"},
		{"nonsense behind a proxy", "10.0.0.1:1", []string{"zomaar, 10.9.9.9"}, "10", "10.9.9.9"},
		{"an empty header", "10.0.0.1:1", []string{""}, "10", "10.0.0.1"},
		{"version 6", "[2001:db8:1:2:3::4]:1", nil, "10", "2001:db8:1:2::/64"},
		{"version 6 by the proxy", "[::1]:1", []string{"2001:db8:1:2:3::4"}, "10", "2001:db8:1:2::/64"},
		{"version 4 in version 6", "[::ffff:203.0.113.9]:1", nil, "10", "203.0.113.9"},
		{"with a zone", "[fe80::1%eth0]:1", nil, "10", "fe80::/64"},
	} {
		k := &kit.Kit{}
		if x.trust != "" {
			k.Proxies = proxies
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = x.from
		for _, s := range x.said {
			r.Header.Add("X-Forwarded-For", s)
		}
		if got := k.Network(r); got != x.want {
			t.Errorf("%s: %s, not %s", x.what, got, x.want)
		}
	}
}
