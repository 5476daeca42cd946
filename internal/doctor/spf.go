package doctor

import (
	"context"
	"errors"
	"strings"
)

// mostLookups is what a receiver looks up for one SPF record at most; beyond it
// the record counts for nothing (RFC 7208, 4.6.4).
const mostLookups = 10

var errNoRecord = errors.New("no single SPF record")

func (d *doctor) spf(ctx context.Context, domain string) {
	found, err := d.records(ctx, domain, "v=spf1")
	if err != nil {
		d.unanswered("SPF", domain)
		return
	}
	switch len(found) {
	case 0:
		d.bad(said{"Maak een TXT-record dat zegt welke servers post van dit domein versturen.", "Make a TXT record that says which servers send mail of this domain."},
			said{"SPF van %s ontbreekt", "SPF of %s is missing"}, domain)
	case 1:
		d.judgeSPF(ctx, domain, found[0])
	default:
		d.bad(said{"Voeg ze samen: met meer dan één telt er geen.", "Put them together: with more than one none counts."},
			said{"SPF van %s: %d records", "SPF of %s: %d records"}, domain, len(found))
	}
}

func (d *doctor) judgeSPF(ctx context.Context, domain, record string) {
	if open, ended := endOf(record); open {
		d.bad(said{"Maak er -all of ~all van.", "Make it -all or ~all."}, said{"SPF van %s laat iedereen toe (+all)", "SPF of %s lets everybody in (+all)"}, domain)
		return
	} else if !ended {
		d.bad(said{"Sluit het record af met -all of ~all.", "End the record with -all or ~all."}, said{"SPF van %s heeft geen einde", "SPF of %s has no end"}, domain)
		return
	}
	lookups := 0
	switch err := d.lookups(ctx, record, &lookups); {
	case lookups > mostLookups:
		d.bad(said{"Haal weg wat niet meer nodig is: boven de 10 telt het record niet.", "Take away what is not needed any more: beyond 10 the record does not count."},
			said{"SPF van %s vraagt meer dan 10 zoekopdrachten", "SPF of %s takes more than 10 lookups"}, domain)
	case err != nil:
		d.bad(said{"Verbeter of verwijder die verwijzing.", "Mend or remove that reference."}, said{"SPF van %s verwijst naar een naam zonder SPF", "SPF of %s refers to a name without SPF"}, domain)
	default:
		d.good(said{"SPF van %s: één record, %d zoekopdrachten", "SPF of %s: one record, %d lookups"}, domain, lookups)
	}
}

// endOf reads how a record ends: open lets everybody in.
func endOf(record string) (open, ended bool) {
	for _, term := range strings.Fields(strings.ToLower(record)) {
		switch {
		case term == "all", term == "+all":
			return true, true
		case term == "-all", term == "~all", term == "?all", strings.HasPrefix(term, "redirect="):
			ended = true
		}
	}
	return false, ended
}

// lookups counts what a receiver looks up for a record, up to one too many.
func (d *doctor) lookups(ctx context.Context, record string, n *int) error {
	for _, term := range strings.Fields(strings.ToLower(record)) {
		to, follow := reference(strings.TrimLeft(term, "+-~?"))
		if to == "" {
			continue
		}
		if *n++; *n > mostLookups {
			return nil
		}
		if !follow || strings.Contains(to, "%") { // a macro depends on the mail
			continue
		}
		found, err := d.records(ctx, to, "v=spf1")
		if err != nil {
			return err
		}
		if len(found) != 1 {
			return errNoRecord
		}
		if err := d.lookups(ctx, found[0], n); err != nil {
			return err
		}
	}
	return nil
}

// reference is what a term looks up, "" for none, and whether more SPF is there.
func reference(term string) (to string, follow bool) {
	name, value, _ := strings.Cut(strings.Replace(term, "=", ":", 1), ":")
	name, _, _ = strings.Cut(name, "/")
	switch name {
	case "include", "redirect":
		return value, true
	case "a", "mx", "ptr", "exists":
		return name, false
	}
	return "", false
}
