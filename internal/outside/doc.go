// Package outside makes a file of one dossier that leaves: for a body outside that has to
// judge it, or for who asked what is kept about them. It says which parts can go along,
// what is taken out of them, and what the pages say (domain 2.2, 2.9; S15, R27).
//
// It is pure: attachments come as readers, and nothing here knows who asks.
package outside
