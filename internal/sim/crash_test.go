package sim

import (
	"fmt"
	"strings"

	"wederhoor/internal/testkit/powercut"
)

// fault sets something that will go wrong within the next steps.
func (l *life) fault() {
	l.faults++
	var f powercut.Fault
	what := ""
	switch l.rand.IntN(6) {
	case 0, 1:
		f.CutAt, what = 1+l.rand.IntN(80), "the power will fail"
	case 2:
		n, keys := 1+l.rand.IntN(4), false
		f.CutWhen = func(s powercut.Step, file string) bool {
			if s == powercut.Sync && file == "keys.db-wal" {
				n--
				keys = n <= 0
			}
			return keys && strings.HasPrefix(file, "reg.db")
		}
		what = "the power will fail between the keys and the register"
	case 3, 4:
		f.FailSync, what = 1+l.rand.IntN(8), "a sync will fail"
	default:
		f.Full, f.Space, l.full, what = true, l.rand.Int64N(60_000), 1+l.rand.IntN(6), "the disk is nearly full"
	}
	l.strike(f)
	l.say("%s", what)
}

func (l *life) strike(f powercut.Fault) {
	f.Lies = l.lies
	l.disk.Fail(f)
}

// after looks whether the program or the machine still runs.
func (l *life) after() error {
	if l.full > 0 {
		if l.full--; l.full == 0 {
			l.strike(powercut.Fault{})
		}
	}
	if l.disk.Dead() {
		return l.crash(true)
	}
	select {
	case <-l.office.store.Failed():
		return l.crash(l.odds(2))
	default:
		return nil
	}
}

// restart ends the program, in order or by kill -9, and starts it again.
func (l *life) restart() error {
	if l.odds(2) {
		l.stop()
		l.say("it is started again")
		if l.open() == nil {
			return nil
		}
		return l.crash(true) // the fault that was set struck at the start
	}
	return l.crash(false)
}

// crash is the end of the program, and of the machine when power; then all of it
// starts again, which may take more than once.
func (l *life) crash(power bool) error {
	for again := true; again; {
		l.disk.Cut()
		l.stop()
		err := error(nil)
		if power {
			l.cuts++
			err = l.disk.Restore()
		} else {
			l.kills++
			err = l.disk.Restart()
		}
		if err != nil {
			return err
		}
		again = l.odds(4)
		if again {
			power = true
			l.strike(powercut.Fault{CutAt: 1 + l.rand.IntN(12)})
			_ = l.open()
		}
	}
	l.full = 0
	l.strike(powercut.Fault{})
	l.say("it starts after a crash, power %v", power)
	if err := l.open(); err != nil {
		return fmt.Errorf("it does not start again: %w", err)
	}
	return l.check()
}
