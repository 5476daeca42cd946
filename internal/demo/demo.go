// Package demo fills a register with an invented organisation and a year of
// invented complaints. Everything is done by acts through the one door, on a
// clock that is set to the day they would have been done: a demo that could
// write events by itself would show a register that nobody can have.
package demo

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"wederhoor/internal/register"
)

// workers is how many goroutines drop the notices that the year left behind.
const workers = 32

// Fill makes the organisation and its year, up to the real now, and lets the
// clock go. The register must be new and use this clock. Nothing is mailed,
// also where a mail server is set: the people in it do not exist.
func Fill(ctx context.Context, r *register.Register, clock *Clock) ([]Account, error) {
	defer clock.Release()
	server := r.Mail
	r.Mail = nil
	defer func() { r.Mail = server }()
	y := &year{r: r, clock: clock, now: clock.Now(), since: 372, actors: actors, refs: map[string]string{}}
	accounts, err := y.setUp(ctx)
	if err != nil {
		return nil, fmt.Errorf("set up the demo: %w", err)
	}
	if err := r.Fill(ctx); err != nil { // nothing yet: who judges mail waits until the lists are there
		return nil, fmt.Errorf("read the empty register of the demo: %w", err)
	}
	for i, t := range tales() {
		y.tell(i, t)
	}
	y.desk()
	y.evaluated()
	y.reviewed()
	y.asked()
	if err := y.play(ctx); err != nil {
		return nil, fmt.Errorf("play the year of the demo: %w", err)
	}
	clock.Release()
	if err := y.attended(ctx); err != nil {
		return nil, fmt.Errorf("say how many took part in the demo: %w", err)
	}
	return accounts, y.drain(ctx)
}

// drain works off what the year queued, while there is no mail server.
func (y *year) drain(ctx context.Context) error {
	errs := make([]error, workers)
	var all sync.WaitGroup
	for i := range workers {
		all.Go(func() {
			for more := true; more && errs[i] == nil; {
				more, errs[i] = y.r.WorkOnce(ctx)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}
