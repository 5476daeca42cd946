package doctor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"
)

const askTime = 10 * time.Second

// resolver asks the system, or the one server that was named.
func resolver(server string) *net.Resolver {
	if server == "" {
		return net.DefaultResolver
	}
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{Timeout: askTime}).DialContext(ctx, network, server)
	}}
}

// domains are those that letters leave from and complaints are mailed to.
func (d *doctor) domains() (all []string) {
	var addresses []string
	if d.server != nil {
		addresses = append(addresses, d.server.From())
	}
	for _, b := range d.boxes {
		addresses = append(addresses, b.Address())
	}
	for _, a := range addresses {
		if _, domain, ok := strings.Cut(strings.ToLower(a), "@"); ok && !slices.Contains(all, domain) {
			all = append(all, domain)
		}
	}
	return all
}

func (d *doctor) domain(ctx context.Context, domain string) {
	ctx, cancel := context.WithTimeout(ctx, 3*askTime)
	defer cancel()
	d.mx(ctx, domain)
	d.spf(ctx, domain)
	d.dmarc(ctx, domain)
}

func (d *doctor) mx(ctx context.Context, domain string) {
	found, err := d.dns.LookupMX(ctx, domain+".")
	if err != nil && !absent(err) {
		d.unanswered("MX", domain)
		return
	}
	var hosts []string
	for _, mx := range found {
		host := strings.TrimSuffix(mx.Host, ".")
		if _, err := d.dns.LookupHost(ctx, mx.Host); err == nil {
			hosts = append(hosts, host)
			continue
		}
		d.bad(said{"Verbeter het record of haal het weg.", "Mend the record or take it away."}, said{"MX van %s: %s heeft geen adres", "MX of %s: %s has no address"}, domain, host)
	}
	switch {
	case len(hosts) > 0:
		d.good(said{"MX van %s: %s", "MX of %s: %s"}, domain, strings.Join(hosts, ", "))
	case len(found) == 0:
		d.bad(said{"Zonder MX-record komt er geen e-mail aan: maak er een.", "Without an MX record no e-mail arrives: make one."}, said{"MX van %s ontbreekt", "MX of %s is missing"}, domain)
	}
}

func (d *doctor) unanswered(record, domain string) {
	d.bad(said{"Kijk of deze computer namen kan opzoeken.", "See whether this computer can look up names."},
		said{"%s van %s: geen antwoord", "%s of %s: no answer"}, record, domain)
}

// absent tells a name without such a record from a server that does not answer.
func absent(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns) && dns.IsNotFound
}

// records are the TXT records of a name that are of one kind.
func (d *doctor) records(ctx context.Context, name, kind string) (found []string, err error) {
	all, err := d.dns.LookupTXT(ctx, strings.TrimSuffix(name, ".")+".")
	if err != nil && !absent(err) {
		return nil, fmt.Errorf("look up %s: %w", name, err)
	}
	for _, txt := range all {
		if lower := strings.ToLower(txt); lower == kind || strings.HasPrefix(lower, kind+" ") || strings.HasPrefix(lower, kind+";") {
			found = append(found, txt)
		}
	}
	return found, nil
}

// dmarc reads the policy of a domain, or of the one above it that has one.
func (d *doctor) dmarc(ctx context.Context, domain string) {
	for name := domain; strings.Contains(name, "."); _, name, _ = strings.Cut(name, ".") {
		found, err := d.records(ctx, "_dmarc."+name, "v=dmarc1")
		if err != nil {
			d.unanswered("DMARC", domain)
			return
		}
		if len(found) > 0 {
			d.judgeDMARC(domain, found)
			return
		}
	}
	d.bad(said{"Maak een TXT-record _dmarc met v=DMARC1; p=quarantine.", "Make a TXT record _dmarc with v=DMARC1; p=quarantine."},
		said{"DMARC van %s ontbreekt", "DMARC of %s is missing"}, domain)
}

func (d *doctor) judgeDMARC(domain string, found []string) {
	policy := tag(found[0], "p")
	switch {
	case len(found) > 1:
		d.bad(said{"Laat er één staan.", "Leave one."}, said{"DMARC van %s: %d records", "DMARC of %s: %d records"}, domain, len(found))
	case policy == "reject", policy == "quarantine":
		d.good(said{"DMARC van %s: p=%s", "DMARC of %s: p=%s"}, domain, policy)
	case policy == "none":
		d.skip(said{"DMARC van %s: p=none, dus valse post uit naam van dit domein wordt niet geweerd", "DMARC of %s: p=none, so that false mail in the name of this domain is not kept out"}, domain)
	default:
		d.bad(said{"Zet er p=quarantine of p=reject in.", "Put p=quarantine or p=reject in it."}, said{"DMARC van %s: geen geldig beleid", "DMARC of %s: no valid policy"}, domain)
	}
}

// tag reads one of a list such as v=DMARC1; p=none.
func tag(record, name string) string {
	for _, field := range strings.Split(record, ";") {
		if key, value, ok := strings.Cut(field, "="); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.ToLower(strings.TrimSpace(value))
		}
	}
	return ""
}
