package complaint

import (
	"fmt"
	"strings"
)

// Refusal is the rule's answer to an act that may not be done. It is not a
// fault: nothing was recorded, and Code is what the page explains in words.
type Refusal struct {
	Code  string
	Field string   // the form field it is about, if one
	Args  []string // dates (ISO), parts or names for the sentence
}

// Error implements error with the stable code; people read a translation.
func (r *Refusal) Error() string {
	return strings.TrimSpace(fmt.Sprintf("refused: %s %s", r.Code, strings.Join(r.Args, " ")))
}

func refuse(field, code string, args ...string) error {
	return &Refusal{Code: code, Field: field, Args: args}
}
