package index

// Version is how many events of a dossier are known here; 0 when it is not.
func (x *Index) Version(id string) int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if e := x.entries[id]; e != nil {
		return e.Complaint.Version
	}
	return 0
}

// IDs lists all that is known here, for who holds it against what is stored.
func (x *Index) IDs() []string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	ids := make([]string, 0, len(x.entries))
	for id := range x.entries {
		ids = append(ids, id)
	}
	return ids
}
