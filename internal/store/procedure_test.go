package store_test

import (
	"errors"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

func TestADraftIsNeverAmongTheVersions(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		p, err := complaint.Preset("awb")
		if err != nil {
			t.Fatal(err)
		}
		first, err := f.SaveDraft(ctx, f.org, store.Draft{Procedure: p, By: "m1"})
		if err != nil {
			t.Fatal(err)
		}
		second, err := f.SaveDraft(ctx, f.org, store.Draft{Procedure: p, By: "m2", Edition: first})
		if err != nil || second <= first {
			t.Fatalf("edition %d after %d: %v", second, first, err)
		}
		for what, edition := range map[string]int64{"old": first, "none": 0} {
			if _, err := f.SaveDraft(ctx, f.org, store.Draft{Procedure: p, Edition: edition}); !errors.Is(err, store.ErrStale) {
				t.Errorf("saved on an %s edition: %v", what, err)
			}
		}
		d, err := f.Draft(ctx, f.org)
		if err != nil || d.Procedure.ID != "awb" || d.By != "m2" || d.Edition != second {
			t.Errorf("%+v, %v", d, err)
		}
		all, err := f.Procedures(ctx, f.org)
		if err != nil || len(all) != 1 || all[0].ID != "seed" || all[0].ValidFrom.IsZero() {
			t.Errorf("%d versions, %v", len(all), err)
		}
		p.Version = 3
		if err := f.Publish(ctx, f.org, p, second); !errors.Is(err, store.ErrStale) {
			t.Errorf("a version was skipped: %v", err)
		}
		if _, err := f.Draft(ctx, f.org); err != nil {
			t.Errorf("a version that was not published took the draft along: %v", err)
		}
		p.Version = 2
		if err := f.Publish(ctx, f.org, p, second); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Draft(ctx, f.org); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the draft stayed: %v", err)
		}
		if all, err = f.Procedures(ctx, f.org); err != nil || len(all) != 2 || all[1].ID != "awb" {
			t.Errorf("%d versions, %v", len(all), err)
		}
	})
}

func TestWhoReadWhichVersionIsKeptOnce(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		for range 2 {
			if err := f.ConfirmProcedure(ctx, f.org, "m1", 1); err != nil {
				t.Fatal(err)
			}
		}
		reads, err := f.ProcedureReads(ctx, f.org, 1)
		if err != nil || len(reads) != 1 || reads["m1"].IsZero() {
			t.Errorf("%v, %v", reads, err)
		}
		if reads, err = f.ProcedureReads(ctx, f.org, 2); err != nil || len(reads) != 0 {
			t.Errorf("another version: %v, %v", reads, err)
		}
	})
}

// TestTwoChangesAtOnceBothStay: each reads the settings in its own transaction.
func TestTwoChangesAtOnceBothStay(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		done := make(chan error)
		go func() {
			done <- f.EditOrganisation(ctx, f.org, func(o *store.Organisation) error { o.Phone = "1"; return nil })
		}()
		go func() {
			done <- f.EditOrganisation(ctx, f.org, func(o *store.Organisation) error { o.Address = "2"; return nil })
		}()
		if err := errors.Join(<-done, <-done); err != nil {
			t.Fatal(err)
		}
		o, err := f.Organisation(ctx, f.org)
		if err != nil || o.Phone != "1" || o.Address != "2" || o.Name != "Voorbeeld KANARIE" {
			t.Errorf("%+v, %v", o, err)
		}
	})
}
