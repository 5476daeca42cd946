// Package calendar counts terms the way a procedure words them: civil dates,
// lengths such as "1w" or "3wd", public holidays and the roll to a working
// day. It is pure: it never reads the clock, and it knows nothing about
// complaints, procedures or storage.
//
// A term is counted in dates and only its last moment is an instant
// ([Date.EndOfDay]); so a term over a change of clocks is neither an hour
// short nor an hour long.
package calendar

// Time zones travel inside the binary: a bare container has no zoneinfo, and a
// register that silently counts in UTC is an hour or two wrong at midnight.
import _ "time/tzdata"
