// Package sim lets a whole register live through what goes wrong: power that
// fails, disks that are full, break or lie, a mail server that says one thing and
// does another, a clock that jumps and people who do anything in any order. One
// seed is one life and gives the same life again. It is for tests only.
package sim
