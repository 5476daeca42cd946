// Package upgrade holds the data folder of every release, and tests that this program
// opens each of them: tests only.
package upgrade
