package register

import "context"

// NotReady says in a word why nobody should be sent to this program now; "" when
// they may: lists are whole and the database answers.
func (r *Register) NotReady(ctx context.Context) string {
	switch {
	case !r.index.Filled():
		return "filling"
	case r.Store.Reach(ctx) != nil:
		return "database"
	}
	return ""
}
