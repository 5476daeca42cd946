package store_test

import (
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

func (f *fixture) noted(t *testing.T, outside bool, now ...store.Alarm) (mail []store.Alarm) {
	t.Helper()
	err := f.Write(ctx, func(tx *store.Tx) (err error) {
		mail, err = tx.NoteAlarms(f.org, now, outside)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return mail
}

func (f *fixture) claimedAlarm(t *testing.T) (store.Alarm, bool) {
	t.Helper()
	a, ok, err := f.ClaimAlarm(ctx, f.org, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return a, ok
}

// atNoon runs on both databases, with a clock to move.
func atNoon(t *testing.T, test func(*testing.T, *fixture, *time.Time)) {
	for name, database := range map[string]func() string{"sqlite": func() string { return "" }, "postgres": func() string { return postgresURL(t) }} {
		t.Run(name, func(t *testing.T) {
			clock := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
			test(t, open(t, store.Config{Data: t.TempDir(), Postgres: database(), Master: vault.NewKey(), Now: func() time.Time { return clock }}), &clock)
		})
	}
}

// TestAnAlarmIsToldOnceAndAgainEachDay, and once more when it is over, by each of
// both roads.
func TestAnAlarmIsToldOnceAndAgainEachDay(t *testing.T) {
	atNoon(t, func(t *testing.T, f *fixture, clock *time.Time) {
		silent := store.Alarm{Code: "mailbox_silent", Subject: "box", Since: clock.Add(-time.Hour)}
		tell := func(over bool) {
			t.Helper()
			a, ok := f.claimedAlarm(t)
			if !ok || a.Code != silent.Code || !a.Since.Equal(clock.Add(-time.Hour)) && !a.Since.Equal(silent.Since) || a.Over.IsZero() == over {
				t.Fatalf("claimed %v, %+v", ok, a)
			}
			if again, ok := f.claimedAlarm(t); ok {
				t.Errorf("a second program tells it too: %+v", again)
			}
			if err := f.AlarmTold(ctx, a); err != nil {
				t.Fatal(err)
			}
			if again, ok := f.claimedAlarm(t); ok {
				t.Errorf("it is told twice: %+v", again)
			}
		}
		if mail := f.noted(t, true, silent); len(mail) != 1 {
			t.Fatalf("%d mails when it began", len(mail))
		}
		tell(false)
		*clock = clock.Add(23 * time.Hour)
		later := silent
		later.Since = *clock // what is worked out anew may say another moment; the first one counts
		if mail := f.noted(t, true, later); len(mail) != 0 {
			t.Errorf("mailed %v within a day", mail)
		}
		*clock = clock.Add(time.Hour)
		if mail := f.noted(t, true, later); len(mail) != 1 || !mail[0].Since.Equal(silent.Since) {
			t.Errorf("mailed %v after a day", mail)
		}
		tell(false)
		if mail := f.noted(t, true); len(mail) != 0 {
			t.Errorf("mailed %v when it was over", mail)
		}
		tell(true)
		if all, err := f.Alarms(ctx, f.org); err != nil || len(all) != 0 {
			t.Errorf("%v, %v is left", all, err)
		}
	})
}

// TestAnAlarmThatNobodyHeardIsTriedAgain, and one that ends before it was told is
// not told at all.
func TestAnAlarmThatNobodyHeardIsTriedAgain(t *testing.T) {
	atNoon(t, func(t *testing.T, f *fixture, clock *time.Time) {
		failed := store.Alarm{Code: "letter_failed", Since: *clock}
		f.noted(t, true, failed)
		if _, ok := f.claimedAlarm(t); !ok {
			t.Fatal("nothing to tell")
		}
		*clock = clock.Add(2 * time.Minute) // whoever told it is gone
		first, ok := f.claimedAlarm(t)
		if !ok {
			t.Fatal("it is not tried again")
		}
		f.noted(t, true) // over, while it is being told
		if err := f.AlarmTold(ctx, first); err != nil {
			t.Fatal(err)
		}
		over, ok := f.claimedAlarm(t)
		if !ok || over.Over.IsZero() {
			t.Fatalf("%v, %+v: its end is not told", ok, over)
		}
		f.noted(t, true, failed) // and back, while its end is being told
		if err := f.AlarmTold(ctx, over); err != nil {
			t.Fatal(err)
		}
		if a, ok := f.claimedAlarm(t); !ok || !a.Over.IsZero() {
			t.Errorf("%v, %+v: that it came back is not told", ok, a)
		}
		f.noted(t, false)
		f.noted(t, true, failed)
		f.noted(t, true)
		if a, ok := f.claimedAlarm(t); ok {
			t.Errorf("told of nothing: %+v", a)
		}
	})
}

// TestWorkThatIsTriedAgainAndAgainIsLate: trying does not make it younger.
func TestWorkThatIsTriedAgainAndAgainIsLate(t *testing.T) {
	atNoon(t, func(t *testing.T, f *fixture, clock *time.Time) {
		began := *clock
		if err := f.Write(ctx, func(tx *store.Tx) error {
			return tx.AddJob(store.Job{Organisation: f.org, Kind: store.JobTellAlarm})
		}); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			j, ok, err := f.Claim(ctx, f.org, time.Minute)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			if err := f.Write(ctx, func(tx *store.Tx) error { return tx.RetryJob(j, clock.Add(time.Hour)) }); err != nil {
				t.Fatal(err)
			}
			*clock = clock.Add(time.Hour)
		}
		if late, err := f.LateJob(ctx, f.org); err != nil || !late.Equal(began) {
			t.Errorf("%v, %v; want %v", late, err, began)
		}
		if n, err := f.WaitingJobs(ctx, f.org); err != nil || n != 1 {
			t.Errorf("%d wait, %v", n, err)
		}
	})
}

func TestWhenMailLastLeft(t *testing.T) {
	atNoon(t, func(t *testing.T, f *fixture, clock *time.Time) {
		tried := func(taken bool) {
			if err := f.Write(ctx, func(tx *store.Tx) error { return tx.MailTried(f.org, taken) }); err != nil {
				t.Fatal(err)
			}
		}
		tried(true)
		left := *clock
		*clock = clock.Add(time.Hour)
		tried(false)
		if at, sent, err := f.LastSent(ctx, f.org); err != nil || !at.Equal(*clock) || !sent.Equal(left) {
			t.Errorf("tried %v, sent %v, %v", at, sent, err)
		}
	})
}
