// Package misuse holds what must not compile. Each such line says so with a part
// of what the compiler answers; every other line must compile.
package misuse

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

func proper(ctx context.Context, s *store.Store, who store.Visitor) (complaint.Complaint, error) {
	h, err := store.OpenDossier[access.Content](ctx, s, who, "id")
	if err != nil {
		return complaint.Complaint{}, err
	}
	return store.Read(h), nil
}

func readsWordsWithASummary(h *store.Handle[access.Summary]) {
	store.ReadSummary(h)
	store.Read(h)                             // refused: cannot use h
	store.ReadLetter(h, "id")                 // refused: cannot use h
	store.ReadAddressee(h)                    // refused: cannot use h
	_, _ = store.File(context.TODO(), h, "f") // refused: does not satisfy
}

func getsTheCodeOfWhatItOnlyFollows(ctx context.Context, h *store.Handle[access.Summary], l *store.Handle[access.Log]) {
	_, _ = store.CodeOf(ctx, h) // refused: does not satisfy
	_, _ = store.CodeOf(ctx, l) // refused: does not satisfy
}

func readsWithTheMachinesReason(h *store.Handle[access.Outbox]) {
	store.ReadAddressee(h)
	store.Read(h)        // refused: cannot use h
	store.ReadSummary(h) // refused: cannot use h
}

func readsTheDossierWithItsLog(h *store.Handle[access.Log]) {
	store.Read(h)        // refused: cannot use h
	store.ReadSummary(h) // refused: cannot use h
}

func turnsOneHandleIntoAnother(h *store.Handle[access.Summary]) {
	_ = (*store.Handle[access.Content])(h) // refused: cannot convert h
	_ = h.complaint                        // refused: undefined
}

func makesAHandle(s *store.Store, c complaint.Complaint) {
	_ = store.Handle[access.Content]{s, "org", "id", c}                  // refused: implicit assignment to unexported field
	_ = store.Handle[access.Content]{organisation: "org", dossier: "id"} // refused: cannot refer to unexported field
	_ = store.Handle[access.Action]{}                                    // refused: does not satisfy access.Act
}

func opensAsSomebodyMadeUp(ctx context.Context, s *store.Store, id complaint.MemberID) {
	_, _ = store.OpenDossier[access.Content](ctx, s, id, "id")                        // refused: as store.Visitor value
	_, _ = store.OpenDossier[access.Content](ctx, s, "lead", "id")                    // refused: as store.Visitor value
	_, _ = store.OpenDossier[access.Content](ctx, s, struct{ member string }{}, "id") // refused: as store.Visitor value
	_, _ = store.OpenDossier[access.Content](ctx, s, nil, "id")                       // refused: nil
}

func fillsAnActor(who access.Actor) {
	_ = access.Actor{organisation: "org", member: "lead"}     // refused: cannot refer to unexported field
	_ = access.Actor{"org", "lead", nil, nil}                 // refused: implicit assignment to unexported field
	who.member = "lead"                                       // refused: undefined
	who.roles = []access.Role{access.Lead}                    // refused: undefined
	_ = access.Actor(struct{ organisation, member string }{}) // refused: cannot convert
}

func asksForWhatIsKeptInside(ctx context.Context, s *store.Store) {
	_, _ = s.replay(ctx, nil, nil, "org", "id") // refused: undefined
	_, _ = s.openFile(ctx, "org", "id", "f")    // refused: undefined
	_ = s.reg                                   // refused: undefined
}
