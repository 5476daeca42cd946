package register

import (
	"context"
	"time"

	"wederhoor/internal/store"
)

// Reading is whether a member confirmed the version in force.
type Reading struct {
	Member store.Member
	At     time.Time // zero: not yet
}

// ConfirmProcedure records that somebody read this version and will hold to it
// (R7). ErrStale: it is not the one in force any more.
func (r *Register) ConfirmProcedure(ctx context.Context, who Person, version int) error {
	if who.Session.Level == store.LevelPassword {
		return ErrNotFound
	}
	if version != r.Procedure().Version {
		return ErrStale
	}
	return r.Store.ConfirmProcedure(ctx, who.Organisation(), who.Member.ID, version)
}

// Readings tells for everybody at work, by name, whether they confirmed the
// version in force. Who was only invited or has left is not asked.
func (r *Register) Readings(ctx context.Context) ([]Reading, error) {
	reads, err := r.Store.ProcedureReads(ctx, r.Home().ID, r.Procedure().Version)
	if err != nil {
		return nil, err
	}
	var all []Reading
	for _, m := range r.Members() {
		if m.State == store.MemberActive {
			all = append(all, Reading{Member: m, At: reads[m.ID]})
		}
	}
	return all, nil
}

// MustRead reports whether the version in force still waits for this person.
func (r *Register) MustRead(ctx context.Context, who Person) (bool, error) {
	if who.Session.Level == store.LevelPassword {
		return false, nil
	}
	reads, err := r.Store.ProcedureReads(ctx, who.Organisation(), r.Procedure().Version)
	_, done := reads[who.Member.ID]
	return err == nil && !done, err
}
