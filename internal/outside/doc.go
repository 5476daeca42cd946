// Package outside makes of one dossier the file for a body outside that has to
// judge it: which parts can go along, what the lead takes out of them, and what
// the pages say (domain 2.2; S15, R27).
//
// It is pure: attachments come as readers, and nothing here knows who asks.
package outside
