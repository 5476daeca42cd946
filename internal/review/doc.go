// Package review is the annual review (S16, S17) as a log of its own: what is
// looked at again, what was decided on each complaint, what was agreed to do and
// whether it helped. It is pure: it knows no storage, no pages and no clock, and
// it holds no name of anybody who complained.
package review
