package vault

import "encoding/binary"

// Compartment is the part of a dossier that can be erased on its own: names
// first, the case later, the bare facts last.
type Compartment string

// Compartments of a dossier.
const (
	Meta     Compartment = "meta"     // dates and stages: what the yearly review counts
	Case     Compartment = "case"     // what was said and decided
	Identity Compartment = "identity" // who complained, and about whom
	Appeal   Compartment = "appeal"   // for the confidant only
)

// Address is the place a ciphertext belongs to. It is authenticated with the
// ciphertext, not stored in it: what is moved elsewhere does not open.
type Address struct {
	Organisation, Dossier string
	Compartment           Compartment
	Seq                   int
	Kind                  string
}

func (a Address) bytes() []byte {
	out := lengthPrefixed(nil, a.Organisation, a.Dossier, string(a.Compartment))
	out = binary.BigEndian.AppendUint64(out, uint64(a.Seq))
	return lengthPrefixed(out, a.Kind)
}

// lengthPrefixed keeps ("ab", "c") and ("a", "bc") apart.
func lengthPrefixed(out []byte, parts ...string) []byte {
	for _, part := range parts {
		out = binary.BigEndian.AppendUint64(out, uint64(len(part)))
		out = append(out, part...)
	}
	return out
}
