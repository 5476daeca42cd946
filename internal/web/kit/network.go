package kit

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Network is who is asking, as far as limits need to know: an IPv4 address or
// an IPv6 /64. It is kept in memory, and with several
// programs on one database as a keyed hash. What a request says of itself counts
// only as far as our own proxies wrote it: the last address that is none of them.
func (k *Kit) Network(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		before, err := netip.ParseAddr(strings.TrimSpace(hop))
		if !k.trusts(a) || err != nil {
			break
		}
		a = before
	}
	return network(a.Unmap())
}

func (k *Kit) trusts(a netip.Addr) bool {
	return slices.ContainsFunc(k.Proxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}

func network(a netip.Addr) string {
	if p, err := a.WithZone("").Prefix(64); err == nil && a.Is6() {
		return p.String()
	}
	return a.String()
}
