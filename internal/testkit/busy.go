package testkit

import (
	"syscall"
	"testing"
	"time"
)

// Busy is how long this program computed while f ran. Unlike the time on a clock it
// does not grow when others use the machine; what other goroutines computed meanwhile
// is in it.
func Busy(t testing.TB, f func()) time.Duration {
	t.Helper()
	before := computed(t)
	f()
	return computed(t) - before
}

func computed(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
