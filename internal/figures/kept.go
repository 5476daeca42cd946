package figures

import (
	"encoding/json"
	"fmt"

	"wederhoor/internal/complaint"
)

// kept is a fact as it stays when its dossier is erased: days and codes. Who
// complained stays as whether that was known, and no longer as the same person.
type kept struct {
	Received, Ended                                    Day               `json:",omitzero"`
	Spells                                             []Spell           `json:",omitzero"`
	Category, Cause, Channel, Severity, From, Service  string            `json:",omitzero"`
	Known                                              bool              `json:",omitzero"`
	Seen, Acknowledge, Answer                          Promise           `json:",omitzero"`
	Decided, Sent                                      Day               `json:",omitzero"`
	Deciding                                           int32             `json:",omitzero"`
	Finding                                            complaint.Finding `json:",omitzero"`
	AtIntake, Withdrawn, Inadmissible, Said, Satisfied bool              `json:",omitzero"`
	Ground                                             string            `json:",omitzero"`
	Norms                                              []string          `json:",omitzero"`
	Extensions, Corrections                            uint8             `json:",omitzero"`
	Remedies                                           []Remedy          `json:",omitzero"`
	Appeals                                            []Appeal          `json:",omitzero"`
}

// Keep writes down what of a fact outlives its dossier. known says whether a value of
// a cut stands on a list of the organisation or of ours: what anybody typed does not
// stay. A service is kept as the list has it.
func (f Fact) Keep(known func(c Cut, value string) string) (string, error) {
	var norms []string
	for _, n := range f.Norms {
		if n := known(ByNorm, n.String()); n != "" {
			norms = append(norms, n)
		}
	}
	raw, err := json.Marshal(kept{Received: f.Received, Ended: f.Ended, Spells: f.Spells,
		Category: known(ByCategory, f.Category.String()), Cause: known(ByCause, f.Cause.String()), Channel: known(ByChannel, f.Channel.String()),
		Severity: known(BySeverity, f.Severity.String()), From: known(ByFrom, f.From.String()), Service: known(ByService, f.Service.String()),
		Known: f.Who != 0, Seen: f.Seen, Acknowledge: f.Acknowledge, Answer: f.Answer, Decided: f.Decided, Sent: f.Sent, Deciding: f.Deciding,
		Finding: f.Finding, AtIntake: f.AtIntake, Withdrawn: f.Withdrawn, Inadmissible: f.Inadmissible, Said: f.Said, Satisfied: f.Satisfied,
		Ground: known(ByGround, f.Ground.String()), Norms: norms, Extensions: f.Extensions, Corrections: f.Corrections, Remedies: f.Remedies, Appeals: f.Appeals})
	if err != nil {
		return "", fmt.Errorf("write what stays of a complaint: %w", err)
	}
	return string(raw), nil
}

// factOfErased reads it back. What cannot be read counts for nothing: it is better
// that a figure misses one than that none can be made.
func factOfErased(e complaint.Erased, mark func(string) uint64) Fact {
	var k kept
	if err := json.Unmarshal([]byte(e.Figures), &k); err != nil {
		return Fact{Ref: e.Ref}
	}
	f := Fact{Ref: e.Ref, Received: k.Received, Ended: k.Ended, Spells: k.Spells, Category: CodeOf(k.Category), Cause: CodeOf(k.Cause), Channel: CodeOf(k.Channel),
		Severity: CodeOf(k.Severity), From: CodeOf(k.From), Service: CodeOf(k.Service), Seen: k.Seen, Acknowledge: k.Acknowledge, Answer: k.Answer,
		Decided: k.Decided, Sent: k.Sent, Deciding: k.Deciding, Finding: k.Finding, AtIntake: k.AtIntake, Withdrawn: k.Withdrawn, Inadmissible: k.Inadmissible, Ground: CodeOf(k.Ground),
		Said: k.Said, Satisfied: k.Satisfied, Extensions: k.Extensions, Corrections: k.Corrections, Remedies: k.Remedies, Appeals: k.Appeals}
	for _, n := range k.Norms {
		f.Norms = append(f.Norms, CodeOf(n))
	}
	if k.Known {
		f.Who = mark("erased "+e.Ref) | 1
	}
	return f
}
