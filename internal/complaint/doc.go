// Package complaint is the procedure: what a complaint is, which acts may be
// done to it, which facts (events) those acts leave behind, and what is owed to
// whom by which day.
//
// It is pure. It knows no clock, no database, no web page and no words that
// people read: time comes in as an argument, a refusal is a code, and letters
// are written elsewhere. Status is derived from events and never stored.
package complaint
