package index

// Version is how many events of a dossier are known here; 0 when it is not.
func (x *Index) Version(id string) int {
	s, ok := x.with(id)
	switch {
	case !ok:
		return 0
	case s.e != nil:
		return s.e.Complaint.Version
	}
	return int(s.d.version[s.i])
}

// IDs lists all that is known here, for who holds it against what is stored.
func (x *Index) IDs() (ids []string) {
	for s := range x.every() {
		ids = append(ids, s.ID())
	}
	return ids
}
