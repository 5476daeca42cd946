// Package backup makes copies of a register that somebody can put back, and puts
// them back. A backup is two archives: one of the register with its files, to keep
// for long, and one of its keys, to keep for a month at most, because to erase is to
// destroy a key. Both are sealed to the recovery sheet; the machine that makes them
// cannot open them. See docs/decisions/0025-backup.md.
package backup
