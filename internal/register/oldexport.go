package register

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// ExportName is the name of an export: it says who took it and when (R27).
func (r *Register) ExportName(who Person, format sheet.Format) string {
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`\/:*?"<>|.`, c) {
			return -1
		}
		return c
	}, strings.ReplaceAll(who.Member.Name, " ", "-"))
	return fmt.Sprintf("klachtenregister-%s-%s.%s", r.Now().In(r.Procedure().Zone()).Format("2006-01-02-1504"), name, format)
}

// Export writes all of the register that this person may read, in the shape in
// which an old register comes in. It takes a fresh proof of who asks. The log holds every dossier before a word of any
// is written.
func (r *Register) Export(ctx context.Context, who Person, format sheet.Format, out io.Writer) error {
	switch {
	case !who.Leads():
		return ErrNotFound
	case !who.Fresh(r.Now()): // whoever finds an open screen takes no register along
		return ErrProve
	}
	var ids []string
	for s := range r.index.Known(who.Actor, index.Since{}) {
		if access.May(who.Actor, access.ReadContent, s.Facts()).OK {
			ids = append(ids, s.ID())
		}
	}
	slices.Sort(ids)
	zone := r.Procedure().Zone()
	teller := oldregister.Teller{Zone: zone, ISO: format == sheet.CSV, Category: r.CategoryName, Member: func(id complaint.MemberID) string {
		m, _ := r.Member(id)
		return m.Name
	}}
	var told []oldregister.Told
	if err := store.OpenDossiers(ctx, r.Store, who.visitor().As(store.LogExport), ids, func(h *store.Handle[access.Content]) error {
		told = append(told, teller.Tell(store.Read(h)))
		return nil
	}); err != nil {
		return err
	}
	w := sheet.NewCSV(out)
	if format == sheet.XLSX {
		var err error
		foot := fmt.Sprintf("Uit het register gehaald door %s, %s %s. Vertrouwelijk.", who.Member.Name, calendar.DateOf(r.Now(), zone).DayMonth("nl"), calendar.Clock(r.Now(), zone, "nl"))
		if w, err = sheet.NewXLSXFor(out, "Register", foot); err != nil {
			return err
		}
	}
	if err := teller.Write(w, told); err != nil {
		return err
	}
	return w.Close()
}
