package store

import (
	"wederhoor/internal/access"
)

// logAccess writes who wanted what, and by which rule it was given or refused.
func (t *Tx) logAccess(actor access.Actor, dossier string, do access.Action, v access.Verdict) error {
	allowed := 0
	if v.OK {
		allowed = 1
	}
	_, err := t.exec(`INSERT INTO access_log (organisation, at, id, member, dossier, action, allowed, rule)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		actor.Organisation(), t.s.now().UnixMilli(), NewID(), string(actor.Member()), dossier, string(do), allowed, v.Rule)
	return err
}
