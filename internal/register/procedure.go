package register

import (
	"context"
	"errors"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// Versions lists every version that is or was in force, oldest first.
func (r *Register) Versions() []complaint.Procedure {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return slices.Clone(r.procedures)
}

// Draft is the next procedure in the making. Without one it is a copy of the one
// in force that nobody has saved: its edition is 0.
func (r *Register) Draft(ctx context.Context, who Person) (store.Draft, error) {
	if !who.Directs() {
		return store.Draft{}, ErrNotFound
	}
	d, err := r.Store.Draft(ctx, r.Home().ID)
	if errors.Is(err, ErrNotFound) {
		return store.Draft{Procedure: r.Procedure().Copy()}, nil
	}
	return d, err
}

// SaveDraft keeps a draft made from the edition that the page showed. What is
// only unfinished may stay so; ErrStale says that somebody else saved meanwhile.
func (r *Register) SaveDraft(ctx context.Context, who Person, p complaint.Procedure, edition int64) error {
	if !who.Directs() {
		return ErrNotFound
	}
	if problems := Mistakes(p); len(problems) > 0 {
		return problems
	}
	_, err := r.Store.SaveDraft(ctx, r.Home().ID, store.Draft{Procedure: p, By: who.Member.ID, Edition: edition})
	return err
}

// StartDraft begins again from a preset, or with "" from the one in force. Where
// people go who are not satisfied stays when the kind is the same.
func (r *Register) StartDraft(ctx context.Context, who Person, preset string, edition int64) error {
	p := r.Procedure().Copy()
	if preset != "" {
		chosen, err := complaint.Preset(preset)
		if err != nil {
			return Problems{{"preset", "preset_unknown"}}
		}
		for i, b := range chosen.Appeal {
			if k := slices.IndexFunc(p.Appeal, func(old complaint.AppealBody) bool { return old.Kind == b.Kind }); k >= 0 {
				old := p.Appeal[k]
				chosen.Appeal[i].Name, chosen.Appeal[i].Phone, chosen.Appeal[i].Email, chosen.Appeal[i].Website = old.Name, old.Phone, old.Email, old.Website
			}
		}
		p = chosen
	}
	return r.SaveDraft(ctx, who, p, edition)
}

// DropDraft throws the draft away.
func (r *Register) DropDraft(ctx context.Context, who Person, edition int64) error {
	if !who.Directs() {
		return ErrNotFound
	}
	return r.Store.DropDraft(ctx, r.Home().ID, edition)
}

// Mistakes says what is wrong with a procedure, finished or not.
func Mistakes(p complaint.Procedure) Problems {
	return asProblems(append(p.Problems(), appealEmails(p)...))
}

// Unfinished says what a draft still lacks to be put in force.
func Unfinished(p complaint.Procedure) Problems {
	return append(Mistakes(p), asProblems(p.Unreachable())...)
}

// Publish puts the draft in force as the version after inForce, which is what
// the page compared it with. Running complaints keep their own version.
func (r *Register) Publish(ctx context.Context, who Person, edition int64, inForce int) error {
	d, err := r.Draft(ctx, who)
	if err != nil {
		return err
	}
	if edition == 0 || d.Edition != edition || r.Procedure().Version != inForce {
		return ErrStale
	}
	if problems := Unfinished(d.Procedure); len(problems) > 0 {
		return problems
	}
	d.Procedure.Version = inForce + 1
	if err := r.Store.Publish(ctx, r.Home().ID, d.Procedure, edition); err != nil {
		return err
	}
	return r.load(ctx, r.Home().ID)
}

// appealEmails are the addresses of appeal bodies that no mail can go to.
func appealEmails(p complaint.Procedure) []*complaint.Refusal {
	var all []*complaint.Refusal
	for i, b := range p.Appeal {
		if code := EmailProblem(b.Email); b.Email != "" && code != "" {
			all = append(all, &complaint.Refusal{Field: complaint.BodyField(i+1, "email"), Code: code})
		}
	}
	return all
}

func appealProblems(p complaint.Procedure) []*complaint.Refusal {
	return slices.DeleteFunc(append(p.Problems(), appealEmails(p)...), func(x *complaint.Refusal) bool { return !strings.HasPrefix(x.Field, "appeal_") })
}

func asProblems(all []*complaint.Refusal) Problems {
	var problems Problems
	for _, x := range all {
		problems = append(problems, Problem{x.Field, x.Code})
	}
	return problems
}
