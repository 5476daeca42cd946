package complaint

import "strings"

// GivenOutside: the dossier was made into one file for a body outside that looks
// at the complaint (domain 2.2). File is the key to exactly those bytes, sealed.
type GivenOutside struct {
	File       string
	Size       int64  // bytes
	SHA256     string // of the file, in hexadecimal
	UpTo       int    // number of the last event that the file could tell of
	Parts      int    // how much went along
	Originals  int
	LeftOut    int
	BlackedOut int    // passages
	Names      bool   `json:",omitzero"` // people stand in it by name
	Body       string `in:"case"`
	Purpose    string `in:"case"`
}

// KindOutside is never renamed.
const KindOutside Kind = "given_outside"

// Kind implements Event.
func (GivenOutside) Kind() Kind { return KindOutside }

// GiveOutside records a file that was made of the dossier as it is now. It asks
// for no stage: a body may want it while the complaint runs and long after.
func (c Complaint) GiveOutside(m Moment, e GivenOutside) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	switch {
	case strings.TrimSpace(e.Body) == "":
		return nil, refuse("body", "outside_body_missing")
	case strings.TrimSpace(e.Purpose) == "":
		return nil, refuse("purpose", "outside_purpose_missing")
	}
	e.UpTo = c.Version
	return m.entries(e)
}

// Outside lists the files that were made for bodies outside, oldest first.
func (c Complaint) Outside() (all []Done[GivenOutside]) {
	for _, r := range c.History {
		if e, ok := r.Event.(GivenOutside); ok {
			all = add(all, e, r)
		}
	}
	return all
}
