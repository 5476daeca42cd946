package complaint

import (
	"slices"
	"strings"

	"wederhoor/internal/passage"
)

// Rectified: something in the story is not right, and this is what it should be (AVG
// art. 16). The story stays as it was told; from then on this stands beside it.
type Rectified struct {
	Asked AskedBy
	Wrong string `in:"case"` // as it stands in the story
	Right string `in:"case"`
}

// Kind implements Event.
func (Rectified) Kind() Kind { return KindRectified }

// Rectify puts beside a fact in the story what it should be.
func (c Complaint) Rectify(m Moment, e Rectified) ([]Entry, error) {
	e.Wrong, e.Right = strings.TrimSpace(e.Wrong), strings.TrimSpace(e.Right)
	switch {
	case e.Wrong == "":
		return nil, refuse("wrong", "rectify_wrong_empty")
	case passage.Letters(e.Wrong) == 0 || !passage.Holds(c.Received.Story, e.Wrong):
		return nil, refuse("wrong", "rectify_nowhere")
	case e.Right == "":
		return nil, refuse("right", "rectify_right_empty")
	case e.Right == e.Wrong:
		return nil, refuse("right", "nothing_changed")
	case !slices.Contains(askers, e.Asked):
		return nil, refuse("asked", "redaction_asked")
	}
	return m.entries(e)
}
